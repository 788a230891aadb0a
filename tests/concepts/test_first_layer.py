"""Units are ordered by the size of their weights, and named by the inputs that count."""

from __future__ import annotations

import numpy as np

from components.concepts.first_layer import by_size, heaviest_inputs, mixture


def test_the_heaviest_unit_comes_first() -> None:
    kernel = np.array([[0.0, 3.0, -1.0], [0.1, 0.0, -1.0]])
    assert by_size(kernel).tolist() == [1, 2, 0]


def test_a_mixture_names_what_counts() -> None:
    assert mixture(np.array([0.3, -0.9, 0.29, 0.5])) == [1, 3, 0]
    assert mixture(np.ones(9), most=5) == [0, 1, 2, 3, 4]
    assert mixture(np.zeros(3)) == []


def test_the_heaviest_inputs_keep_their_order() -> None:
    kernel = np.array([[1.0, 0.0], [0.1, 0.1], [-3.0, 2.0]])
    assert heaviest_inputs(kernel, 2).tolist() == [0, 2]
    assert heaviest_inputs(kernel, 9).tolist() == [0, 1, 2]
