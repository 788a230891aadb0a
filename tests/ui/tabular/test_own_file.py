"""A visitor's own file on the page: its choices, what happens to a refused one, and the words around it."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.ui.kit import watch
from components.ui.tabular import learning_curves, own_file
from components.ui.tabular.contest import comparison, sentences, view
from tests.datasets.csv_cases import CASES
from tests.ui.reading import said
from tests.ui.tabular.contests import InstantEngine

ROOT = Path(__file__).parents[3]


@pytest.fixture
def engine() -> InstantEngine:
    return InstantEngine()


@pytest.fixture
def page(monkeypatch, engine) -> AppTest:
    """The page, where a visitor's own table is chosen."""
    for module in (watch, comparison, sentences, view, learning_curves):
        monkeypatch.setattr(module, "engine", lambda: engine)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["tabular.dataset"] = "own"
    app.switch_page(str(ROOT / "pages/learning/tabular.py"))
    return app.run()


def bring(page: AppTest, name: str) -> AppTest:
    page.file_uploader[0].set_value((f"{name}.csv", CASES.get(name, b"a,b\n1,2\n3\n"), "text/csv"))
    return page.run()


def one(page: AppTest, number: int, place: int):
    return page.selectbox(key=f"tabular.positive.{number}.{place}")


def test_before_a_file_nothing_of_another_table_stands_there(page: AppTest) -> None:
    assert not page.exception
    assert "Bring a CSV or a workbook" in page.info[0].value
    assert "MAGIC" not in said(page)
    assert page.button(key="tabular.run").disabled


def test_class_1_is_guessed_and_the_visitor_chooses_it(page: AppTest) -> None:
    bring(page, "leave and stay")
    assert not page.exception
    assert one(page, 1, 2).value == "LEAVE"
    assert one(page, 1, 2).options == ["LEAVE (12 of 24 rows)", "STAY (12 of 24 rows)"]
    one(page, 1, 2).set_value("STAY").run()
    assert "Class 1 is “STAY”" in said(page)
    assert page.session_state["_tabular.own_table"].class_names == ("LEAVE", "STAY")


def test_grades_are_cut_or_one_is_set_against_the_rest(page: AppTest) -> None:
    bring(page, "grades")
    assert one(page, 1, 2).options[3] == "7 and more (8 of 24 rows)"
    assert page.session_state["_tabular.own_table"].counts == (12, 12)
    one(page, 1, 2).set_value(5.0).run()
    assert "The class “quality below 5” has 8 rows" in page.error[0].value
    one(page, 1, 2).set_value("5").run()
    assert "has 4 rows" in page.error[0].value


def test_a_measurement_is_cut_and_regression_is_said_not_to_be_offered(page: AppTest) -> None:
    bring(page, "prices")
    assert "which this page does not offer" in said(page)
    cut = page.number_input(key="tabular.positive.1.1")
    assert cut.value == pytest.approx(39.45)
    cut.set_value(37.1).run()
    assert not page.error
    assert "Class 1 is “medv 37&#46;1 and more”" in said(page)
    cut.set_value(20.0).run()
    assert "The class “medv below 20” has 5 rows" in page.error[0].value


def test_after_a_refused_file_nothing_of_the_former_one_is_left(page: AppTest) -> None:
    bring(page, "leave and stay")
    assert "leave and stay" in said(page)
    bring(page, "bad")
    assert "Line 3 has 1 cell" in page.error[0].value
    assert "leave and stay" not in said(page)
    assert "LEAVE" not in said(page)
    assert not own_file_columns(page)
    bring(page, "grades")
    assert not page.error
    assert "grades" in said(page)


def test_another_file_ends_what_is_trained_for_the_former_one(page: AppTest, engine: InstantEngine) -> None:
    engine.parts = 4
    bring(page, "leave and stay")
    page.button(key="tabular.run").click().run()
    assert page.button(key="tabular.stop")
    bring(page, "bad")
    assert len(engine.left) == 1
    assert page.button(key="tabular.run").disabled


def own_file_columns(page: AppTest) -> list[str]:
    key = own_file._COLUMNS
    return [column.name for column in page.session_state[key]] if key in page.session_state else []


def test_another_kind_and_a_column_left_out_make_another_table(page: AppTest) -> None:
    bring(page, "a column that tells all")
    assert page.session_state["_tabular.own_table"].columns == ("a", "b", "alive")
    page.session_state["_tabular.own_kinds"] = {"alive": "left_out"}
    page.run()
    assert page.session_state["_tabular.own_table"].columns == ("a", "b")


def test_the_file_can_be_brought_in_every_view(page: AppTest) -> None:
    bring(page, "leave and stay")
    for name in ("verdict", "whose_features", "data"):
        page.segmented_control(key="tabular.view").set_value(name).run()
        assert page.file_uploader
        assert one(page, 1, 2).value == "LEAVE"
        assert not page.exception


def test_whether_there_is_a_header_can_be_said(page: AppTest) -> None:
    bring(page, "words without a header")
    box = page.checkbox(key="tabular.header.1")
    assert not box.value
    box.set_value(True).run()
    assert page.selectbox(key="tabular.target.2").options[:2] == ["x", "x (2)"]
    assert page.checkbox(key="tabular.header.2").value
    page.checkbox(key="tabular.header.2").set_value(False).run()
    assert page.selectbox(key="tabular.target.3").options[0] == "column 1"
    assert not page.exception
