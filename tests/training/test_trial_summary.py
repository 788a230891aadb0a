"""Scores of folds: gaps stay gaps, comparisons use the folds that both have done."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from components.training.learning_curve import LearningCurve
from components.training.trial import TrialResult
from components.training.trial_summary import (
    SCORES,
    ahead_from,
    first_fold,
    first_weights,
    fold_scores,
    pooled,
)
from tests.training.tables import made_up, own_table, own_trial

TABLE = own_table()
LOGISTIC = own_trial(TABLE, "logistic")


def test_folds_to_come_are_gaps() -> None:
    whole, part = (made_up(TABLE, LOGISTIC, done=done) for done in (5, 3))
    scores = fold_scores(part, TABLE)
    for name in SCORES:
        assert np.isnan(scores.values[name]).tolist() == [False] * 3 + [True] * 2
        assert scores.interval(name).count == 3
        assert fold_scores(whole, TABLE).against(scores, name).difference.count == 3
        assert fold_scores(made_up(TABLE, LOGISTIC, done=1), TABLE).interval(name) is None
        assert fold_scores(made_up(TABLE, LOGISTIC, done=1), TABLE).against(scores, name) is None
    assert (scores.n_train, scores.n_test) == (96, 24)


def test_better_means_a_lower_log_loss() -> None:
    good, bad = (fold_scores(made_up(TABLE, LOGISTIC, skill=skill), TABLE) for skill in (3.0, 0.2))
    assert [good.against(bad, name).better for name in SCORES] == ["first"] * 3


def test_an_interval_ends_where_scores_end() -> None:
    scores = fold_scores(made_up(TABLE, LOGISTIC, skill=2.0), TABLE)
    scores.values["accuracy"][:] = [1.0, 1.0, 0.9, 1.0, 0.8]
    assert scores.interval("accuracy").high == 1.0


def test_pooled_rows_are_every_row_once_a_seed() -> None:
    target, probability = pooled(made_up(TABLE, replace(LOGISTIC, seeds=2)), TABLE)
    assert len(target) == len(probability) == 2 * TABLE.rows
    assert target.sum() == 2 * TABLE.target.sum()


def test_weights_are_found_by_name_where_folds_differ_in_their_inputs() -> None:
    result = made_up(TABLE, LOGISTIC)
    fewer = replace(result.folds[0], inputs=result.folds[0].inputs[:-1], kernel=result.folds[0].kernel[:-1])
    names, weights = first_weights(TrialResult(LOGISTIC, (fewer, *result.folds[1:])))
    assert names == result.folds[0].inputs
    assert np.isnan(weights[0, -1])
    np.testing.assert_array_equal(weights[1:, -1], [fold.kernel[-1, 0] for fold in result.folds[1:]])


def test_the_first_fold_is_that_of_the_first_seed() -> None:
    result = made_up(TABLE, LOGISTIC)
    assert first_fold(result) is result.folds[0]
    assert first_fold(TrialResult(LOGISTIC, result.folds[1:])) is None


@pytest.mark.parametrize(
    ("network", "rows"),
    [
        ([[0.6, 0.6], [0.8, 0.8], [0.9, 0.9]], 100),
        ([[0.8, 0.8], [0.8, 0.6], [0.9, 0.9]], 200),
        ([[0.8, 0.8], [0.8, 0.8], [0.9, 0.7]], None),
        ([[0.8, 0.8], [0.8, np.nan], [0.9, np.nan]], 50),
        ([[np.nan] * 2] * 3, None),
    ],
)
def test_ahead_means_in_every_fold_from_there_on(network: list, rows: int | None) -> None:
    curve = LearningCurve((50, 100, 200), {"logistic": np.full((3, 2), 0.7), "network": np.array(network)})
    assert ahead_from(curve, "network", "logistic") == rows
