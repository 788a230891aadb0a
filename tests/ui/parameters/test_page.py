from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from components.ui import engine as engines
from components.ui.parameters.settings import SETTINGS
from tests.addresses import value_of, views_of

VIEWS = views_of("parameters")
ROOT = Path(__file__).parents[3]


@pytest.fixture
def page():
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.switch_page(str(ROOT / "pages/networks/parameters.py"))
    return app.run()


def _code(page: AppTest) -> str:
    return page.code[-1].value


def test_the_page_opens_with_nine_parameters(page):
    assert not page.exception
    assert "layers.Dense(1, " in _code(page)
    assert not page.error


@pytest.mark.parametrize(
    "bad", ["0", "-3", "8,,1", "a", "1000000000", "1,1,1,1,1,1,1", "8;8", "9" * 200, "**a** <b>x</b>"]
)
def test_bad_layers_are_one_sentence_and_the_last_good_network_stays(page, bad):
    hidden = page.text_input(key="parameters.hidden_units")
    hidden.set_value("7,5").run()
    before = _code(page)
    page.text_input(key="parameters.hidden_units").set_value(bad).run()
    assert not page.exception
    assert len(page.error) == 1
    assert "hidden_units has" in page.error[0].value
    assert "**" not in page.error[0].value
    assert "<b>" not in page.error[0].value
    assert _code(page) == before
    page.text_input(key="parameters.hidden_units").set_value("6").run()
    assert not page.error
    assert "Dense(6" in _code(page)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("fit", ["not_yet", "adam"])
def test_every_view_opens(page, view, fit):
    page.session_state["parameters.view"] = view
    page.session_state["parameters.fit"] = fit
    page.session_state["parameters.input"] = "28x28"
    page.session_state["parameters.dropout"] = 0.5
    page.run()
    assert not page.exception
    if view in ("picture", "summary"):
        assert "layers.Flatten()" in _code(page)
    prose = " ".join(block.value for block in page.markdown)
    assert ("A column is a unit" in prose) == (view == "picture")  # words of this view alone
    assert ("{inputs} + 1" in prose) == (view == "picture")


@pytest.mark.parametrize("answer", ["16", "17", "18"])
def test_a_prediction_moves_the_picture_to_the_truth_once(page, answer):
    page.button_group(key="parameters.prediction").set_value(answer).run()
    assert "layers.Dense(2, " in _code(page)
    page.number_input(key="parameters.outputs").set_value(5).run()
    assert "layers.Dense(5, " in _code(page)


def test_reset_puts_everything_back(page):
    page.button(key="parameters.preset.784-256-256-10").click().run()
    assert "Dense(256" in _code(page)
    page.button(key="parameters.reset").click().run()
    for name, setting in SETTINGS.all.items():
        assert value_of(page, f"parameters.{name}") == setting.default


def test_the_quiz_checks_a_number_at_once_and_goes_on(page):
    page.session_state["parameters.view"] = "quiz"
    page.run()
    page.number_input(key="parameters.answer.0.1").set_value(1).run()
    assert any("is not it" in block.value for block in page.markdown)
    page.button(key="parameters.next").click().run()
    assert page.number_input(key="parameters.question").value == 2
    assert not any("is not it" in block.value for block in page.markdown)


def test_after_the_last_question_comes_the_first(page):
    page.session_state["parameters.view"] = "quiz"
    page.session_state["parameters.question"] = 999
    page.run()
    page.button(key="parameters.next").click().run()
    assert not page.exception
    assert page.number_input(key="parameters.question").value == 1


def test_an_image_hides_the_number_of_inputs_and_keeps_it(page):
    page.number_input(key="parameters.inputs").set_value(9).run()
    page.selectbox(key="parameters.input").set_value("28x28").run()
    assert not page.exception
    assert "parameters.inputs" not in {widget.key for widget in page.number_input}
    page.selectbox(key="parameters.input").set_value("vector").run()
    assert page.number_input(key="parameters.inputs").value == 9


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (SimpleNamespace(state="pending", value=None, problem=""), "follows"),
        (SimpleNamespace(state="failed", value=None, problem="The worker died."), "The worker died."),
        (
            SimpleNamespace(
                state="ready", value=SimpleNamespace(text="│ dense (Dense) │", parameters=9), problem=""
            ),
            "`count_params()` = 9",
        ),
    ],
)
def test_the_real_text_follows_the_derived_table(page, monkeypatch, reply, said):
    engine = SimpleNamespace(ask=lambda *arguments: reply)
    monkeypatch.setattr(engines, "engine", lambda: engine, raising=False)
    page.session_state["parameters.view"] = "summary"
    page.run()
    assert not page.exception
    assert any("derived" in block.proto.body for block in page.get("html"))
    assert any(said in caption.value for caption in page.caption)
