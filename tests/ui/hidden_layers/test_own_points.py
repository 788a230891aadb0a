"""What a browser sends as points is checked where it arrives."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from components.datasets.toys import MOST_OWN_POINTS
from components.ui.hidden_layers.pictures import own_points
from components.ui.hidden_layers.pictures.own_points import parse


def test_points_are_rounded_as_they_are_shown() -> None:
    assert parse([[0.1234, -1, 1], (2, 3, 0)]) == ((0.12, -1.0, 1), (2.0, 3.0, 0))


@pytest.mark.parametrize(
    "sent", [None, "12", {"rows": []}, [1, 2], [[1, 2]], [[1, 2, 2]], [["1", 2, 0]], [[True, 2, 0]], ["abc"]]
)
def test_anything_else_is_refused(sent: object) -> None:
    with pytest.raises(ValueError, match="The browser sent"):
        parse(sent)


def test_a_flood_is_cut_where_it_is_refused_anyway() -> None:
    assert len(parse([[0, 0, 0]] * 10_000)) == MOST_OWN_POINTS + 1


def test_a_point_put_down_in_the_large_picture_is_checked_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_points, "st", SimpleNamespace(session_state={}))
    monkeypatch.setattr(own_points, "viewer", lambda: "visit")
    for x1, label in [(0.5, 0), (0.6, 0), (0.7, 0), (-0.5, 1), (-0.6, 1), (-0.7, 1)]:
        own_points.add({"x1": x1, "x2": 0.123, "label": label, "at": 1})
    for nonsense in (None, 7, {}, {"x1": "a", "x2": 0, "label": 0}, {"x1": 1, "x2": 1, "label": 2}):
        own_points.add(nonsense)
    rows = own_points.points().rows
    assert len(rows) == 6
    assert rows[0] == (0.5, 0.12, 0)
