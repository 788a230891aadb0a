"""A visitor's own file on the page: its choices, what happens to a refused one, and the words around it."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import DeletedFile, UploadedFile, UploadedFileRec
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
    button = page.button(key="tabular.header.1")
    assert button.label == "Line 1 has the names"
    button.click().run()
    assert page.selectbox(key="tabular.target.2").options[:2] == ["x", "x (2)"]
    page.button(key="tabular.header.2").click().run()
    assert page.selectbox(key="tabular.target.3").options[0] == "column 1"
    assert not page.exception


def test_of_a_file_the_page_keeps_less_than_its_bytes(page: AppTest, monkeypatch) -> None:
    rows = [f"{number},{number / 7:.12f},{'yes' if number % 3 else 'no'}" for number in range(40_000)]
    content, kept = "\n".join(["id,x,y", *rows]).encode(), []
    add = MemoryUploadedFileManager.add_file

    def note(self, session, file):
        kept.append(file)
        add(self, session, file)

    monkeypatch.setattr(MemoryUploadedFileManager, "add_file", note)
    page.file_uploader[0].set_value(("large.csv", content, "text/csv"))
    page.run()
    assert not page.exception
    given, left = kept
    assert (given.data, left.data) == (content, b"")
    assert left[:3] == given[:3], "the browser goes on naming it"
    assert page.session_state[own_file.KEY].getvalue() == b""
    own = page.session_state["_tabular.own_file"]
    assert len(own.packed) < 0.6 * len(content)
    assert sum(map(len, own.raw.cells._columns)) < 0.6 * len(content)


def test_a_file_stays_that_the_server_has_deleted_or_the_browser_names_again(
    page: AppTest, monkeypatch
) -> None:
    """While another one is on its way the browser has the first one deleted, and still names it."""
    bring(page, "leave and stay")
    own = page.session_state["_tabular.own_file"]
    upload = page.session_state[own_file.KEY].file_id
    named = iter((DeletedFile(upload), UploadedFile(UploadedFileRec(upload, "x.csv", "", b""), None)))
    forgotten = []
    state = {name: page.session_state[name] for name in ("_tabular.own_file", "_tabular.own_upload")}
    monkeypatch.setattr(own_file.st, "session_state", state)
    for state[own_file.KEY] in named:
        own_file._take_up(lambda: forgotten.append("all"))
    assert state["_tabular.own_file"] is own
    assert not forgotten
    state[own_file.KEY] = None  # taken away by hand
    own_file._take_up(lambda: forgotten.append("all"))
    assert "_tabular.own_file" not in state
    assert forgotten == ["all"]


def test_a_file_is_read_again_without_its_header_though_its_bytes_are_gone(page: AppTest) -> None:
    bring(page, "leave and stay")
    rows = page.session_state["_tabular.own_file"].raw.rows
    page.button(key="tabular.header.1").click().run()
    assert not page.exception
    again = page.session_state["_tabular.own_file"].raw
    assert (again.header, again.rows) == (False, rows + 1)
    page.button(key="tabular.header.2").click().run()
    assert page.session_state["_tabular.own_file"].raw.rows == rows


def test_the_same_file_of_several_visits_is_held_once_and_goes_with_the_last() -> None:
    visits = [AppTest.from_function(_bring_a_file) for _ in range(2)]
    first, second = (visit.run().session_state["_tabular.own_file"] for visit in visits)
    assert first is second
    held = weakref.ref(first)
    del first, second
    visits.clear()
    gc.collect()
    assert held() is None


def _bring_a_file() -> None:
    from components.ui.tabular import own_file

    own_file._read(b"a,b\n1,yes\n2,no\n3,yes\n", "shared.csv", header=None)
