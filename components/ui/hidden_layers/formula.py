"""The network as a formula that grows with its layers, with the trained numbers where they fit on a line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from components.concepts.dense_network import Weights

TERMS_ON_A_LINE = 4  # weights of the last layer that are written out


def formula(weights: Weights, activation: str, hidden_units: Sequence[int]) -> str:
    """LaTeX lines: each hidden layer, then the last one, which is always logistic regression.

    Args:
        weights: kernel and bias of each layer.
        activation: of the hidden layers.
        hidden_units: of each hidden layer; none is logistic regression of x itself.
    """
    escaped = activation.replace("_", r"\_")
    name = rf"\text{{{escaped}}}"
    lines = []
    source = "x"
    for number, units in enumerate(hidden_units, start=1):
        told = f"{units} unit" if units == 1 else f"{units} units"
        lines.append(
            rf"H_{number} &= {name}\left(W_{number}^\top {source} + b_{number}\right) \quad\text{{{told}}}"
        )
        source = f"H_{number}"
    lines.append(rf"z &= {_last(weights, source)}")
    lines.append(r"y &= \text{sigmoid}(z) ")
    return r"\begin{aligned}" + r" \\ ".join(lines) + r"\end{aligned}"


def _last(weights: Weights, source: str) -> str:
    kernel, bias = weights[-2][:, 0], float(weights[-1][0])
    if len(kernel) > TERMS_ON_A_LINE:
        return rf"w^\top {source} + b = w^\top {source} {_signed(bias)}"
    symbol = "x" if source == "x" else "h"
    terms = [_term(float(w), f"{symbol}_{i}", first=i == 1) for i, w in enumerate(kernel, start=1)]
    return f"{' '.join(terms)} {_signed(bias)}"


def _term(weight: float, name: str, *, first: bool) -> str:
    text = f"{weight:.2f}" if first else _signed(weight)
    return rf"{text}\,{name}"


def _signed(value: float) -> str:
    rounded = round(float(np.float32(value)), 2) + 0.0  # no "- 0.00"
    return f"{'-' if rounded < 0 else '+'} {abs(rounded):.2f}"
