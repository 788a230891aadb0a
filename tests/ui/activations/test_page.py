"""The page as Streamlit's AppTest sees it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.concepts.bell import Bell
from components.ui.activations.controls import DEFAULTS, EXPECTED
from components.ui.activations.views import VIEWS

ROOT = Path(__file__).parents[3]


@pytest.fixture
def app():
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    return test.run().switch_page(str(ROOT / "pages/neurons/activations.py"))


def healthy(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def test_every_setting_has_an_expectation_and_the_other_way_round():
    assert set(DEFAULTS) == set(EXPECTED)
    assert set(VIEWS) == {view.strip() for view in EXPECTED["view"].removeprefix("one of ").split(",")}


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
    assert app.session_state["activations.alpha"] == 2.0
    assert app.session_state["activations.spread"] == 3.0
    keys = {widget.key for kind in ("slider", "number_input", "button_group") for widget in app.get(kind)}
    assert {f"activations.{name}" for name in DEFAULTS} <= keys


def test_the_answer_widens_the_bell_once(app):
    healthy(app.run())
    app.session_state["activations.prediction"] = "tanh"
    healthy(app.run())
    assert app.session_state["activations.spread"] == 4.0
    app.session_state["activations.spread"] = 2.0
    healthy(app.run())
    assert app.session_state["activations.spread"] == 2.0


def test_reset_puts_everything_back(app):
    app.session_state["activations.chosen"] = ["gelu"]
    app.session_state["activations.spread"] = 3.0
    healthy(app.run())
    app.button(key="activations.reset").click().run()
    for name, default in DEFAULTS.items():
        assert app.session_state[f"activations.{name}"] == default


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
    if name in DEFAULTS:
        assert app.session_state[f"activations.{name}"] == DEFAULTS[name]
    Bell(app.session_state["activations.center"], app.session_state["activations.spread"])
