"""The page as a visitor meets it, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.concepts.activations import ACTIVATIONS
from components.training import depth_study
from components.ui.vanishing_gradients.settings import SETTINGS, STEM
from tests.ui.reading import said

VIEWS = ("layers", "gain_map", "chain_rule", "trained")
PAGE = Path(__file__).parents[3] / "pages" / "neurons" / "vanishing_gradients.py"


def opened(**parameters: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, value in parameters.items():
        app.query_params[f"{STEM}.{name}"] = value
    return app.run()


def test_opens_with_a_true_picture_and_its_sentence() -> None:
    app = opened()
    assert not app.exception
    assert not app.warning
    assert "**sigmoid** × 0.235 a layer: after 20 layers **one part in 9 × 10¹¹** is left" in said(app)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_with_every_number_of_activations(view: str) -> None:
    for activations in (["relu"], list(ACTIVATIONS)[:6]):
        app = opened(view=view, activation=activations)
        assert not app.exception
        assert not app.warning
        assert app.segmented_control(key=f"{STEM}.view").value == view
        assert app.multiselect(key=f"{STEM}.activation").value == activations
        assert len(app.get("plotly_chart")) == 1


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
    assert "swish" in said(app)
    assert "sigmoid** ×" not in said(app)


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
    assert len(app.get("plotly_chart")) == 1


def test_a_default_that_was_asked_for_is_no_refusal() -> None:
    assert not opened(depth="20", seed="0", activation=["sigmoid"]).warning


def test_several_bad_parameters_are_one_warning() -> None:
    app = opened(depth="0", width="7", seed="x", initializer="y")
    assert len(app.warning) == 1
    assert all(name in app.warning[0].value.lower() for name in ("depth", "width", "seed", "initializer"))


def test_the_prediction_moves_the_picture_once() -> None:
    app = opened(depth="5")
    predictions = app.button_group(key=f"{STEM}.prediction")
    predictions.set_value("relu").run()
    assert not app.exception
    assert "Not under Keras' default weights" in said(app)
    assert app.slider(key=f"{STEM}.depth").value == 20
    assert app.multiselect(key=f"{STEM}.activation").value == ["sigmoid", "tanh", "relu"]
    app.slider(key=f"{STEM}.depth").set_value(9).run()
    assert app.slider(key=f"{STEM}.depth").value == 9


def test_reset_puts_every_default_back() -> None:
    app = opened(depth="5", view="trained", seed="3", initializer="he_normal", activation=["tanh"])
    app.button(key=f"{STEM}.reset").click().run()
    assert not app.exception
    for name, setting in SETTINGS.all.items():
        assert app.session_state[f"{STEM}.{name}"] == setting.default
    assert app.segmented_control(key=f"{STEM}.view").value == "layers"
    assert not app.query_params


def test_no_activation_chosen_shows_the_default() -> None:
    app = opened(activation=["tanh"])
    app.multiselect(key=f"{STEM}.activation").set_value([]).run()
    assert not app.exception
    assert "sigmoid** ×" in said(app)


def test_what_was_not_recorded_is_said() -> None:
    other = next(name for name in ACTIVATIONS if name not in depth_study.STUDIED)
    app = opened(view="trained", activation=[other])
    assert f"Not recorded: {ACTIVATIONS[other].label}." in said(app)
