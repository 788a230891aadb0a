"""One point on its way through a network: all layers as HTML from left to right.

Everything that is written here is a number or a name of ours; nothing that a visitor typed gets in.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from components.charts.theme import Theme
from components.concepts.layers import Pass
from components.concepts.number_text import number

_STYLE = """<style>
.one-point { display: flex; flex-wrap: wrap; gap: 8px 2px; align-items: center; font-size: 13px;
  font-variant-numeric: tabular-nums; margin: 0; padding: 0; list-style: none; }
.one-point > li { display: flex; align-items: center; gap: 2px; margin: 0; padding: 0; font-size: 13px; }
.one-point table { border-collapse: separate; border-spacing: 0 2px; margin: 0; }
.one-point caption { font-weight: 700; text-align: center; padding: 0 4px; white-space: nowrap; }
.one-point th, .one-point td { padding: 1px 3px; text-align: right; white-space: nowrap; border: 0; }
.one-point th { font-weight: 400; }
.one-point td:last-child { border-radius: 4px; font-weight: 600; }
.one-point thead th { font-size: 11px; padding-bottom: 0; }
</style>"""


def flow(point: np.ndarray, passed: Pass, chosen: tuple[int, int], theme: Theme) -> str:
    """The point, then what every layer sums up (z) and puts out (h), as small tables in a row.

    Args:
        point: (n_inputs,).
        passed: of this point.
        chosen: layer and unit, both from 0, that are framed.
        theme: the appearance.
    """
    rows = [(f"x{i + 1}", (), float(value)) for i, value in enumerate(point)]
    columns = [_table("x", (), rows, -1, theme)]
    last = len(passed.outputs) - 1
    for layer, (sums, outputs) in enumerate(zip(passed.pre_activations, passed.outputs, strict=True)):
        name = "y" if layer == last else f"H{layer + 1}"
        units = [""] if layer == last else [str(i + 1) for i in range(len(sums[0]))]
        rows = [(u, (float(z),), float(h)) for u, z, h in zip(units, sums[0], outputs[0], strict=True)]
        framed = chosen[1] if chosen[0] == layer else -1
        columns.append(_table(name, ("", "z", "y" if layer == last else "h"), rows, framed, theme))
    arrow = f'<span aria-hidden="true" style="color:{theme.muted}">→</span>'
    items = (f"<li>{arrow if i else ''}{column}</li>" for i, column in enumerate(columns))
    return (
        f'{_STYLE}<ol class="one-point" style="margin:0;padding:0;color:{theme.text}">{"".join(items)}</ol>'
    )


def _table(
    name: str,
    heads: Sequence[str],
    rows: Sequence[tuple[str, tuple[float, ...], float]],
    framed: int,
    theme: Theme,
) -> str:
    """One layer: a row a unit, its sum and, on a ground of its sign's colour, what it puts out."""
    most = max((abs(row[2]) for row in rows if np.isfinite(row[2])), default=0.0) or 1.0
    quiet = f' style="color:{theme.muted}"'
    head = "".join(f'<th scope="col"{quiet}>{head}</th>' for head in heads)
    lines = []
    for place, (unit, sums, out) in enumerate(rows):
        share = round(55 * min(abs(out) / most, 1)) if np.isfinite(out) else 0
        color = theme.positive if out > 0 else theme.negative
        if name == "y":  # a probability: from one half to the colour of the likelier class
            color = theme.class_1 if out > 0.5 else theme.class_0
            share = round(110 * abs(out - 0.5)) if np.isfinite(out) else 0
        ground = f"background:color-mix(in srgb, {color} {share}%, transparent)"
        frame = f";outline:2px solid {theme.text}" if place == framed else ""
        cells = "".join(f"<td{quiet}>{number(value)}</td>" for value in sums)
        cells += f'<td style="{ground}{frame}">{number(out)}</td>'
        lines.append(f'<tr><th scope="row"{quiet}>{unit}</th>{cells}</tr>')
    body = f"<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody>"
    return f"<table><caption>{name}</caption>{body}</table>"
