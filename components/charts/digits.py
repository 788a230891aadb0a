"""Many digits in one picture: ink on the page's surface, whatever the appearance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from components.charts.theme import Theme

SIDE = 28  # pixels of an image


def ink(theme: Theme) -> list[tuple[float, str]]:
    """Plotly scale from no ink to full ink."""
    return [(0.0, theme.surface), (1.0, theme.text)]


def montage(images: np.ndarray, *, gap: int = 0, below: int = 0) -> np.ndarray:
    """Put a grid of images into one.

    Args:
        images: (rows, columns, 28, 28).
        gap: empty pixels between columns.
        below: empty pixels under each row, for a caption.

    Returns:
        (rows x (28 + below), columns x (28 + gap)): float32 with NaN where it is empty if there is any
        empty place, else the type of `images`.
    """
    if gap or below:
        padding = ((0, 0), (0, 0), (0, below), (0, gap))
        images = np.pad(images.astype(np.float32), padding, constant_values=np.nan)
    rows, columns, height, width = images.shape
    return images.transpose(0, 2, 1, 3).reshape(rows * height, columns * width)


def digits(canvas: np.ndarray, theme: Theme, **options: object) -> dict[str, Any]:
    """A montage as a trace, without hover; values from 0 to 255."""
    settings = {"zmin": 0, "zmax": 255, "showscale": False, "hoverinfo": "skip", **options}
    return {"type": "heatmap", "z": canvas, "colorscale": ink(theme), **settings}


def written(texts: Sequence[str], colors: Sequence[str], columns: int, size: float) -> dict[str, Any]:
    """One text a cell over a heatmap, row by row, each in its own colour.

    Args:
        texts: as many as the heatmap has cells.
        colors: likewise.
        columns: of the heatmap.
        size: of the letters, in pixels.
    """
    row, column = np.divmod(np.arange(len(texts)), columns)
    return {
        "type": "scatter",
        "x": column,
        "y": row,
        "mode": "text",
        "text": list(texts),
        "textfont": {"size": size, "color": list(colors)},
        "hoverinfo": "skip",
        "showlegend": False,
    }
