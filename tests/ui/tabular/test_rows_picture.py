"""What the picture of the rows is given: colours, symbols, words."""

from __future__ import annotations

import re

import pytest

from components import text
from components.charts.theme import DARK, LIGHT
from components.training.contest import ROWS, standing
from components.ui.kit.component import STATIC
from components.ui.tabular.contest.rows_picture import describe, picture_data
from components.ui.tabular.words import words
from tests.ui.tabular.contests import contest

LESSON = text.load("tabular")


@pytest.mark.parametrize("name", ROWS)
def test_contestants_have_the_colours_of_the_charts(name: str) -> None:
    css = (STATIC / "tabular/rows_picture.css").read_text()
    light, dark = re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", css).groups()
    assert (light, dark) == (LIGHT.contestants[name], DARK.contestants[name])


def test_contestants_have_symbols_of_their_own() -> None:
    rows = picture_data(standing(contest(*ROWS), "accuracy"))["rows"]
    assert [row["name"] for row in rows] == list(ROWS)
    assert len({row["symbol"] for row in rows}) == len(ROWS)


def test_the_picture_is_described_in_words() -> None:
    now = standing(contest(*ROWS), "accuracy")
    said = describe(now, LESSON)
    assert all(f"{label}: 0." in said for label in ROWS.values())
    assert f"closed {100 * now.share_closed:.0f} % of the gap" in said


def test_every_word_of_the_picture_stands_in_the_text() -> None:
    used = (STATIC / "tabular/rows_picture.js").read_text()
    names = set(re.findall(r"words\.(\w+)", used)) | {"closed", "widened"}
    assert names == set(words(LESSON, "rows.words")) - {"guess"}
