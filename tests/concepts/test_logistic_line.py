"""A line set by hand is judged as a network is; a trained one is made to fit the same bounds."""

from __future__ import annotations

import math

import numpy as np
import pytest

from components.concepts.layers import Dense
from components.concepts.logistic_line import REACH, LogisticLine, line_of

RANDOM = np.random.default_rng(0)
X, LABELS = RANDOM.normal(size=(60, 2)), RANDOM.integers(0, 2, 60)


def test_a_line_is_judged_by_cross_entropy_and_by_the_side_of_its_points() -> None:
    p = 1 / (1 + np.exp(-(1.5 * X[:, 0] - 0.5 * X[:, 1] + 0.25)))
    found = LogisticLine(1.5, -0.5, 0.25).score(X, LABELS)
    assert found.loss == pytest.approx(-np.log(np.where(LABELS == 1, p, 1 - p)).mean())
    assert found.accuracy == ((p > 0.5) == (LABELS == 1)).mean()


@pytest.mark.parametrize("wrong", ["1", math.nan, math.inf, REACH + 1, True, None])
def test_only_finite_numbers_within_reach_make_a_line(wrong) -> None:
    with pytest.raises(ValueError, match=r"w2 is .*; expected a number from -10 to 10"):
        LogisticLine(0.0, wrong, 0.0)


def test_weights_beyond_the_reach_keep_their_boundary() -> None:
    line = line_of(Dense(np.array([[40.0], [-13.0]], np.float32), np.array([7.0], np.float32)))
    assert max(map(abs, (line.w1, line.w2, line.b))) == REACH
    assert line.w1 / line.b == pytest.approx(40 / 7, rel=1e-2)
    assert line.w2 / line.b == pytest.approx(-13 / 7, rel=1e-2)
    assert line_of(Dense(np.array([[1.0], [0.25]]), np.array([-2.0]))) == LogisticLine(1.0, 0.25, -2.0)
    assert line_of(Dense(np.array([[math.nan], [0.0]]), np.zeros(1))) is None
