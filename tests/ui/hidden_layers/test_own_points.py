"""What a browser sends as points is checked where it arrives."""

from __future__ import annotations

import pytest

from components.datasets.toys import MOST_OWN_POINTS
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
