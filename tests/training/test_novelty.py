"""How often a drawing is called unlike every digit: of the test images by mistake, and of nonsense."""

from __future__ import annotations

import numpy as np
import pytest

from components.concepts.digit_form import mnist_form
from components.concepts.digit_novelty import FAR, MOST_INK, distances, summaries, unlike
from components.datasets import mnist
from components.training.digit_reading import EXAMPLES, FALSE_ALARMS, examples


def test_false_alarms_are_as_many_as_the_page_says():
    data = mnist.load()
    assert unlike(data.x_test, examples()).mean() == pytest.approx(FALSE_ALARMS, abs=0.0005)
    others = data.x_train[EXAMPLES : EXAMPLES + 10_000]
    assert np.quantile(distances(summaries(others), examples()), 0.98) == pytest.approx(FAR, abs=0.0005)
    assert np.quantile(others.mean(axis=(1, 2)) / 255, 0.999) == pytest.approx(MOST_INK, abs=0.005)


def test_two_digits_side_by_side_are_mostly_noticed():
    images, random = mnist.load().x_test, np.random.default_rng(0)
    found = []
    for first, second in random.integers(10_000, size=(200, 2)):
        pair = np.zeros((40, 60), np.uint8)
        pair[6:34, :28] = images[first]
        pair[6:34, 22:50] = np.maximum(pair[6:34, 22:50], images[second])
        found.append(mnist_form(pair).image)
    assert unlike(np.array(found), examples()).mean() > 0.9
