"""Groups of answers by how sure they are."""

from __future__ import annotations

import numpy as np
import pytest

from components.concepts.confidence import EDGES, confidence


def rows(tops: list[float]) -> np.ndarray:
    """Probabilities of two classes whose top share, of class 0, is as given."""
    return np.array([[top, 1 - top] for top in tops])


def test_answers_are_grouped_by_their_top_share():
    found = confidence(rows([0.6, 0.65, 0.95, 0.9999, 1.0]), np.array([0, 1, 0, 0, 1]))
    assert [(group.low, group.count, group.right) for group in found.groups] == [
        (0.5, 2, 0.5),
        (0.9, 1, 1.0),
        (0.999, 2, 0.5),
    ]
    assert found.groups[0].says == pytest.approx(0.625)
    assert (found.right, found.wrong, found.surely_wrong) == (0.6, 2, 1)
    assert found.says == pytest.approx(np.mean([0.6, 0.65, 0.95, 0.9999, 1.0]))


def test_an_answer_drawn_by_its_own_shares_is_calibrated():
    random = np.random.default_rng(0)
    probabilities = random.dirichlet(np.full(10, 0.1), 200_000)
    labels = (probabilities.cumsum(axis=1) > random.uniform(size=(200_000, 1))).argmax(axis=1)
    found = confidence(probabilities, labels)
    assert len(found.groups) == len(EDGES)
    for group in found.groups:
        assert abs(group.says - group.right) < 4 * group.standard_error + 1e-3


def test_a_diverged_network_is_wrong():
    found = confidence(np.full((3, 10), np.nan), np.zeros(3, int))
    assert (found.says, found.right, found.wrong) == (0, 0, 3)
