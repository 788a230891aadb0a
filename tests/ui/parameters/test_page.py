from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from components.ui import engine as engines
from components.ui.parameters import settings

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


@pytest.mark.parametrize("bad", ["0", "-3", "8,,1", "a", "1000000000", "1,1,1,1,1,1,1", "8;8", "9" * 300])
def test_bad_layers_are_one_sentence_and_the_last_good_network_stays(page, bad):
    hidden = page.text_input(key="parameters.hidden_units")
    hidden.set_value("7,5").run()
    before = _code(page)
    page.text_input(key="parameters.hidden_units").set_value(bad).run()
    assert not page.exception
    assert len(page.error) == 1
    assert "hidden_units has" in page.error[0].value
    assert _code(page) == before
    page.text_input(key="parameters.hidden_units").set_value("6").run()
    assert not page.error
    assert "Dense(6" in _code(page)


@pytest.mark.parametrize("view", settings.VIEWS)
@pytest.mark.parametrize("fit", ["not yet", "adam"])
def test_every_view_opens(page, view, fit):
    page.session_state["parameters.view"] = view
    page.session_state["parameters.fit"] = fit
    page.session_state["parameters.input"] = "28x28"
    page.session_state["parameters.dropout"] = 0.5
    page.run()
    assert not page.exception
    assert "layers.Flatten()" in _code(page)


@pytest.mark.parametrize("answer", ["16", "17", "18"])
def test_a_prediction_moves_the_picture_to_the_truth_once(page, answer):
    page.session_state["parameters.prediction"] = answer
    page.run()
    assert "layers.Dense(2, " in _code(page)
    page.number_input(key="parameters.outputs").set_value(5).run()
    assert "layers.Dense(5, " in _code(page)


def test_reset_puts_everything_back(page):
    page.button(key="parameters.preset.784-256-256-10").click().run()
    assert "Dense(256" in _code(page)
    page.button(key="parameters.reset").click().run()
    assert {name: page.session_state[f"parameters.{name}"] for name in settings.DEFAULTS} == settings.DEFAULTS


def test_the_quiz_checks_a_number_at_once_and_goes_on(page):
    page.session_state["parameters.view"] = "Quiz"
    page.run()
    page.number_input(key="parameters.answer.0.1").set_value(1).run()
    assert any("is not it" in block.value for block in page.markdown)
    page.button(key="parameters.next").click().run()
    assert page.session_state["parameters.question"] == 2
    assert not any("is not it" in block.value for block in page.markdown)


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
    page.session_state["parameters.view"] = "Summary"
    page.run()
    assert not page.exception
    assert any("derived" in block.proto.body for block in page.get("html"))
    assert any(said in caption.value for caption in page.caption)
