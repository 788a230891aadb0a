"""The formula has the trained numbers, and grows with the layers."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from components.concepts.layers import Dense, Layers
from components.concepts.network_formula import network_formula, output_in_latex, sum_in_latex
from components.concepts.one_sum import pass_of, unit_sum


def layers(*sizes: int) -> Layers:
    pairs = pairwise(sizes)
    return Layers(Dense(np.full((n, m), -0.5), np.full(m, 0.254)) for n, m in pairs)


def test_without_a_hidden_layer_it_is_logistic_regression() -> None:
    found = network_formula(layers(2, 1), "relu")
    assert r"z &= -0.50\,x_1 - 0.50\,x_2 + 0.25" in found
    assert r"y &= \text{sigmoid}(z)" in found
    assert "H_" not in found


def test_each_layer_adds_a_line() -> None:
    found = network_formula(layers(2, 5, 1, 1), "leaky_relu")
    assert found.count(r"\\") == 3
    assert r"\text{leaky\_relu}\left(W_2^\top H_1 + b_2\right)" in found
    assert r"\text{1 unit}" in found
    assert r"z &= -0.50\,h_1 + 0.25" in found


def test_many_weights_are_not_written_out() -> None:
    assert r"z &= w^\top H_1 + b" in network_formula(layers(2, 8, 1), "relu")


@pytest.mark.parametrize("sizes", [(2, 1), (2, 1, 1), (2, 3, 8, 1)])
def test_every_unit_is_written_out_as_its_sum(sizes) -> None:
    random, point = np.random.default_rng(0), np.array([0.4, -1.2])
    network = Layers(Dense(random.normal(size=(n, m)), random.normal(size=m)) for n, m in pairwise(sizes))
    passed = pass_of(point, network, "tanh")
    for layer, count in enumerate(sizes[1:]):
        for unit in range(count):
            found = unit_sum(point, passed, network, layer, unit)
            latex = sum_in_latex(found, [f"x_{i}" for i in range(len(found.inputs))])
            assert latex.count(r"\cdot") == len(found.inputs)
            assert f"{found.z:.3f}" in latex
            assert f"{found.output:.3f}" in output_in_latex(found, "tanh", "h")
