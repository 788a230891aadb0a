"""LaTeX of a network, with its trained numbers where they fit on a line, and of the sum of one unit."""

from __future__ import annotations

from collections.abc import Sequence

from components.concepts.layers import Dense, Layers
from components.concepts.number_text import latex_addend, latex_factor, latex_number
from components.concepts.one_sum import UnitSum

TERMS_ON_A_LINE = 4  # weights of the last layer that are written out
TERMS_IN_A_LINE = 2  # of the sum of one unit


def network_formula(layers: Layers, activation: str) -> str:
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


def sum_in_latex(unit: UnitSum, inputs: Sequence[str]) -> str:
    """The sum z = w1 x1 + ... + b with the actual numbers, as aligned LaTeX.

    Args:
        unit: the sum.
        inputs: LaTeX names of the inputs, such as "x_1".
    """
    symbols = [f"w_{{{i}}} {symbol}" for i, symbol in enumerate(inputs, start=1)]
    if len(symbols) > 3:
        symbols = [symbols[0], r"\dots", symbols[-1]]
    terms = [
        rf"{latex_factor(w)} \cdot {latex_factor(h)}" for w, h in zip(unit.weights, unit.inputs, strict=True)
    ]
    terms.append(latex_factor(unit.bias))
    starts = range(0, len(terms), TERMS_IN_A_LINE)
    lines = [" + ".join(terms[start : start + TERMS_IN_A_LINE]) for start in starts]
    total = r" \\ &\quad + ".join(lines)
    steps = rf"z &= {' + '.join([*symbols, 'b'])} \\ &= {total} \\ &= {latex_number(unit.z)}"
    return rf"\begin{{aligned}} {steps} \end{{aligned}}"


def output_in_latex(unit: UnitSum, activation: str, symbol: str) -> str:
    """What the activation makes of the sum, with the actual numbers: "h = relu(z) = relu(-0.31) = 0"."""
    name = rf"\operatorname{{{activation.replace('_', ' ')}}}"
    return rf"{symbol} = {name}(z) = {name}({latex_number(unit.z)}) = {latex_number(unit.output)}"


def _last(output: Dense, source: str) -> str:
    kernel, bias = output.kernel[:, 0], float(output.bias[0])
    if len(kernel) > TERMS_ON_A_LINE:
        return rf"w^\top {source} + b = w^\top {source} {latex_addend(bias)}"
    symbol = "x" if source == "x" else "h"
    terms = [_term(float(w), f"{symbol}_{i}", first=i == 1) for i, w in enumerate(kernel, start=1)]
    return f"{' '.join(terms)} {latex_addend(bias)}"


def _term(weight: float, name: str, *, first: bool) -> str:
    text = f"{weight:.2f}" if first else latex_addend(weight)
    return rf"{text}\,{name}"
