"""The page as Streamlit's AppTest sees it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.concepts.bell import Bell
from components.ui.activations.settings import SETTINGS
from tests.addresses import value_of

VIEWS = ("curves", "compare", "swish", "dying_relu")
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


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_shows_its_controls_and_no_others(app, view):
    app.session_state["activations.view"] = view
    app.session_state["activations.family"] = "elu"
    healthy(app.run())
    drawn = {widget.key for kind in ("slider", "number_input", "button_group") for widget in app.get(kind)}
    expected = {
        "curves": {"chosen", "range", "center", "spread"},
        "compare": {"chosen", "center"},
        "swish": {"family", "alpha", "range", "center", "spread"},
        "dying_relu": {"center", "spread", "seed"},
    }[view]
    assert {key.removeprefix("activations.") for key in drawn} - {"prediction", "view"} == expected


def test_the_first_answer_widens_the_bell_and_no_other_does(app):
    healthy(app.run())
    app.button_group(key="activations.prediction").set_value("tanh")
    healthy(app.run())
    assert app.slider(key="activations.spread").value == 4.0
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
