"""One point on its way as HTML, layer by layer from left to right, and the sums of a unit as LaTeX.

Everything that is written here is a number or a name of ours; nothing that a visitor typed gets in.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from components.charts.theme import Theme
from components.concepts.dense_network import Pass
from components.concepts.one_sum import UnitSum

TERMS_IN_A_LINE = 2
_STYLE = """<style>
.one-point { display: flex; flex-wrap: wrap; gap: 6px 4px; align-items: center; font-size: 13px;
  font-variant-numeric: tabular-nums; margin: 0; padding: 0; list-style: none; }
.one-point > li { display: flex; align-items: center; gap: 4px; margin: 0; }
.one-point table { border-collapse: separate; border-spacing: 0 2px; }
.one-point caption { font-weight: 700; text-align: left; padding: 0 6px; white-space: nowrap; }
.one-point th, .one-point td { padding: 2px 6px; text-align: right; white-space: nowrap; border: 0; }
.one-point th { font-weight: 400; }
.one-point td:last-child { border-radius: 4px; font-weight: 600; }
.one-point thead th { font-size: 11px; }
</style>"""


def flow(names: Sequence[str], point: np.ndarray, passed: Pass, chosen: tuple[int, int], theme: Theme) -> str:
    """The point, then every layer's sums and outputs, as one list of small tables.

    Args:
        names: of the columns: "x", "H1", ..., "y".
        point: (n_inputs,).
        passed: of this point.
        chosen: layer and unit, from 0, that are framed.
        theme: the appearance.
    """
    columns = [_inputs(point, theme)]
    for layer, (sums, outputs) in enumerate(zip(passed.pre_activations, passed.outputs, strict=True)):
        framed = chosen[1] if chosen[0] == layer else -1
        columns.append(_layer(names[layer + 1], sums[0], outputs[0], framed, theme))
    arrow = f'<span aria-hidden="true" style="color:{theme.muted}">→</span>'
    items = (f"<li>{arrow if i else ''}{column}</li>" for i, column in enumerate(columns))
    return f'{_STYLE}<ol class="one-point" style="color:{theme.text}">{"".join(items)}</ol>'


def sum_in_latex(unit: UnitSum, inputs: Sequence[str], name: str) -> str:
    """z = w1 x1 + ... + b with the actual numbers, as aligned LaTeX.

    Args:
        unit: the sum.
        inputs: LaTeX names of the inputs, such as "x_1".
        name: LaTeX of the sum, such as "z".
    """
    places = range(1, len(inputs) + 1)
    symbols = [f"w_{{{i}}} {symbol}" for i, symbol in zip(places, inputs, strict=True)] + ["b"]
    if len(symbols) > 5:
        symbols = [*symbols[:2], r"\dots", *symbols[-2:]]
    numbers = [
        rf"({number(w)})({number(h)})" for w, h in zip(unit.weights, unit.inputs, strict=True)
    ] + [f"({number(unit.bias)})"]
    lines = [" + ".join(part) for part in itertools.batched_(numbers)]
    return lines


def number(value: float) -> str:
    """A number of three decimals, with a real minus sign where LaTeX or HTML needs none of its own."""
    return f"{value:.3f}" if np.isfinite(value) else r"\text{NaN}"
