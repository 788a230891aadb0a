"""The page as Streamlit's AppTest sees it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.concepts.bell import Bell
from components.concepts.dying_relu import relu_units
from components.ui.activations.real_bell import RECORDING, recorded_sums
from components.ui.activations.settings import KEPT, SETTINGS, STEPS
from components.ui.cached import recorded_run
from tests.addresses import open_page, value_of, views_of
from tests.ui.reading import said

VIEWS = list(views_of("activations"))
ROOT = Path(__file__).parents[3]


@pytest.fixture
def app():
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    return test.run().switch_page(str(ROOT / "pages/neurons/activations.py"))


def healthy(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def test_it_opens_without_a_warning_and_without_keras(app):
    before = set(sys.modules)  # other tests of this process may have imported Keras
    healthy(app.run())
    assert not app.warning
    assert not {"keras", "tensorflow", "sklearn"} & (set(sys.modules) - before)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_drawn_and_keeps_every_setting(app, view):
    app.session_state["activations.view"] = view
    app.session_state["activations.alpha"] = 2.0
    app.session_state["activations.spread"] = 3.0
    healthy(app.run())
    app.session_state["activations.view"] = "compare"
    healthy(app.run())
    assert value_of(app, "activations.alpha") == 2.0
    assert value_of(app, "activations.spread") == 3.0
    assert app.query_params["activations.spread"] == "3"


@pytest.mark.parametrize("view", [*VIEWS[1:], *STEPS])
def test_a_view_shows_its_controls_and_no_others(app, view):
    app.session_state["activations.view"] = "curves" if view in STEPS else view
    app.session_state["activations.step"] = view if view in STEPS else "unit"
    app.session_state["activations.family"] = "elu"
    healthy(app.run())
    kinds = ("slider", "select_slider", "selectbox", "number_input", "button_group")
    drawn = {widget.key for kind in kinds for widget in app.get(kind)}
    expected = {
        "unit": {"step", "function", "range"},
        "others": {"step", "chosen", "range"},
        "bell": {"step", "chosen", "recorded", "center", "spread", "prediction"},
        "layers": {"step", "chosen", "layers", "center", "spread", "range", "prediction"},
        "compare": {"chosen", "center"},
        "swish": {"family", "alpha", "range", "center", "spread"},
        "dying_relu": {"bias", "spread", "seed"},
    }[view]
    assert {key.removeprefix("activations.") for key in drawn} - {"view"} == expected


def picture(app: AppTest) -> dict:
    found = (element.proto for element in app.get("bidi_component"))
    return next(json.loads(c.json) for c in found if c.component_name == "layerwise_activations_curves")


def test_it_opens_with_one_unit_and_one_function(app):
    healthy(app.run())
    data = picture(app)
    assert (data["step"], [curve["name"] for curve in data["curves"]]) == ("unit", ["sigmoid"])
    assert "**One unit.**" in said(app)


@pytest.mark.parametrize("step", STEPS)
def test_every_step_is_drawn_and_lands_in_the_address(app, step):
    app.session_state["activations.step"] = step
    healthy(app.run())
    assert app.query_params.get("activations.step", "unit") == step
    assert picture(app)["step"] == step
    assert bool(app.expander[-1].label == "The same in Keras") == (step in ("bell", "layers"))


@pytest.mark.parametrize(
    ("query", "step"),
    [
        ({}, "unit"),
        ({"range": "7"}, "unit"),
        ({"view": "Curves"}, "layers"),
        ({"center": "-1.5"}, "layers"),
        ({"chosen": ["relu", "gelu"]}, "layers"),
        ({"center": "-1.5", "step": "unit"}, "unit"),
        ({"center": "-1.5", "view": "Compare"}, "unit"),
    ],
)
def test_links_from_before_the_steps_show_everything(query, step):
    app = open_page("activations", {f"activations.{name}": value for name, value in query.items()})
    assert value_of(app, "activations.step") == step
    assert not app.warning


def test_what_an_address_would_imply_otherwise_is_written_into_it(app):
    app.session_state["activations.center"] = -1.5
    app.session_state["activations.step"] = "unit"
    healthy(app.run())
    assert app.query_params["activations.step"] == "unit"
    again = open_page("activations", {key: app.query_params[key] for key in app.query_params})
    assert value_of(again, "activations.step") == "unit"


def test_dying_relu_opens_with_dead_units_and_old_links_keep_their_centre():
    app = open_page("activations", {"activations.view": "dying_relu"})
    dead = int(relu_units(Bell(-2.0, 1.0)).dead.sum())
    assert dead > 5
    assert f"**{dead} of 60 units are dead**" in said(app)
    app = open_page("activations", {"activations.view": "Dying ReLU", "activations.center": "0"})
    assert "**0 of 60 units are dead**" in said(app)


def test_a_recorded_bell_is_drawn_and_said_and_the_bell_is_laid_over_it(app):
    app.session_state["activations.step"] = "bell"
    app.session_state["activations.recorded"] = "H1"
    healthy(app.run())
    found = recorded_sums("H1", 30)
    real = picture(app)["real"]
    assert sum(real["density"]) * real["step"] == pytest.approx(1, abs=0.01)
    assert f"**H1, epoch 30:** {100 * found.flat_share:.0f} % of z lies where ReLU is flat" in said(app)
    assert f"{found.dead} of 256 units are dead" in said(app)
    app.select_slider(key="activations.epoch").set_value("0")
    healthy(app.run())
    start = recorded_sums("H1", 0)
    assert start.flat_share < found.flat_share
    app.button(key="activations.lay_over").click()
    healthy(app.run())
    assert app.slider(key="activations.center").value == pytest.approx(start.mean, abs=0.01)
    assert app.slider(key="activations.spread").value == pytest.approx(start.deviation, abs=0.01)


def test_the_kept_epochs_are_those_of_the_recording():
    kept = recorded_run(RECORDING.recipe).snapshot_epochs
    assert [str(epoch) for epoch in kept] == list(KEPT)


def test_the_first_answer_widens_the_bell_and_no_other_does(app):
    app.session_state["activations.step"] = "layers"
    healthy(app.run())
    app.button_group(key="activations.prediction").set_value("tanh")
    healthy(app.run())
    assert app.slider(key="activations.spread").value == 4.0
    assert value_of(app, "activations.step") == "bell"
    app.slider(key="activations.spread").set_value(2.0)
    healthy(app.run())
    app.button_group(key="activations.prediction").set_value("relu")
    healthy(app.run())
    assert app.slider(key="activations.spread").value == 2.0


def test_reset_puts_everything_back(app):
    app.session_state["activations.chosen"] = ["gelu"]
    app.session_state["activations.spread"] = 3.0
    healthy(app.run())
    app.button(key="activations.reset").click().run()
    for name, setting in SETTINGS.all.items():
        assert value_of(app, f"activations.{name}") == setting.default


def test_no_function_at_all_is_no_error(app):
    for view in VIEWS:
        app.session_state["activations.view"] = view
        app.session_state["activations.chosen"] = []
        healthy(app.run())


BAD = [
    ("chosen", "nonsense"),
    ("view", "nonsense"),
    ("range", "1e9"),
    ("center", "nan"),
    ("spread", "-3"),
    ("spread", "inf"),
    ("family", "`<b>`"),
    ("beta", "x"),
    ("seed", "-1"),
    ("typo", "1"),
]


@pytest.mark.parametrize(("name", "value"), BAD, ids=str)
def test_a_bad_parameter_is_one_warning_and_the_default(app, name, value):
    app.query_params[f"activations.{name}"] = value
    healthy(app.run())
    assert len(app.warning) == 1
    assert f"activations.{name}" in app.warning[0].value
    if name in SETTINGS.all:
        assert value_of(app, f"activations.{name}") == SETTINGS.all[name].default
    Bell(value_of(app, "activations.center"), value_of(app, "activations.spread"))
