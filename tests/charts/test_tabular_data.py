"""Classes are told apart by pattern, contestants by dash; folds to come leave gaps in a learning curve."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from components.charts import tabular_data as charts
from components.charts.theme import THEMES
from components.concepts.column_by_class import column_by_class
from components.training.learning_curve import LearningCurve

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
LABELS = {"logistic": "LR", "network": "MLP", "trees": "trees"}


@themes
def test_both_classes_share_their_bins(theme) -> None:
    column = column_by_class(np.arange(100.0) / 3, np.arange(100) % 2)
    first, second = charts.distribution("a column", column, ("no", "yes"), theme).data
    np.testing.assert_array_equal(first.x, second.x)
    np.testing.assert_array_equal(first.y, column.shares[0])
    assert first.marker.pattern.shape != second.marker.pattern.shape
    assert (first.marker.color, second.marker.color) == (theme.class_0, theme.class_1)


@themes
def test_the_balance_is_one_bar_in_two_parts(theme) -> None:
    first, second = charts.balance((300, 100), ("no", "yes"), theme).data
    assert (first.x[0], second.x[0]) == (300, 100)


@themes
def test_a_learning_curve_is_drawn_as_far_as_it_is_trained(theme) -> None:
    gap = np.nan
    curve = LearningCurve(
        (50, 125, 300),
        {
            "logistic": np.array([[0.6, 0.7], [0.7, 0.8], [0.8, 0.8]]),
            "network": np.array([[0.5, gap], [0.6, 0.9], [gap, gap]]),
            "trees": np.full((3, 2), gap),
        },
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart = charts.learning_curves(curve, LABELS, theme)
    band, logistic, _, network = chart.data
    np.testing.assert_array_equal(band.y, [0.7, 0.8, 0.8, 0.8, 0.7, 0.6])
    np.testing.assert_allclose(logistic.y, [0.65, 0.75, 0.8])
    np.testing.assert_array_equal(network.x, [50, 125])
    np.testing.assert_allclose(network.y, [0.5, 0.75])
    assert logistic.line.dash != network.line.dash
    assert chart.layout.xaxis.type == "log"
