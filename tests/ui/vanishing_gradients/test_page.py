"""The page as a visitor meets it, without a browser."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.concepts.activations import ACTIVATIONS
from components.concepts.gradient_flow import gradient_flow
from components.training import depth_study
from components.ui.vanishing_gradients.settings import SETTINGS, STEM
from components.ui.vanishing_gradients.sizes import share
from tests.addresses import value_of, views_of
from tests.ui.reading import said

VIEWS = views_of("vanishing_gradients")
PAGE = Path(__file__).parents[3] / "pages" / "neurons" / "vanishing_gradients.py"


def opened(**parameters: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, value in parameters.items():
        app.query_params[f"{STEM}.{name}"] = value
    return app.run()


def tiles(app: AppTest) -> dict[str, Any]:
    """What the picture of the view *Layers* was given."""
    found = (element.proto for element in app.get("bidi_component"))
    return next(
        json.loads(c.json) for c in found if c.component_name == "layerwise_vanishing_gradients_tiles"
    )


def test_opens_with_the_three_of_the_question_and_the_error_at_the_last_layer() -> None:
    app = opened()
    assert not app.exception
    assert not app.warning
    data = tiles(app)
    assert [row["name"] for row in data["rows"]] == ["relu", "sigmoid", "tanh"]
    assert (data["layer"], data["depth"]) == (20, 20)
    for row in data["rows"]:
        measured = gradient_flow(row["name"], "glorot_uniform", 20, 128, 0)
        assert row["shares"] == pytest.approx(measured.shares.tolist(), rel=1e-5)
        assert row["said"][0].endswith(f"{share(measured.kept)} left")
    assert data["rows"][1]["said"][0] == "×.235 a layer, one part in 9·10¹¹ left"


def test_the_words_say_what_is_measured() -> None:
    assert "its slope is .25 at best, and .23 there" in said(opened(initializer="normal:4"))
    words = said(opened(view="signal"))
    assert "one part in 7·10¹¹ is left after layer 20" in words
    assert "**one part in 9·10¹¹** is left at layer 1" in words
    assert "√64, here within a factor of 1.5." in words
    apart = [
        flow.input_rms * flow.gradient_rms * 8 / flow.weight_gradient_rms
        for flow in (
            gradient_flow(name, "glorot_uniform", 20, 128, 0) for name in ("relu", "sigmoid", "tanh")
        )
    ]
    assert 1.45 < max(max(ratio.max(), 1 / ratio.min()) for ratio in apart) < 1.55
    words = said(opened(view="gain_map"))
    assert "ReLU with the gain 1.4 alone, tanh\nwith the gains from 1 to 1.4" in words
    assert f"{share(gradient_flow('sigmoid', 'normal:10', 20, 64, 0).kept)} of\n  it arrives" in words


def test_the_three_of_the_question_differ_by_eleven_orders_of_magnitude() -> None:
    kept = [gradient_flow(name, "glorot_uniform", 20, 128, 0).kept for name in ("relu", "sigmoid", "tanh")]
    assert 10.5 < math.log10(max(kept) / min(kept)) < 11.5


@pytest.mark.parametrize("view", VIEWS)
def test_words_speak_of_what_the_view_shows(view: str) -> None:
    app = opened(view=view)
    formulas = [name for name in ("W_{l+1}", "a_{l-1}", "RMS}\\,f'(z)") if name in said(app)]
    expected = {
        "layers": ["W_{l+1}", "RMS}\\,f'(z)"],
        "signal": ["a_{l-1}"],
        "gain_map": ["RMS}\\,f'(z)"],
    }
    assert formulas == expected.get(view, [])
    assert bool(app.expander) == (view in ("layers", "signal"))


def test_what_training_is_said_to_do_is_what_was_recorded() -> None:
    study = depth_study.load()
    words = said(opened(view="trained"))
    assert "shown: Glorot uniform, 20 hidden layers" in words  # not the key of the initializer
    for name, optimizer, rule, depth in (
        ("relu", "sgd", "glorot_uniform", 20),
        ("relu", "sgd", "he_uniform", 20),
        ("tanh", "adam", "glorot_uniform", 20),
        ("sigmoid", "adam", "glorot_uniform", 10),
    ):
        final = study.final_accuracies(name, optimizer, rule)[depth_study.DEPTHS.index(depth)].mean()
        assert f"{final:.2f}".removeprefix("0") in words
    for name in depth_study.STUDIED:
        for optimizer in depth_study.LEARNING_RATES:
            for rule in depth_study.STARTS:
                two, five, _, twenty = study.final_accuracies(name, optimizer, rule).mean(axis=1)
                assert twenty < five or five < 0.11  # of those that learn at all
                if optimizer == "sgd" and name in ("tanh", "relu"):
                    assert five > two


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_with_every_number_of_activations(view: str) -> None:
    for activations in (["relu"], list(ACTIVATIONS)[:6]):
        app = opened(view=view, activation=activations)
        assert not app.exception
        assert not app.warning
        assert app.segmented_control(key=f"{STEM}.view").value == view
        assert app.multiselect(key=f"{STEM}.activation").value == activations
        assert len(app.get("plotly_chart")) == (view != "layers")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("depth", ["1", "50"])
def test_every_view_at_the_bounds(view: str, depth: str) -> None:
    app = opened(view=view, depth=depth, width="8", activation=["relu", "sigmoid"])
    assert not app.exception


def test_parameters_set_the_page() -> None:
    app = opened(
        activation=["tanh", "silu"], initializer="normal:1.7", depth="20", width="32", seed="7", view="layers"
    )
    assert not app.warning
    assert app.slider(key=f"{STEM}.depth").value == 20
    assert app.selectbox(key=f"{STEM}.initializer").value == "normal:1.7"
    assert app.number_input(key=f"{STEM}.seed").value == 7
    assert [row["label"] for row in tiles(app)["rows"]] == ["tanh", "swish (SiLU)"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("activation", "foo"),
        ("activation", ["foo", "tanh"]),
        ("initializer", "foo"),
        ("initializer", "normal:99"),
        ("depth", "51"),
        ("depth", "deep"),
        ("width", "100"),
        ("seed", "-1"),
        ("view", "nope"),
        ("nope", "1"),
    ],
)
def test_a_bad_parameter_is_one_warning_and_the_default(name: str, value: str | list[str]) -> None:
    app = opened(**{name: value})
    assert not app.exception
    assert len(app.warning) == 1
    assert name in app.warning[0].value.lower() or "gain" in app.warning[0].value
    assert tiles(app)["rows"]


def test_a_default_that_was_asked_for_is_no_refusal() -> None:
    assert not opened(depth="20", seed="0", activation=["relu", "sigmoid", "tanh"]).warning


def test_several_bad_parameters_are_one_warning() -> None:
    app = opened(depth="0", width="7", seed="x", initializer="y")
    assert len(app.warning) == 1
    assert all(name in app.warning[0].value.lower() for name in ("depth", "width", "seed", "initializer"))


def test_the_prediction_moves_the_picture_once() -> None:
    app = opened(depth="5")
    predictions = app.button_group(key=f"{STEM}.prediction")
    predictions.set_value("relu").run()
    assert not app.exception
    assert "Not with Keras' default weights:** tanh keeps 19 %, ReLU one part in 820" in said(app)
    assert app.slider(key=f"{STEM}.depth").value == 20
    assert tiles(app)["layer"] == 1
    assert app.query_params[f"{STEM}.layer"] == "1"
    app.slider(key=f"{STEM}.depth").set_value(9).run()
    assert app.slider(key=f"{STEM}.depth").value == 9


def test_reset_puts_every_default_back() -> None:
    app = opened(depth="5", view="trained", seed="3", initializer="he_normal", activation=["tanh"])
    app.button(key=f"{STEM}.reset").click().run()
    assert not app.exception
    for name, setting in SETTINGS.all.items():
        assert value_of(app, f"{STEM}.{name}") == setting.default
    assert app.segmented_control(key=f"{STEM}.view").value == "layers"
    assert not app.query_params


def test_no_activation_chosen_shows_the_default() -> None:
    app = opened(activation=["tanh"])
    app.multiselect(key=f"{STEM}.activation").set_value([]).run()
    assert not app.exception
    assert len(tiles(app)["rows"]) == 3


def test_the_walk_ends_within_the_stack() -> None:
    assert tiles(opened(depth="5", layer="3"))["layer"] == 3
    assert tiles(opened(depth="5", layer="30"))["layer"] == 5
    assert opened(layer="0").warning


def test_what_was_not_recorded_is_said() -> None:
    other = next(name for name in ACTIVATIONS if name not in depth_study.STUDIED)
    app = opened(view="trained", activation=[other])
    assert f"Not recorded: {ACTIVATIONS[other].label}." in said(app)
