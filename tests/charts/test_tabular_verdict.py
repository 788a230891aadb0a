"""The charts of the verdict show every fold, leave gaps for those to come, and never hang on colour alone."""

from __future__ import annotations

import numpy as np
import pytest

from components.charts import tabular_verdict as charts
from components.charts.theme import THEMES
from components.concepts.binary_scores import calibration_curve, roc_curve
from components.concepts.fold_interval import fold_interval

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
RANDOM = np.random.default_rng(0)
TARGET = np.arange(2_000) % 2
PROBABILITY = np.clip(0.5 + (TARGET - 0.5) / 3 + RANDOM.normal(size=2_000) / 6, 0, 1)


def row(name: str, values: list[float]) -> charts.ScoreRow:
    there = [value for value in values if np.isfinite(value)]
    interval = fold_interval(there, 80, 20) if len(there) > 1 else None
    return charts.ScoreRow(name, f"{name} label", np.array(values), interval)


@themes
def test_one_dot_a_fold_and_a_bar_for_the_interval(theme) -> None:
    rows = [row("logistic", [0.7, 0.8, 0.75]), row("network", [0.8, np.nan, np.nan])]
    chart = charts.score_dots("Accuracy", rows, theme, reference=0.0)
    lines, first, bar, second = chart.data
    np.testing.assert_array_equal(first.x, [0.7, 0.8, 0.75])
    assert bar.x == (rows[0].interval.low, rows[0].interval.mean, rows[0].interval.high)
    assert np.isfinite(second.x).sum() == 1  # one fold: a dot, and no interval
    assert first.marker.symbol != second.marker.symbol
    np.testing.assert_array_equal(lines.x[:3], [0.7, 0.8, np.nan])  # what both did on fold 1, then a gap
    assert [note.text for note in chart.layout.annotations] == ["logistic label", "network label"]
    assert chart.layout.shapes[0].x0 == 0.0


@themes
def test_curves_differ_by_dash_and_keep_their_ends(theme) -> None:
    names = list(theme.contestants)
    labels = {name: name.upper() for name in names}
    curve = roc_curve(TARGET, PROBABILITY)
    _, *lines, ring = charts.roc(dict.fromkeys(names, curve), labels, (0.1, 0.7), theme).data
    assert len({line.line.dash for line in lines}) == len(names)
    for line in lines:
        assert len(line.x) <= charts.POINTS + 1
        assert (line.x[0], line.y[0], line.x[-1], line.y[-1]) == (0, 0, 1, 1)
    assert (ring.x[0], ring.y[0]) == (0.1, 0.7)
    assert len(charts.roc({"made": curve}, labels, None, theme).data) == 2


@themes
def test_calibration_has_a_symbol_for_each_contestant(theme) -> None:
    groups = calibration_curve(TARGET, PROBABILITY)
    _, *lines = charts.calibration(
        {"logistic": groups, "trees": groups}, {"logistic": "LR", "trees": "T"}, theme
    ).data
    assert [line.name for line in lines] == ["LR", "T"]
    assert lines[0].marker.symbol != lines[1].marker.symbol


@themes
def test_confusion_writes_counts_and_shares_of_the_true_class(theme) -> None:
    chart = charts.confusion(np.array([[90, 10], [5, 1_495]]), theme)
    heatmap, texts = chart.data
    assert np.asarray(heatmap.z).tolist() == [[0, 10], [5, 0]]  # mistakes are coloured
    told = list(texts.text)
    assert told[1] == "<b>10</b><br>10.0% wrong"
    assert told[3] == "<b>1,495</b><br>99.7% right"
    assert "0.0%" in charts.confusion(np.zeros((2, 2), int), theme).data[1].text[0]


@themes
def test_guessing_lies_within_the_ranking_however_far_away(theme) -> None:
    rows = [row("network", [0.9, 0.91, 0.92]), row("logistic", [0.8, np.nan, np.nan])]
    chart = charts.ranking("Who wins?", rows, charts.Guess(0.3, "always A 0.300"), theme)
    low, high = chart.layout.xaxis.range
    assert low < 0.3
    assert high > rows[0].interval.high
    assert chart.layout.shapes[0].x0 == 0.3
    notes = [note.text for note in chart.layout.annotations]
    assert notes == ["network label", "logistic label", "always A 0.300 "]
    means = [trace.x[0] for trace in chart.data if trace.mode == "markers"]
    np.testing.assert_allclose(means, [0.91, 0.8])
