"""Scores against scikit-learn, with ties, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from components.concepts import binary_scores as scores


def _case(seed: int, decimals: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows of both classes; rounding makes ties, and probabilities of exactly 0 and 1."""
    stream = np.random.default_rng(seed)
    target = stream.integers(0, 2, 300)
    probability = np.clip(0.5 + 0.2 * (target - 0.5) + 0.3 * stream.normal(size=300), 0, 1)
    return target, probability.round(decimals)


CASES = [_case(seed, decimals) for seed in range(3) for decimals in (1, 2, 12)]


@pytest.mark.parametrize(("target", "probability"), CASES)
def test_scores_are_scikit_learns(target: np.ndarray, probability: np.ndarray) -> None:
    from sklearn import metrics

    found = scores.score(target, probability)
    clipped = np.clip(probability, scores.CLIP, 1 - scores.CLIP)
    assert found.accuracy == pytest.approx(metrics.accuracy_score(target, probability >= 0.5))
    assert found.auc == pytest.approx(metrics.roc_auc_score(target, probability), abs=1e-12)
    assert found.log_loss == pytest.approx(metrics.log_loss(target, clipped), rel=1e-9)


@pytest.mark.parametrize(("target", "probability"), CASES)
def test_the_roc_curve_is_scikit_learns(target: np.ndarray, probability: np.ndarray) -> None:
    from sklearn import metrics

    found = scores.roc_curve(target, probability)
    false, true, thresholds = metrics.roc_curve(target, probability, drop_intermediate=False)
    np.testing.assert_allclose(found.false_positive_rate, false)
    np.testing.assert_allclose(found.true_positive_rate, true)
    np.testing.assert_array_equal(found.thresholds, thresholds)
    area = np.trapezoid(found.true_positive_rate, found.false_positive_rate)
    assert area == pytest.approx(scores.auc(target, probability))


@pytest.mark.parametrize(("target", "probability"), CASES)
def test_calibration_is_scikit_learns(target: np.ndarray, probability: np.ndarray) -> None:
    from sklearn.calibration import calibration_curve

    found = scores.calibration_curve(target, probability, 8)
    observed, predicted = calibration_curve(target, probability, n_bins=8, strategy="quantile")
    np.testing.assert_allclose(found.predicted, predicted)
    np.testing.assert_allclose(found.observed, observed)
    assert found.counts.sum() == len(target)
    assert (np.diff(found.predicted) > 0).all()


@pytest.mark.parametrize("threshold", [0.0, 0.3, 0.5, 1.0])
def test_confusion_at_a_threshold_is_scikit_learns(threshold: float) -> None:
    from sklearn import metrics

    target, probability = CASES[0]
    found = scores.confusion_at(target, probability, threshold)
    np.testing.assert_array_equal(found, metrics.confusion_matrix(target, probability >= threshold))
    assert np.trace(found) / len(target) == pytest.approx(scores.accuracy(target, probability, threshold))


def test_certain_and_wrong_costs_much_but_not_everything() -> None:
    assert scores.log_loss(np.array([0, 1]), np.array([1.0, 0.0])) == pytest.approx(-np.log(1e-7))
    assert scores.log_loss(np.array([0, 1]), np.array([0.0, 1.0])) == pytest.approx(0, abs=1e-6)


def test_one_probability_for_all_is_half_an_auc() -> None:
    assert scores.auc(np.array([0, 1, 1]), np.full(3, 0.4)) == 0.5
    found = scores.calibration_curve(np.array([0, 1, 1]), np.full(3, 0.4))
    assert found.counts.tolist() == [3]


@pytest.mark.parametrize(
    ("target", "probability", "says"),
    [
        ([0, 1], [0.5], r"\(2,\) and \(1,\)"),
        ([], [], r"\(0,\)"),
        ([0, 2], [0.5, 0.5], "other than 0 and 1"),
        ([0, 1], [0.5, 1.5], "outside 0 to 1"),
        ([0, 1], [0.5, float("nan")], "not numbers"),
        ([1, 1], [0.5, 0.6], "all 2 rows are of class 1"),
    ],
)
def test_what_cannot_be_scored_is_refused(target: list, probability: list, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        scores.score(np.array(target), np.array(probability))


def test_guessing_scores_what_the_share_of_a_class_scores() -> None:
    target = np.repeat([0, 1], [30, 70])
    found = scores.guessing(target)
    said = scores.score(target, np.full(100, 0.7))
    assert found.accuracy == pytest.approx(said.accuracy)
    assert found.auc == pytest.approx(said.auc)
    assert found.log_loss == pytest.approx(said.log_loss)
