"""The arithmetic of the rows of dots, run in a browser and compared with the contest's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from components.training.contest import ROWS, standing
from components.ui.tabular.contest.rows_picture import picture_data
from tests.ui.tabular.contests import contest

SOURCE = Path(__file__).parents[2] / "static/tabular/rows_geometry.js"
_IMPORT = "(text) => import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })))"


@pytest.fixture
def call(page: Page):
    module = page.evaluate_handle(_IMPORT, SOURCE.read_text())

    def called(name: str, *arguments: Any) -> Any:
        return module.evaluate(f"(module, given) => module.{name}(...given)", list(arguments))

    return called


def data(*names: str, score: str = "accuracy", **more: Any) -> dict[str, Any]:
    return picture_data(standing(contest(*names, **more), score))


@pytest.mark.parametrize("score", ["accuracy", "auc", "log_loss"])
@pytest.mark.parametrize("made", [0.5, 0.85, 0.99])
def test_the_share_of_the_gap_is_that_of_the_contest(call, score: str, made: float) -> None:
    now = standing(contest(*ROWS, right={"made": made}), score)
    shown = picture_data(now)
    target = call("targetOf", shown["rows"], shown["gap"], None)
    assert call("shareClosed", target) == pytest.approx(now.share_closed, abs=1e-4)


def test_everything_that_is_known_lies_within_the_axis(call) -> None:
    shown = data(*ROWS)
    target = call("targetOf", shown["rows"], shown["gap"], None)
    for row, aim in zip(shown["rows"], target["rows"], strict=True):
        assert aim["values"] == row["values"]
        assert target["low"] < min(aim["low"], *aim["values"])
        assert target["high"] > max(aim["high"], *aim["values"])


def test_a_row_that_is_not_there_waits_on_the_first_one(call) -> None:
    shown = data("logistic", "network", "trees")
    target = call("targetOf", shown["rows"], shown["gap"], None)
    assert target["rows"][1] == {
        **{"values": target["rows"][0]["values"], "mean": target["rows"][0]["mean"]},
        **{"low": target["rows"][0]["mean"], "high": target["rows"][0]["mean"]},
    }


def test_a_fold_that_is_to_come_stays_where_it_was(call) -> None:
    whole, part = data(*ROWS), data(*ROWS, folds=2)
    before = call("targetOf", whole["rows"], whole["gap"], None)
    target = call("targetOf", part["rows"], part["gap"], before)
    for old, aim in zip(before["rows"], target["rows"], strict=True):
        assert aim["values"][2:] == old["values"][2:]
    assert target["gap"] == before["gap"]  # it is not known before all folds are there
    nothing = data(*ROWS, folds=0)
    empty = call("targetOf", nothing["rows"], nothing["gap"], None)
    assert {value for row in empty["rows"] for value in row["values"]} == {0.75}


def test_on_the_way_every_number_is_between_its_ends(call) -> None:
    from_, to = {"a": [0.0, 2.0], "b": {"c": 1.0}}, {"a": [1.0, 4.0], "b": {"c": 1.0, "new": 7.0}}
    assert call("between", from_, to, 0) == {"a": [0.0, 2.0], "b": {"c": 1.0, "new": 7.0}}
    assert call("between", from_, to, 0.25) == {"a": [0.25, 2.5], "b": {"c": 1.0, "new": 7.0}}
    assert call("between", from_, to, 1) == to


@pytest.mark.parametrize("width", [320, 559, 560, 1280])
def test_rows_stand_one_below_the_other_within_the_picture(call, width: int) -> None:
    layout = call("layoutOf", width, len(ROWS))
    middles = [call(f"layoutOf({width}, {len(ROWS)}).y", i) for i in range(len(ROWS))]
    assert layout["narrow"] is (width < 560)
    assert layout["left"] < layout["right"] < width
    assert layout["top"] + len(ROWS) * layout["row"] == layout["bottom"] < layout["height"]
    for i, middle in enumerate(middles):
        assert layout["top"] + i * layout["row"] < middle < layout["top"] + (i + 1) * layout["row"]


def test_folds_of_a_row_stay_apart_and_within_it(call) -> None:
    assert call("lift", 0, 1, False) == 0
    for count in (2, 5, 50):
        lifts = [call("lift", fold, count, False) for fold in range(count)]
        assert lifts == sorted(set(lifts))
        assert lifts[0] == pytest.approx(-lifts[-1])
        assert max(lifts) <= 10
        assert call("lift", count - 1, count, True) == pytest.approx(0.8 * lifts[-1])


def test_arrow_keys_walk_round_rows_and_folds(call) -> None:
    assert call("walk", None, "ArrowRight", 4, 5) == {"row": 0, "fold": 0}
    assert call("walk", None, "ArrowLeft", 4, 5) == {"row": 0, "fold": 4}
    assert call("walk", {"row": 3, "fold": 4}, "ArrowRight", 4, 5) == {"row": 3, "fold": 0}
    assert call("walk", {"row": 3, "fold": 4}, "ArrowDown", 4, 5) == {"row": 0, "fold": 4}
    assert call("walk", {"row": 0, "fold": 2}, "ArrowUp", 4, 5) == {"row": 3, "fold": 2}
    assert call("walk", {"row": 0, "fold": 2}, "Enter", 4, 5) is None
