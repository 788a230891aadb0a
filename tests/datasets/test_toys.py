"""The points in the plane: what they are, and what of a visitor's own is refused."""

from __future__ import annotations

import numpy as np
import pytest

from components.datasets import toys
from components.datasets.toys import TEST_POINTS, TOYS, OwnPoints

THREE_OF_EACH = tuple((0.1 * i, 0.2, i % 2) for i in range(6))


@pytest.mark.parametrize("name", TOYS)
def test_points_are_balanced_and_standardized(name: str) -> None:
    data = toys.make(name, 200, TOYS[name].noise, 0)
    assert data.x_train.shape == (200, 2)
    assert data.x_test.shape == (TEST_POINTS, 2)
    assert data.y_train.sum() == 100
    np.testing.assert_allclose(data.x_train.mean(axis=0), 0, atol=1e-5)
    np.testing.assert_allclose(data.x_train.std(axis=0), 1, atol=1e-5)


@pytest.mark.parametrize("name", TOYS)
def test_the_seed_decides_the_points(name: str) -> None:
    first, again = (toys._make.__wrapped__(name, 50, 0.1, 3) for _ in range(2))
    np.testing.assert_array_equal(first.x_train, again.x_train)
    assert (toys.make(name, 50, 0.1, 4).x_train != first.x_train).any()


def test_without_noise_the_rings_do_not_touch() -> None:
    data = toys.make("circles", 300, 0.0, 0)
    radius = np.hypot(*data.x_train.T)
    assert radius[data.y_train == 1].max() < radius[data.y_train == 0].min()


def test_own_points_keep_one_of_each_class_for_the_test() -> None:
    data = OwnPoints(THREE_OF_EACH).split()
    assert sorted(data.y_test.tolist()) == [0, 1]
    assert len(data.x_train) == 4


def test_the_same_points_of_two_visits_are_two_trainings() -> None:
    assert OwnPoints(THREE_OF_EACH, "a").digest != OwnPoints(THREE_OF_EACH, "b").digest


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ((), "no points yet"),
        (tuple((0.1, 0.1, 1) for _ in range(9)), "0 points of class 0 and 9 of class 1"),
        ((*THREE_OF_EACH, (9, 0, 1)), "(9, 0) of class 1"),
        ((*THREE_OF_EACH, (float("nan"), 0, 1)), "nan"),
        (THREE_OF_EACH * 100, "600 points"),
    ],
)
def test_bad_points_are_refused_in_a_sentence(rows: tuple, says: str) -> None:
    with pytest.raises(ValueError, match=says.replace("(", r"\(").replace(")", r"\)")):
        OwnPoints(rows)
