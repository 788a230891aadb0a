"""The probe on points that a plane can part, and on points that it cannot."""

from __future__ import annotations

import numpy as np

from components.concepts.softmax_probe import probe_accuracy

RANDOM = np.random.default_rng(0)
LABELS = np.repeat([0, 1, 2], 100)


def around(centres: np.ndarray) -> np.ndarray:
    return centres[LABELS] + RANDOM.normal(size=(300, 2)) * 0.3


def test_it_finds_planes_where_there_are_some() -> None:
    centres = np.array([[0, 4.0], [4, -4], [-4, -4]])
    assert probe_accuracy(around(centres), LABELS, around(centres), LABELS) == 1.0


def test_noise_stays_at_chance_and_scale_does_not_matter() -> None:
    rows, test_rows = RANDOM.normal(size=(300, 2)), RANDOM.normal(size=(300, 2))
    found = probe_accuracy(rows, LABELS, test_rows, LABELS)
    assert found < 0.45
    assert probe_accuracy(rows * 1024, LABELS, test_rows * 1024, LABELS) == found


def test_features_that_are_all_zero_are_no_error() -> None:
    nothing = np.zeros((300, 4), np.float32)
    assert 0.3 < probe_accuracy(nothing, LABELS, nothing, LABELS) < 0.4
