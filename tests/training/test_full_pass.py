"""A recorded network on all test images, whole and with silenced units."""

from __future__ import annotations

import numpy as np
import pytest

from components.concepts.changed_layer import Change
from components.concepts.confidence import confidence
from components.concepts.layers import softmax
from components.datasets import mnist
from components.training.checkpoint import checkpoint
from components.training.full_pass import (
    QUARTER_DRAWS,
    changed,
    full_pass,
    layer_study,
    silenced_curve,
    without_a_quarter,
)
from components.training.recordings import RECORDINGS
from components.training.store import RunStore

RUN = RunStore().find(RECORDINGS["mnist_12k"].recipe)
NETWORK, START = checkpoint(RUN, 30), checkpoint(RUN, 0).weights


@pytest.fixture(scope="module")
def passed():
    return full_pass(NETWORK)


def test_it_scores_what_the_training_recorded(passed):
    assert passed.score.accuracy == pytest.approx(RUN.history["test_accuracy"][-1])
    assert passed.logits.shape == (10_000, 10)
    assert [h.shape for h in passed.hidden] == [(10_000, 256)] * 2
    assert not passed.logits.flags.writeable


def test_how_sure_softmax_regression_is_as_the_page_says():
    run = RunStore().find(RECORDINGS["mnist_softmax"].recipe)
    gaps = []
    for epoch in (1, run.epochs):
        shares = softmax(full_pass(checkpoint(run, epoch)).logits.astype(np.float64))
        found = confidence(shares, mnist.load().y_test)
        gaps.append(found.says - found.right)
    assert gaps[0] < -0.1  # "it starts too unsure"
    assert abs(gaps[1]) < 0.005  # "about as sure as it is right"


def test_nothing_changed_changes_nothing_and_a_silent_layer_leaves_one_answer(passed):
    parts = (NETWORK, START, passed)
    assert changed(*parts, Change(1))[0].accuracy == passed.score.accuracy
    _, z = changed(*parts, Change(1, units=range(256)))
    assert np.ptp(z, axis=0).max() < 1e-4  # what a matrix product rounds off, row by row
    _, z = changed(
        *parts, Change(1, units=range(256), put_to="mean")
    )  # the mean over all images, not a piece
    assert np.ptp(z, axis=0).max() < 1e-4  # what a matrix product rounds off, row by row
    assert changed(*parts, Change(0, "random start"))[0].accuracy < 0.5
    assert changed(*parts, Change(0, "unbent"))[0].accuracy < 0.7


def test_units_are_ranked_by_what_the_loss_loses_without_them(passed):
    study = layer_study(NETWORK, passed, 0)
    assert (np.diff(study.loss_change[study.order]) <= 0).all()
    assert study.activity.dead == (71, 122)
    assert study.rows == 2_000


def test_fewer_units_are_less_accurate(passed):
    curve = silenced_curve(NETWORK, passed, 1)
    assert curve.counts[[0, -1]].tolist() == [0, 256]
    means = curve.accuracies.mean(axis=0)
    assert means[0] > 0.95 > means[-2] > means[-1]


def test_a_random_quarter_costs_little():
    accuracies, whole = without_a_quarter(NETWORK)
    assert whole == pytest.approx(RUN.history["test_accuracy"][-1])
    assert len(accuracies) == QUARTER_DRAWS
    assert 0.9 < accuracies.mean() < whole
