"""Links of today, written as Streamlit writes them into the address, and what each of them sets.

A link that somebody has kept must go on working, whatever the mechanism of the settings is. Each link opens
the view that shows the widgets of its other keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, quote_plus

import pytest

from tests.addresses import PAGES, nobody_trains, open_address, value_of

pytestmark = pytest.mark.usefixtures(nobody_trains.__name__)


@dataclass(frozen=True)
class Link:
    """What stands after the question mark of a link, and what it sets.

    Attributes:
        query: as the browser shows it.
        sets: key without the page's stem -> the setting's value in the code.
    """

    query: str
    sets: Mapping[str, Any]

    @property
    def stem(self) -> str:
        """The page."""
        return self.query.partition(".")[0]


KEYS: Mapping[str, tuple[str, ...]] = {  # every key of each page
    "hidden_layers": (
        *("view", "dataset", "activation", "silenced"),
        *("layer_1", "layer_2", "layer_3", "layer_4", "units_1", "units_2", "units_3", "units_4"),
        *("noise", "points", "data_seed", "seed", "initializer", "learning_rate", "batch_size", "epochs"),
        *("w1", "w2", "b", "point", "unit", "layer", "how", "silent", "put_to", "without"),
    ),
    "parameters": (
        *("view", "inputs", "hidden_units", "outputs", "input", "activation", "dropout", "api", "fit"),
        *("seed", "question"),
    ),
    "activations": (
        *("view", "chosen", "range", "center", "spread", "seed"),
        *("family", "beta", "negative_slope", "alpha"),
    ),
    "plans": ("plan",),
    "classroom": ("view", "room"),  # a secret does not stay
    "vanishing_gradients": ("view", "activation", "initializer", "depth", "width", "seed"),
    "tabular": (
        *("view", "dataset", "features", "hidden_units", "activation", "l2_logistic", "l2_network"),
        *("dropout", "epochs", "early_stopping", "patience", "folds", "seeds", "score"),
        *("threshold", "confused", "unit", "column"),
    ),
    "mnist": (
        *("step", "image", "map", "past_stop"),
        *("rows", "validation_split", "scaling", "shuffle_pixels", "seed", "epochs", "batch_size"),
        *("hidden_units", "activation", "initializer", "loss", "optimizer", "learning_rate"),
        *("use_early_stopping", "monitor", "min_delta", "patience", "mode", "restore_best_weights"),
        *("start_from_epoch", "baseline", "dropout", "l2"),
    ),
    "mnist_inside": (
        *("view", "run", "epoch", "image", "feed", "for", "against"),
        *("layer", "unit", "how", "share", "draw", "listed", "put_to", "point"),
    ),
}
N_KEYS = 120

# Where the address carries an option's label: key -> label in the address -> option in the code. (The option
# that a selector starts with is not here: Streamlit takes a default out of the address.)
LABELS: Mapping[str, Mapping[str, str]] = {
    "tabular.score": {"AUC": "auc", "log loss": "log_loss"},
    "tabular.confused": {
        "logistic regression + yours": "made",
        "MLP": "network",
        "gradient-boosted trees": "trees",
    },
}
_VIEW_OF = {"tabular.score": "Contest", "tabular.confused": "Verdict"}

LINKS = (
    # Hidden layers
    Link(
        "hidden_layers.activation=tanh&hidden_layers.dataset=xor&hidden_layers.layer_1=false"
        "&hidden_layers.layer_2=true&hidden_layers.layer_3=true&hidden_layers.layer_4=true"
        "&hidden_layers.units_1=1&hidden_layers.units_2=8&hidden_layers.units_3=3&hidden_layers.units_4=2",
        {
            "view": "toggle",
            "dataset": "xor",
            "activation": "tanh",
            **{"layer_1": False, "layer_2": True, "layer_3": True, "layer_4": True},
            **{"units_1": 1, "units_2": 8, "units_3": 3, "units_4": 2},
        },
    ),
    Link(
        "hidden_layers.batch_size=25&hidden_layers.data_seed=3&hidden_layers.epochs=60"
        "&hidden_layers.initializer=he_normal&hidden_layers.learning_rate=0.05&hidden_layers.noise=0.25"
        "&hidden_layers.points=250&hidden_layers.put_to=mean&hidden_layers.seed=7&hidden_layers.view=Toggle",
        {
            **{"noise": 0.25, "points": 250, "data_seed": 3, "seed": 7, "initializer": "he_normal"},
            **{"learning_rate": 0.05, "batch_size": 25, "epochs": 60, "put_to": "mean", "view": "toggle"},
        },
    ),
    Link("hidden_layers.silenced=H1.2", {"silenced": "H1.2"}),
    Link(
        "hidden_layers.layer_2=true&hidden_layers.silenced=H1.2%2CH2.1",
        {"silenced": "H1.2,H2.1", "layer_2": True},
    ),
    *(
        Link(f"hidden_layers.dataset={name}", {"dataset": name})
        for name in ("blobs", "circles", "moons", "spirals")
    ),
    Link(
        "hidden_layers.b=0.25&hidden_layers.view=What+is+H&hidden_layers.w1=-0.5&hidden_layers.w2=1.75",
        {"view": "what_is_h", "w1": -0.5, "w2": 1.75, "b": 0.25},
    ),
    Link(
        "hidden_layers.point=11&hidden_layers.unit=H1.2&hidden_layers.view=One+point",
        {"view": "one_point", "point": 11, "unit": "H1.2"},
    ),
    Link("hidden_layers.unit=y&hidden_layers.view=One+point", {"view": "one_point", "unit": "y"}),
    Link(
        "hidden_layers.layer=H2&hidden_layers.layer_2=true&hidden_layers.put_to=mean&hidden_layers.silent=1"
        "&hidden_layers.silent=3&hidden_layers.view=With+and+without&hidden_layers.without=one+unit+of+it",
        {
            **{"view": "with_and_without", "layer": "H2", "layer_2": True, "silent": ["1", "3"]},
            **{"put_to": "mean", "without": "unit", "how": "silenced"},
        },
    ),
    *(
        Link(
            f"hidden_layers.how={quote_plus(how)}&hidden_layers.silent=2&hidden_layers.view=With+and+without",
            {"view": "with_and_without", "how": how.replace(" ", "_"), "silent": ["2"]},
        )
        for how in ("unbent", "random start")
    ),
    # Parameters
    Link(
        "parameters.activation=tanh&parameters.dropout=0.3&parameters.hidden_units=32%2C16"
        "&parameters.inputs=20&parameters.outputs=10",
        {
            **{"view": "picture", "inputs": 20, "hidden_units": "32,16", "outputs": 10},
            **{"activation": "tanh", "dropout": 0.3, "input": "vector"},
        },
    ),
    Link("parameters.hidden_units=7&parameters.input=28x28", {"input": "28x28", "hidden_units": "7"}),
    Link("parameters.input=32x32x3&parameters.inputs=20", {"input": "32x32x3", "inputs": 20}),
    Link(
        "parameters.api=functional&parameters.fit=adam&parameters.view=Summary",
        {"view": "summary", "api": "functional", "fit": "adam"},
    ),
    Link("parameters.fit=rmsprop&parameters.view=Cost", {"view": "cost", "fit": "rmsprop"}),
    Link("parameters.fit=not+yet&parameters.view=Cost", {"view": "cost", "fit": "not_yet"}),
    Link(
        "parameters.question=3&parameters.seed=7&parameters.view=Quiz",
        {"view": "quiz", "question": 3, "seed": 7},
    ),
    # Activations
    Link(
        "activations.center=-1.5&activations.chosen=relu&activations.chosen=gelu&activations.range=7.5"
        "&activations.spread=2.25",
        {"view": "curves", "chosen": ["relu", "gelu"], "range": 7.5, "center": -1.5, "spread": 2.25},
    ),
    Link(
        "activations.chosen=mish&activations.view=Compare",
        {"view": "compare", "chosen": ["mish"]},
    ),
    Link(
        "activations.beta=1.702&activations.family=swish&activations.view=Swish",
        {"view": "swish", "family": "swish", "beta": 1.702},
    ),
    Link(
        "activations.family=leaky_relu&activations.negative_slope=0.35&activations.view=Swish",
        {"view": "swish", "family": "leaky_relu", "negative_slope": 0.35},
    ),
    Link(
        "activations.alpha=2.5&activations.family=elu&activations.view=Swish",
        {"view": "swish", "family": "elu", "alpha": 2.5},
    ),
    Link(
        "activations.seed=42&activations.spread=4&activations.view=Dying+ReLU",
        {"view": "dying_relu", "seed": 42, "spread": 4.0},
    ),
    # Vanishing gradients
    Link(
        "vanishing_gradients.activation=tanh&vanishing_gradients.activation=relu"
        "&vanishing_gradients.depth=5&vanishing_gradients.initializer=normal%3A1.5"
        "&vanishing_gradients.seed=7&vanishing_gradients.width=32",
        {
            **{"view": "layers", "activation": ["tanh", "relu"], "initializer": "normal:1.5"},
            **{"depth": 5, "width": "32", "seed": 7},
        },
    ),
    Link(
        "vanishing_gradients.initializer=he_normal&vanishing_gradients.view=Gain+map",
        {"view": "gain_map", "initializer": "he_normal"},
    ),
    Link(
        "vanishing_gradients.initializer=normal%3A1.7&vanishing_gradients.view=Chain+rule"
        "&vanishing_gradients.width=8",
        {"view": "chain_rule", "initializer": "normal:1.7", "width": "8"},
    ),
    Link(
        "vanishing_gradients.activation=silu&vanishing_gradients.view=Trained",
        {"view": "trained", "activation": ["silu"]},
    ),
    # Tabular data
    Link(
        "tabular.activation=tanh&tabular.dataset=pima&tabular.dropout=0.2&tabular.early_stopping=true"
        "&tabular.epochs=30&tabular.features=squares%3Bglucose%5E2&tabular.folds=3"
        "&tabular.hidden_units=32%2C8&tabular.l2_logistic=2.5&tabular.l2_network=0.5&tabular.patience=7"
        "&tabular.score=AUC&tabular.seeds=2",
        {
            **{"view": "contest", "dataset": "pima", "features": "squares;glucose^2", "score": "auc"},
            **{"hidden_units": "32,8", "activation": "tanh", "l2_logistic": 2.5, "l2_network": 0.5},
            **{"dropout": 0.2, "epochs": 30, "early_stopping": True, "patience": 7, "folds": 3, "seeds": 2},
        },
    ),
    *(Link(f"tabular.dataset={name}", {"dataset": name}) for name in ("breast_cancer", "phoneme", "own")),
    Link("tabular.threshold=0.3&tabular.view=Verdict", {"view": "verdict", "threshold": 0.3}),
    Link(
        "tabular.confused=MLP&tabular.score=log+loss&tabular.threshold=0.71&tabular.view=Verdict",
        {"view": "verdict", "confused": "network", "score": "log_loss", "threshold": 0.71},
    ),
    Link("tabular.unit=7&tabular.view=Whose+features%3F", {"view": "whose_features", "unit": 7}),
    Link("tabular.column=m3_long&tabular.view=Data", {"view": "data", "column": "m3_long"}),
    *(
        Link(
            f"{key}={quote_plus(label)}&tabular.view={_VIEW_OF[key]}",
            {key.removeprefix("tabular."): option, "view": _VIEW_OF[key].lower()},
        )
        for key, labels in LABELS.items()
        for label, option in labels.items()
    ),
    # MNIST
    Link("mnist.image=59999&mnist.step=Look", {"step": "look", "image": 59_999}),
    Link(
        "mnist.loss=binary_crossentropy&mnist.rows=24000&mnist.scaling=false&mnist.shuffle_pixels=true"
        "&mnist.step=Prepare&mnist.validation_split=0.1",
        {
            **{"step": "prepare", "scaling": False, "shuffle_pixels": True, "rows": 24_000},
            **{"loss": "binary_crossentropy", "validation_split": 0.1},
        },
    ),
    Link(
        "mnist.activation=leaky_relu&mnist.batch_size=64&mnist.hidden_units=64%2C32"
        "&mnist.initializer=he_normal&mnist.learning_rate=0.0005&mnist.loss=sparse_categorical_crossentropy"
        "&mnist.optimizer=sgd&mnist.seed=7&mnist.step=Model",
        {
            **{"step": "model", "hidden_units": "64,32", "activation": "leaky_relu", "batch_size": 64},
            **{"initializer": "he_normal", "optimizer": "sgd", "learning_rate": 0.0005, "seed": 7},
            **{"loss": "sparse_categorical_crossentropy"},
        },
    ),
    Link(
        "mnist.dropout=0.2&mnist.l2=0.0005&mnist.step=model", {"step": "model", "dropout": 0.2, "l2": 0.0005}
    ),
    Link(
        "mnist.epochs=15&mnist.past_stop=true&mnist.patience=5",
        {"step": "train", "epochs": 15, "past_stop": True, "patience": 5},
    ),
    Link(
        "mnist.step=Train&mnist.use_early_stopping=false",
        {"step": "train", "use_early_stopping": False},
    ),
    Link("mnist.patience=7&mnist.step=Rule", {"step": "rule", "patience": 7}),
    Link(
        "mnist.baseline=0.9&mnist.map=kept+value&mnist.min_delta=0.005&mnist.mode=max"
        "&mnist.monitor=val_accuracy&mnist.patience=4&mnist.restore_best_weights=false"
        "&mnist.start_from_epoch=2&mnist.step=Rule",
        {
            **{"step": "rule", "map": "kept_value", "monitor": "val_accuracy", "mode": "max"},
            **{"min_delta": 0.005, "patience": 4, "restore_best_weights": False, "start_from_epoch": 2},
            **{"baseline": 0.9},
        },
    ),
    Link("mnist.step=Result", {"step": "result"}),
    # Inside the network
    Link(
        "mnist_inside.against=9&mnist_inside.epoch=30&mnist_inside.feed=off-centre&mnist_inside.for=4"
        "&mnist_inside.image=3",
        {"view": "draw", "for": "4", "against": "9", "feed": "off_centre", "image": 3, "epoch": 30},
    ),
    Link("mnist_inside.for=4", {"view": "draw", "for": "4"}),
    Link(
        "mnist_inside.feed=not+fitted&mnist_inside.run=c72f65cd9918",
        {"feed": "not_fitted", "run": "c72f65cd9918"},
    ),
    Link(
        "mnist_inside.feed=MNIST%27s+form&mnist_inside.for=best",
        {"feed": "mnist_form", "for": "most_likely"},
    ),
    Link(
        "mnist_inside.layer=H2&mnist_inside.unit=17&mnist_inside.view=One+unit",
        {"view": "one_unit", "layer": "H2", "unit": 17},
    ),
    Link(
        "mnist_inside.draw=3&mnist_inside.layer=H2&mnist_inside.put_to=mean&mnist_inside.share=40"
        "&mnist_inside.view=Silence",
        {"view": "silence", "layer": "H2", "draw": 3, "put_to": "mean", "share": 40},
    ),
    Link(
        "mnist_inside.how=listed+units&mnist_inside.listed=5%2C17&mnist_inside.view=Silence",
        {"view": "silence", "how": "listed_units", "listed": "5,17"},
    ),
    *(
        Link(
            f"mnist_inside.how={quote_plus(how)}&mnist_inside.view=Silence",
            {"view": "silence", "how": how.replace(" ", "_")},
        )
        for how in ("random units", "whole layer", "unbent", "random start")
    ),
    Link("plans.plan=why_relu", {"plan": "why_relu"}),
    Link("classroom.room=ABC234&classroom.view=projector", {"room": "ABC234", "view": "projector"}),
    Link("mnist_inside.point=12&mnist_inside.view=Maps", {"view": "maps", "point": 12}),
)


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link.query)
def test_a_link_of_today_sets_what_it_says(link: Link) -> None:
    app = open_address(link.query)
    assert not app.exception
    assert not app.error
    assert not app.warning, app.warning[0].value
    found = {name: value_of(app, f"{link.stem}.{name}") for name in link.sets}
    assert found == link.sets


def test_every_key_of_every_page_has_a_link() -> None:
    named: dict[str, set[str]] = {}
    for link in LINKS:
        keys = {key.removeprefix(f"{link.stem}.") for key in parse_qs(link.query, keep_blank_values=True)}
        assert keys <= set(link.sets), link.query
        named.setdefault(link.stem, set()).update(keys & set(link.sets))
    assert named == {stem: set(keys) for stem, keys in KEYS.items()}
    assert set(KEYS) == set(PAGES) - {"home"}
    assert sum(map(len, KEYS.values())) == N_KEYS


@pytest.mark.parametrize("key", LABELS)
def test_every_label_that_stands_in_an_address_has_a_link(key: str) -> None:
    said = {value for link in LINKS for value in parse_qs(link.query).get(key, [])}
    assert said == set(LABELS[key])
