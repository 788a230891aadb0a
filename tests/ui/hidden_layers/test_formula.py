"""The formula has the trained numbers, and grows with the layers."""

from __future__ import annotations

import itertools

import numpy as np

from components.concepts.layers import Dense, Layers
from components.ui.hidden_layers.formula import formula


def layers(*sizes: int) -> Layers:
    pairs = itertools.pairwise(sizes)
    return Layers(Dense(np.full((n, m), -0.5), np.full(m, 0.254)) for n, m in pairs)


def test_without_a_hidden_layer_it_is_logistic_regression() -> None:
    found = formula(layers(2, 1), "relu")
    assert r"z &= -0.50\,x_1 - 0.50\,x_2 + 0.25" in found
    assert r"y &= \text{sigmoid}(z)" in found
    assert "H_" not in found


def test_each_layer_adds_a_line() -> None:
    found = formula(layers(2, 5, 1, 1), "leaky_relu")
    assert found.count(r"\\") == 3
    assert r"\text{leaky\_relu}\left(W_2^\top H_1 + b_2\right)" in found
    assert r"\text{1 unit}" in found
    assert r"z &= -0.50\,h_1 + 0.25" in found


def test_many_weights_are_not_written_out() -> None:
    assert r"z &= w^\top H_1 + b" in formula(layers(2, 8, 1), "relu")
