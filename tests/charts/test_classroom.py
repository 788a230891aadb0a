from __future__ import annotations

import pytest

from components.charts.classroom import GAP, bands, thumbnail, together, trainings
from components.charts.theme import THEMES
from components.rooms.votes import Tally
from components.rooms.wall import Piece
from components.training.recordings import RECORDINGS
from components.training.store import RunStore

KEYS = ("two", "three", "four")


def piece(epochs: int, val_accuracy: float, patience: int | None, **more: float) -> Piece:
    facts = {
        "epochs": epochs,
        "kept": epochs,
        "val_accuracy": val_accuracy,
        "patience": patience,
        "seed": 0,
        **more,
    }
    return Piece("training", "someone", f"{epochs} {patience}", "mnist", facts)


def test_bands_fill_the_blocks_that_they_lead_from_and_to() -> None:
    changes = {("two", "three"): 5, ("two", "two"): 2, ("four", "three"): 1, ("three", "three"): 4}
    found = bands(Tally(({}, {}), changes), KEYS)
    assert found["voters"] == 12
    for side, column in enumerate(found["blocks"]):
        assert [key for key, *_ in column] == list(KEYS)
        assert sum(count for *_, count in column) == 12
        assert column[-1][1] + column[-1][2] == pytest.approx(1)
        for key, top, height, count in column:
            own = [band for band in found["bands"] if band[side] == key]
            assert sum(band[5] for band in own) == count
            assert sum(band[4] for band in own) == pytest.approx(height)
            for band in own:
                assert top - 1e-9 <= band[2 + side] <= top + height - band[4] + 1e-9
    assert found["blocks"][0][1][1] == pytest.approx(found["blocks"][0][0][2] + GAP)


def test_nobody_who_voted_twice_leaves_no_bands() -> None:
    assert bands(Tally(({}, {})), KEYS)["bands"] == []


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_trainings_that_came_to_the_same_share_a_dot(theme) -> None:
    pieces = [
        piece(3, 0.94, 0),
        piece(7, 0.95, 2, test_accuracy=0.949),
        piece(3, 0.94, 1),
        piece(9, 0.93, None),
    ]
    assert together(pieces) == [[0, 2], [1], [3]]
    chart = trainings(pieces, {"someone": "Blue otter"}, theme)
    dots = chart.data[-1]
    assert list(dots.text) == ["0, 1 ×2", "2", "none"]
    assert list(dots.x) == [3, 7, 9]
    assert chart.layout.yaxis.range[0] < min(dots.y) < max(dots.y) < chart.layout.yaxis.range[1] < 1
    assert dots.customdata[0][0] == "Blue otter, Blue otter"
    assert [trace.name for trace in chart.data if trace.name] == ["test accuracy", dots.name]


def test_the_card_shows_a_recorded_training_under_several_rules() -> None:
    run = RunStore().find(RECORDINGS["mnist_12k"].recipe)
    (trace,) = thumbnail(run, THEMES["light"]).data
    assert len(set(trace.x)) > 3
    assert set(trace.y) <= set(run.lists["val_accuracy"])
