"""Pictures of the class: who changed between two votes, and the trainings on the wall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.theme import Theme
from components.concepts.early_stopping import EarlyStoppingRule
from components.rooms.votes import Tally
from components.rooms.wall import Piece, training
from components.training.run import TrainingRun

GAP = 0.04  # between two answers of a column, as a share of its height
DOT = 16  # pixels


def bands(counted: Tally, keys: Sequence[str]) -> dict[str, Any]:
    """Where the blocks of two votes stand, and the bands of those who voted twice.

    Both columns hold those who voted in both rounds, so a band is as wide as it is many.

    Args:
        counted: the counts.
        keys: of the answers, in order.

    Returns:
        "blocks": for each of the two columns (answer, top, height, count); "bands": (from, to, top left,
        top right, height, count). Heights are shares of the picture's.
    """
    changes = counted.changes
    voters = sum(changes.values())
    unit = (1 - GAP * (len(keys) - 1)) / max(voters, 1)
    columns: list[list[tuple[str, float, float, int]]] = []
    for side in (0, 1):
        top, blocks = 0.0, []
        for key in keys:
            count = sum(number for pair, number in changes.items() if pair[side] == key)
            blocks.append((key, top, count * unit, count))
            top += count * unit + GAP
        columns.append(blocks)
    left, right = ({key: top for key, top, _, _ in blocks} for blocks in columns)
    drawn = []
    for first in keys:
        for second in keys:
            if count := changes.get((first, second), 0):
                drawn.append((first, second, left[first], right[second], count * unit, count))
                left[first] += count * unit
                right[second] += count * unit
    return {"blocks": columns, "bands": drawn, "voters": voters}


def together(pieces: Sequence[Piece]) -> list[list[int]]:
    """Numbers of the trainings that came to the same epochs and the same accuracy: one dot has them all."""
    places: dict[tuple[int, float], list[int]] = {}
    for number, piece in enumerate(pieces):
        place = piece.facts["epochs"], round(piece.facts["val_accuracy"], 6)
        places.setdefault(place, []).append(number)
    return list(places.values())


def trainings(
    pieces: Sequence[Piece], names: Mapping[str, str], theme: Theme, *, size: float = 1.0
) -> go.Figure:
    """Every training on the wall: epochs used against the validation accuracy of the kept weights.

    The number above a dot is the patience of its rule, which its colour says, too. Where test accuracies are
    known, a line leads from each dot to a diamond.

    Args:
        pieces: of the kind "training"; the last trace has a point for each list of `together`.
        names: pupil's id -> name.
        theme: the appearance.
        size: of letters and dots, for a screen that is seen from afar.
    """
    chart = looks.figure("", theme, x="epochs used", y="accuracy", height=round(360 * size))
    dots = [[pieces[number] for number in numbers] for numbers in together(pieces)]
    firsts = [dot[0].facts for dot in dots]
    tested = [fact for fact in firsts if "test_accuracy" in fact]
    if tested:
        x = [value for fact in tested for value in (fact["epochs"], fact["epochs"], None)]
        y = [value for fact in tested for value in (fact["val_accuracy"], fact["test_accuracy"], None)]
        chart.add_scatter(x=x, y=y, mode="lines", line={"color": theme.muted, "width": 1}, showlegend=False)
        chart.add_scatter(
            x=[fact["epochs"] for fact in tested],
            y=[fact["test_accuracy"] for fact in tested],
            mode="markers",
            marker={"color": theme.test, "symbol": "diamond", "size": 11 * size},
            name="test accuracy",
            hovertemplate="test %{y:.4f}<extra></extra>",
        )
    most = max([1, *(fact["patience"] or 0 for fact in firsts)])
    chart.add_scatter(
        x=[fact["epochs"] for fact in firsts],
        y=[fact["val_accuracy"] for fact in firsts],
        mode="markers+text",
        text=[_patience(dot) for dot in dots],
        textposition="top center",
        textfont={"color": theme.text, "size": 13 * size},
        marker={
            "size": [(DOT + 3 * min(len(dot) - 1, 6)) * size for dot in dots],
            "color": [(fact["patience"] or 0) / most for fact in firsts],
            "cmin": 0,
            "cmax": 1,
            "colorscale": [(0.0, theme.surface), (1.0, theme.train)],
            "line": {"color": theme.train, "width": 1.5},
        },
        name="validation accuracy (number: patience)",
        customdata=[[_who(dot, names), dot[0].facts["seed"], dot[0].facts["kept"]] for dot in dots],
        hovertemplate="%{customdata[0]}<br>patience %{text}, seed %{customdata[1]}<br>%{x} epochs, "
        "weights of epoch %{customdata[2]}<br>validation %{y:.4f}<extra></extra>",
    )
    chart.update_layout(font={"size": 13 * size}, showlegend=bool(tested), clickmode="event+select")
    chart.update_xaxes(rangemode="tozero", fixedrange=True, title={"font": {"size": 13 * size}})
    values = [fact[name] for fact in firsts for name in ("val_accuracy", "test_accuracy") if name in fact]
    least, most = min(values), max(values)
    room = max(0.005, 0.15 * (most - least))  # a single dot has a scale, too, and no dot is cut
    chart.update_yaxes(range=[least - room, most + room])
    return chart.update_yaxes(fixedrange=True, tickformat=".3f", title={"font": {"size": 13 * size}})


def _patience(dot: Sequence[Piece]) -> str:
    """The patience of a dot: "3"; of several trainings in one place "0, 1 ×2"; without a rule "none"."""
    found = {piece.facts["patience"] for piece in dot}
    written = [str(value) for value in sorted(value for value in found if value is not None)]
    written += ["none"] if None in found else []
    return ", ".join(written) + (f" ×{len(dot)}" if len(dot) > 1 else "")


def _who(dot: Sequence[Piece], names: Mapping[str, str]) -> str:
    found = [names[piece.pupil] for piece in dot if piece.pupil in names]
    return ", ".join(found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")


def thumbnail(run: TrainingRun, theme: Theme) -> go.Figure:
    """What a wall looks like: one recorded training, stopped by rules of ever more patience."""
    chart = looks.bare(theme)
    rules = [EarlyStoppingRule(patience=patience, restore_best_weights=True) for patience in range(9)]
    pieces = [piece for rule in rules if (piece := training(run, rule, "", {}))]
    chart.add_scatter(
        x=[piece.facts["epochs"] for piece in pieces],
        y=[piece.facts["val_accuracy"] for piece in pieces],
        mode="markers",
        marker={
            "size": 13,
            "color": [piece.facts["patience"] for piece in pieces],
            "colorscale": [(0.0, theme.surface), (1.0, theme.train)],
            "line": {"color": theme.train, "width": 1.5},
        },
        hoverinfo="skip",
    )
    return chart
