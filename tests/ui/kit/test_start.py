"""What is made at the start is what pages find afterwards."""

from components.training.table_recordings import recorded_range
from components.ui.kit import start
from components.ui.process import prepare


def test_all_of_it_is_made_without_a_visitor():
    prepare()  # imports every page's code, and so declares what is made
    recorded_range.cache_clear()
    start.make_all()
    before = recorded_range.cache_info()
    recorded_range("pima")
    assert recorded_range.cache_info().hits == before.hits + 1


def test_a_function_is_called_with_what_was_given(monkeypatch):
    monkeypatch.setattr(start, "_TASKS", [])
    made = []
    assert start.at_start(made.append, "a table") == made.append
    start.make_all()
    assert made == ["a table"]
