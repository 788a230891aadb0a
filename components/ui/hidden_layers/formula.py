"""The network as a formula that grows with its layers, with the trained numbers where they fit on a line."""

from __future__ import annotations

import numpy as np

from components.concepts.layers import Dense, Layers

TERMS_ON_A_LINE = 4  # weights of the last layer that are written out


def formula(layers: Layers, activation: str) -> str:
    """LaTeX lines: each hidden layer, then the last one, which is always logistic regression.

    Args:
        layers: of the network; without hidden layers it is logistic regression of x itself.
        activation: of the hidden layers.
    """
    escaped = activation.replace("_", r"\_")
    name = rf"\text{{{escaped}}}"
    lines = []
    source = "x"
    for number, units in enumerate(layers.hidden_units, start=1):
        told = f"{units} unit" if units == 1 else f"{units} units"
        lines.append(
            rf"H_{number} &= {name}\left(W_{number}^\top {source} + b_{number}\right) \quad\text{{{told}}}"
        )
        source = f"H_{number}"
    lines.append(rf"z &= {_last(layers.output, source)}")
    lines.append(r"y &= \text{sigmoid}(z) ")
    return r"\begin{aligned}" + r" \\ ".join(lines) + r"\end{aligned}"


def _last(output: Dense, source: str) -> str:
    kernel, bias = output.kernel[:, 0], float(output.bias[0])
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
