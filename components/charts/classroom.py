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
DOT = 22  # pixels


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


def trainings(
    pieces: Sequence[Piece], names: Mapping[str, str], theme: Theme, *, size: float = 1.0
) -> go.Figure:
    """Every training on the wall: epochs used against the validation accuracy of the kept weights.

    The number in a dot is the patience of its rule, which its colour says, too. Where test accuracies are
    known, a line leads from each dot to a diamond.

    Args:
        pieces: of the kind "training"; the last trace has a point for each, in order.
        names: pupil's id -> name.
        theme: the appearance.
        size: of letters and dots, for a screen that is seen from afar.
    """
    chart = looks.figure("", theme, x="epochs used", y="accuracy", height=round(360 * size))
    facts = [piece.facts for piece in pieces]
    patience = [fact["patience"] for fact in facts]
    epochs = [fact["epochs"] for fact in facts]
    tested = [fact for fact in facts if "test_accuracy" in fact]
    if tested:
        x = [value for fact in tested for value in (fact["epochs"], fact["epochs"], None)]
        y = [value for fact in tested for value in (fact["val_accuracy"], fact["test_accuracy"], None)]
        chart.add_scatter(x=x, y=y, mode="lines", line={"color": theme.muted, "width": 1}, showlegend=False)
        chart.add_scatter(
            x=[fact["epochs"] for fact in tested],
            y=[fact["test_accuracy"] for fact in tested],
            mode="markers",
            marker={"color": theme.test, "symbol": "diamond", "size": 10 * size},
            name="test accuracy",
            hovertemplate="test %{y:.4f}<extra></extra>",
        )
    most = max([1, *(value for value in patience if value is not None)])
    shades = [0.0 if value is None else value / most for value in patience]
    chart.add_scatter(
        x=epochs,
        y=[fact["val_accuracy"] for fact in facts],
        mode="markers+text",
        text=["–" if value is None else str(value) for value in patience],
        textfont={
            "color": [theme.background if shade > 0.4 else theme.text for shade in shades],
            "size": 11 * size,
        },
        marker={
            "size": DOT * size,
            "color": shades,
            "cmin": 0,
            "cmax": 1,
            "colorscale": [(0.0, theme.surface), (1.0, theme.train)],
            "line": {"color": theme.train, "width": 1.5},
        },
        name="validation accuracy (in the dot: patience)",
        customdata=[
            [names.get(piece.pupil, ""), piece.facts["seed"], piece.facts["kept"]] for piece in pieces
        ],
        hovertemplate="%{customdata[0]}<br>patience %{text}, seed %{customdata[1]}<br>%{x} epochs, "
        "weights of epoch %{customdata[2]}<br>validation %{y:.4f}<extra></extra>",
    )
    chart.update_layout(font={"size": 13 * size}, showlegend=bool(tested), clickmode="event+select")
    chart.update_xaxes(rangemode="tozero", fixedrange=True, title={"font": {"size": 13 * size}})
    return chart.update_yaxes(fixedrange=True, tickformat=".3f", title={"font": {"size": 13 * size}})


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
