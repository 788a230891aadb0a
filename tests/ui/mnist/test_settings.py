"""The settings of /mnist follow from the fields of recipe and rule, and each has a control."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

import pytest

from components import text
from components.concepts.bounds import Bounds
from components.concepts.early_stopping import OFFERED, EarlyStoppingRule
from components.training.export_lines import rule_lines
from components.training.recipe import Recipe, RecipeError, make_rule
from components.ui.kit.setting import Settings
from components.ui.mnist.settings import PREPROCESSING, RULE, SETTINGS, steps_sentence
from tests.addresses import nobody_trains, open_address, value_of, views_of
from tests.test_addresses import KEYS
from tests.ui.reading import said

pytestmark = pytest.mark.usefixtures(nobody_trains.__name__)
STEPS = views_of("mnist")
WITHOUT_A_CONTROL = {  # a field of a recipe -> why
    "preprocessing": "each step is a switch, which is tested below",
    "keep": "the app keeps weights of single trainings, and only the history where it trains several",
    "brought": "follows from the points that a visitor draws",
}
OTHER_NAMES = {"rows": "points"}  # of a recipe's field on /hidden_layers


@pytest.fixture(scope="module")
def controls() -> set[str]:
    """The names of all settings that some step draws."""
    kinds = ("number_input", "selectbox", "slider", "toggle", "text_input", "segmented_control")
    found = set()
    for step in STEPS:
        app = open_address(f"mnist.step={step}")
        found |= {widget.key.removeprefix("mnist.") for kind in kinds for widget in app.get(kind)}
    return found


def test_every_setting_has_a_control_on_some_step(controls: set[str]) -> None:
    assert set(SETTINGS.all) <= controls


def test_every_field_of_a_recipe_has_a_control_or_a_reason(controls: set[str]) -> None:
    plane = set(KEYS["hidden_layers"])
    for field in fields(Recipe):
        if field.name in WITHOUT_A_CONTROL:
            assert field.name not in controls
        else:
            assert field.name in controls or OTHER_NAMES.get(field.name, field.name) in plane, field.name
    assert set(PREPROCESSING.values()) <= controls


def test_every_option_of_the_rule_has_a_setting_with_its_bounds() -> None:
    assert tuple(field.name for field in fields(EarlyStoppingRule)) == RULE
    for name, offered in OFFERED.items():
        setting = SETTINGS.all[name]
        assert name in text.glossary()
        if isinstance(offered, Bounds):
            assert setting.bounds == (offered.least, offered.most)
            with pytest.raises(RecipeError, match=name):
                make_rule(**{name: type(setting.default or 0.0)(offered.most + 1)})
        elif offered:
            assert tuple(setting.options) == offered
        else:
            assert setting.kind == "switch"


def another(name: str) -> Any:
    """A value of an option that is not Keras' default, so that the script has to name it."""
    offered, default = OFFERED[name], getattr(EarlyStoppingRule(), name)
    if isinstance(offered, Bounds):
        return type(default)(offered.most - 1) if default is not None else float(offered.most - 1)
    return next(option for option in offered if option != default) if offered else not default


def test_what_the_controls_say_is_the_rule_and_the_script() -> None:
    rule = make_rule(**{name: another(name) for name in RULE})
    assert set(asdict(rule)) == set(RULE)
    assert all(f"{name}=" in rule_lines(rule) for name in RULE)


def test_a_step_of_preprocessing_has_a_switch() -> None:
    assert set(PREPROCESSING) == {"min_max", "shuffle_pixels"}
    assert isinstance(SETTINGS, Settings)


def test_the_page_opens_with_train_and_forgets_nothing_that_another_step_shows() -> None:
    app = open_address("mnist.patience=9")
    assert value_of(app, "mnist.step") == "train"
    app.segmented_control(key="mnist.step").set_value("look").run()
    app.segmented_control(key="mnist.step").set_value("train").run()
    assert app.slider(key="mnist.patience").value == 9


def test_a_rule_that_is_off_switches_its_controls_off() -> None:
    app = open_address("mnist.use_early_stopping=false")
    assert app.slider(key="mnist.patience").disabled
    assert not app.slider(key="mnist.epochs").disabled


def test_a_bad_recipe_does_not_freeze_the_rule() -> None:
    app = open_address("mnist.hidden_units=600&mnist.patience=7")
    assert not app.exception
    assert "hidden_units has a layer of 600 units" in said(app)
    assert "stops the training at **epoch 19**" in said(app)
    assert app.button(key="mnist.train").disabled


@pytest.mark.parametrize(("rows", "batch", "steps"), [(12_000, 32, 300), (12_000, 50, 192), (1_000, 64, 13)])
def test_the_steps_of_an_epoch_are_those_of_keras(rows: int, batch: int, steps: int) -> None:
    recipe = Recipe(rows=rows, batch_size=batch)
    assert recipe.steps == steps
    sentence = steps_sentence(recipe)
    assert f"**{steps} steps an epoch**" in sentence
    assert ("rounded up" in sentence) == (recipe.training_rows % batch != 0)
