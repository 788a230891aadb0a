from math import comb, sqrt

import numpy as np
import pytest

from components.concepts.paired import CHANCE, compare, sign_test, standard_error


def test_counts_add_up():
    labels = np.array([0, 1, 2, 3, 4, 5])
    first = np.array([0, 1, 2, 9, 9, 9])
    second = np.array([0, 1, 9, 3, 4, 9])
    pair = compare(labels, first, second)
    assert (pair.both, pair.only_first, pair.only_second, pair.neither) == (2, 1, 2, 1)
    assert pair.rows == 6


@pytest.mark.parametrize(
    ("heads", "tails", "p"),
    [
        (0, 0, 1.0),
        (1, 0, 1.0),
        (0, 5, 2 / 32),
        (5, 0, 2 / 32),
        (0, 6, 2 / 64),
        (2, 8, 2 * (1 + 10 + 45) / 1024),
        (4, 4, 1.0),
        (3, 4, 1.0),
    ],
)
def test_sign_test_knows_small_cases_by_hand(heads, tails, p):
    assert sign_test(heads, tails) == p


@pytest.mark.parametrize(("heads", "tails"), [(10, 25), (100, 140), (480, 520), (7, 900)])
def test_sign_test_is_the_sum_of_the_binomial(heads, tails):
    n = heads + tails
    p = 2 * sum(comb(n, k) for k in range(min(heads, tails) + 1)) / 2**n
    assert sign_test(heads, tails) == sign_test(tails, heads) == p


def test_sign_test_of_large_counts_is_close_to_the_normal_law():
    # 5,100 against 4,900 of 10,000 tosses: z = (200 - 1) / 100 with the continuity correction
    assert sign_test(5_100, 4_900) == pytest.approx(0.0466, abs=2e-4)
    assert sign_test(0, 10_000) == 0.0  # 2 / 2**10000 is below what a float can hold


def test_within_chance_at_the_border():
    assert CHANCE == 0.05
    labels = np.zeros(6, dtype=int)
    wrong, right = np.ones(6, dtype=int), np.zeros(6, dtype=int)
    assert not compare(labels, right, wrong).within_chance  # p = 2 / 64
    assert compare(labels[:5], right[:5], wrong[:5]).within_chance  # p = 2 / 32


def test_equal_classifiers_differ_on_no_row():
    labels = np.array([1, 2, 3])
    pair = compare(labels, labels, labels)
    assert (pair.only_first, pair.only_second, pair.p_value) == (0, 0, 1.0)


def test_standard_error_of_an_accuracy():
    assert standard_error(0.98, 10_000) == pytest.approx(0.0014)
    assert standard_error(0.5, 4) == sqrt(0.25 / 4)
    assert standard_error(1.0, 10) == 0.0


def test_what_cannot_be_compared_is_refused_with_its_sizes():
    with pytest.raises(ValueError, match="3, 2 and 3 rows"):
        compare(np.zeros(3), np.zeros(2), np.zeros(3))
    with pytest.raises(ValueError, match="at least 1"):
        compare(np.zeros(0), np.zeros(0), np.zeros(0))
    with pytest.raises(ValueError, match="-1"):
        sign_test(-1, 3)
    with pytest.raises(ValueError, match="at least 1 row"):
        standard_error(0.5, 0)
