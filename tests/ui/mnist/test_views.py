"""Each view draws recorded runs and awkward recipes without an exception, and says what it must say."""

import itertools

import pytest
from streamlit.testing.v1 import AppTest

from components.training.recordings import RECORDINGS
from tests.ui.reading import said

TIMEOUT = 60
RECIPES = {
    "plain": "Recipe()",
    "softmax": "Recipe(hidden_units=())",
    "deep": "Recipe(hidden_units=(128,) * 20, dropout=0.2, l2=0.001)",
    "one unit": "Recipe(hidden_units=(1,), rows=1_000, validation_split=0.05)",
    "other": "Recipe(loss='sparse_categorical_crossentropy', preprocessing=(), activation='elu')",
    "binary": "Recipe(loss='binary_crossentropy', rows=60_000, optimizer='sgd')",
    "shuffled": "Recipe(preprocessing=('min_max', 'shuffle_pixels'))",
}
RULES = {
    "no rule": "None",
    "patient": "EarlyStoppingRule(patience=50, restore_best_weights=True)",
    "eager": "EarlyStoppingRule(patience=2, restore_best_weights=True)",
    "not restoring": "EarlyStoppingRule(patience=2)",
    "warm-up": "EarlyStoppingRule(restore_best_weights=True, start_from_epoch=40)",
    "baseline": "EarlyStoppingRule(monitor='val_accuracy', patience=3, baseline=0.99)",
}
HEAD = """
import numpy as np
from dataclasses import replace
from components import text
from components.concepts.early_stopping import EarlyStoppingRule
from components.training.recipe import Recipe
from components.training.recordings import RECORDINGS
from components.ui.cached import recorded_run
from components.ui.mnist import {view}
from components.ui.mnist.settings import Experiment
lesson = text.load("mnist")
"""


def draw(view, *lines):
    app = AppTest.from_string(HEAD.format(view=view) + "\n".join(lines), default_timeout=TIMEOUT).run()
    assert not app.exception
    return app


def pictures(app):
    return len(app.get("plotly_chart"))


def test_look_shows_the_image_that_is_chosen():
    app = draw("look", "look.show(None, lesson)")
    assert pictures(app) == 2
    assert "166 of 784 numbers are not zero" in said(app)
    app.number_input(key="mnist.image").set_value(59_999).run()
    assert not app.exception
    assert "In image 59,999" in said(app)


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_prepare(recipe):
    app = draw("prepare", f"prepare.show(Experiment({recipe}, None), lesson)")
    words = said(app)
    assert "before any shuffling" in words
    assert "steps an epoch" in words
    assert "Seed 5 was chosen because" in words
    assert "two different losses cannot be compared" in words
    assert "**0.4714**" in words
    assert "**0.1580**" in words
    assert pictures(app) == 8
    assert ("leaves the step out" in words) == ("preprocessing=()" in recipe)
    assert "{" not in words.replace("{x", "").replace("{\\", "").replace("{0", "")


def test_prepare_computes_ranges_from_the_rows():
    assert "0 to 255 → 0 to 1." in said(draw("prepare", "prepare.show(Experiment(Recipe(), None), lesson)"))
    assert "0 to 255 → 0 to 255." in said(
        draw("prepare", "prepare.show(Experiment(Recipe(preprocessing=()), None), lesson)")
    )


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_model(recipe):
    app = draw("model", f"model.show(Experiment({recipe}, None), lesson)")
    words = said(app)
    assert pictures(app) == 1
    assert "keras.Sequential" in app.code[0].value
    assert ("this is softmax regression" in words) == ("hidden_units=()" in recipe)
    assert ("**Dropout" in words) == ("dropout" in recipe)
    assert ("**L2" in words) == ("l2=" in recipe)
    assert bool(app.warning) == ("binary" in recipe)
    for name in ("Activation", "Initializer", "Loss", "Optimizer"):
        assert f"**{name}: " in words


RESULTS = (  # the recording that the page opens with under every rule, the others under one each
    *(("mnist_12k", rule) for rule in RULES),
    *((name, rule) for name, rule in zip(RECORDINGS, itertools.cycle(RULES)) if name != "mnist_12k"),
)


@pytest.mark.parametrize(("name", "rule"), RESULTS)
def test_result(name, rule):
    rule = RULES[rule]
    run = f"recorded_run(RECORDINGS[{name!r}].recipe)"
    app = draw("result", f"result.judge({run}, {rule}, lesson)")
    words = said(app)
    assert "**Test accuracy** on 10,000 images" in words
    assert "tune on the test set" in words
    assert "The commonest mistake" in words
    assert pictures(app) == (2 if rule == "None" or "same, those of epoch" in words else 3)
    if rule != "None" and pictures(app) == 3:
        assert "within chance" in words or "more than chance" in words


def test_result_shows_probabilities_if_the_kept_weights_were_recorded():
    with_weights = "recorded_run(RECORDINGS['mnist_48k'].recipe)"
    words = said(draw("result", f"result.judge({with_weights}, {RULES['patient']}, lesson)"))
    assert "The most confident of" in words
    without = "recorded_run(RECORDINGS['mnist_unscaled'].recipe)"
    words = said(draw("result", f"result.judge({without}, {RULES['patient']}, lesson)"))
    assert "The first 12 of" in words
    assert "were not saved" in words


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("replace(run, history={m: v[:0] for m, v in run.history.items()})", "before its first epoch ended"),
        ("replace(run, ending='diverged', history={**run.history, 'loss': nan})", "in epoch 1 the loss"),
    ],
)
def test_result_of_a_run_without_use_is_one_sentence(change, sentence):
    app = draw(
        "result",
        "run = recorded_run(RECORDINGS['mnist_12k'].recipe)",
        "nan = np.full(30, np.nan)",
        f"result.judge({change}, None, lesson)",
    )
    assert sentence in said(app)
    assert pictures(app) == 0


@pytest.mark.parametrize(("epochs", "rule"), zip([1, 2] * 3, RULES.values(), strict=True))
def test_result_of_a_very_short_run(epochs, rule):
    run = f"recorded_run(RECORDINGS['mnist_12k'].recipe).first_epochs({epochs})"
    assert pictures(draw("result", f"result.judge({run}, {rule}, lesson)")) >= 2


def test_result_where_one_validation_loss_is_no_number():
    draw(
        "result",
        "run = recorded_run(RECORDINGS['mnist_12k'].recipe)",
        "values = run.history['val_loss'].copy()",
        "values[0] = np.nan",
        "odd = replace(run, history={**run.history, 'val_loss': values})",
        f"result.judge(odd, {RULES['eager']}, lesson)",
    )
