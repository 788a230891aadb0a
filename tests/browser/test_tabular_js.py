"""The arithmetic of the rows of dots, run in a browser and compared with the contest's own."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Page

from components.training.contest import ROWS, standing
from components.training.table_recordings import recorded_range
from components.ui.tabular.contest.rows_picture import picture_data
from tests.browser.javascript import call as evaluate
from tests.browser.javascript import load
from tests.ui.tabular.contests import contest


@pytest.fixture
def call(blank: Page):
    module = load(blank, "tabular/rows_geometry.js")
    return lambda name, *arguments: module.evaluate(
        f"(module, given) => module.{name}(...given)", list(arguments)
    )


@pytest.fixture
def target(call):
    """Where everything of a picture goes, with the axis that its data ask for."""

    def found(shown: dict[str, Any], before: Any = None, seen: Any = None) -> dict[str, Any]:
        ends = call("reach", shown["rows"], shown["axis"], seen)
        return call("targetOf", shown["rows"], shown["gap"], before, ends)

    return found


def data(*names: str, score: str = "accuracy", **more: Any) -> dict[str, Any]:
    return picture_data(standing(contest(*names, **more), score))


@pytest.mark.parametrize("score", ["accuracy", "auc", "log_loss"])
@pytest.mark.parametrize("made", [0.5, 0.85, 0.99])
def test_the_share_of_the_gap_is_that_of_the_contest(call, target, score: str, made: float) -> None:
    now = standing(contest(*ROWS, right={"made": made}), score)
    shown = picture_data(now)
    assert call("shareClosed", target(shown)) == pytest.approx(now.share_closed, abs=1e-4)


def test_everything_that_is_known_lies_within_the_axis(target) -> None:
    shown = data(*ROWS)
    found = target(shown)
    for row, aim in zip(shown["rows"], found["rows"], strict=True):
        assert aim["values"] == row["values"]
        assert found["low"] < min(aim["low"], *aim["values"])
        assert found["high"] > max(aim["high"], *aim["values"])


def test_a_row_that_is_not_there_waits_on_the_first_one(target) -> None:
    rows = target(data("logistic", "network", "trees"))["rows"]
    mean = rows[0]["mean"]
    assert rows[1] == {"values": rows[0]["values"], "mean": mean, "low": mean, "high": mean}


def test_a_fold_that_is_to_come_stays_where_it_was(target) -> None:
    whole, part = data(*ROWS), data(*ROWS, folds=2)
    before = target(whole)
    found = target(part, before, [before["low"], before["high"]])
    for old, aim in zip(before["rows"], found["rows"], strict=True):
        assert aim["values"][2:] == old["values"][2:]
    assert found["gap"] == before["gap"]  # it is not known before all folds are there
    nothing = target(data(*ROWS, folds=0))
    low, high = recorded_range("pima")["accuracy"]
    places = [value for row in nothing["rows"] for value in row["values"]]
    assert places == pytest.approx([(low + high) / 2] * len(places))


def test_the_axis_holds_what_ships_and_only_grows(call) -> None:
    whole, part = data(*ROWS), data(*ROWS, folds=1)
    everything = call("reach", whole["rows"], whole["axis"], None)
    assert everything[0] <= whole["axis"][0]
    assert everything[1] >= whole["axis"][1]
    assert call("reach", part["rows"], part["axis"], everything) == everything
    assert call("reach", [], [], None) == [0.5, 1]


def test_a_click_tries_a_feature_alone_or_adds_it(blank: Page) -> None:
    module = load(blank, "tabular/feature_scores.js")
    call = partial(evaluate, module)
    assert call("afterClick", ["a"], ["b"], False) == ["b"]
    assert call("afterClick", ["a"], ["a"], False) == []
    assert call("afterClick", ["a"], ["b", "c"], True) == ["a", "b", "c"]
    assert call("afterClick", ["a", "b", "c"], ["b", "c"], True) == ["a"]
    assert call("isOne", ["b", "c"], [{"features": ["a"]}, {"features": ["c", "b"]}]) is True
    assert call("isOne", ["a", "b"], [{"features": ["a"]}]) is False
    assert call("rangeOf", [None, 0.2, -0.1]) == [-0.1, 0.2]
    assert call("barOf", 0.2, [-0.1, 0.2]) == pytest.approx([25, 75])
    assert call("barOf", -0.1, [-0.1, 0.2]) == pytest.approx([0, 25])
    assert call("barOf", None, [0, 1]) == [0, 0]


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
        assert max(lifts) <= 9
        assert call("lift", count - 1, count, True) == pytest.approx(0.8 * lifts[-1])


def test_arrow_keys_walk_round_rows_and_folds(call) -> None:
    assert call("walk", None, "ArrowRight", 4, 5) == {"row": 0, "fold": 0}
    assert call("walk", None, "ArrowLeft", 4, 5) == {"row": 0, "fold": 4}
    assert call("walk", {"row": 3, "fold": 4}, "ArrowRight", 4, 5) == {"row": 3, "fold": 0}
    assert call("walk", {"row": 3, "fold": 4}, "ArrowDown", 4, 5) == {"row": 0, "fold": 4}
    assert call("walk", {"row": 0, "fold": 2}, "ArrowUp", 4, 5) == {"row": 3, "fold": 2}
    assert call("walk", {"row": 0, "fold": 2}, "Enter", 4, 5) is None
