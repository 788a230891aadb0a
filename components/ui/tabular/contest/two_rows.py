"""What a row of the table is: two of them, one of each class, drawn from their numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from components.concepts.plain_text import plain
from components.concepts.shower import camera_image, typical_rows
from components.datasets.tables import Table
from components.text import Lesson
from components.ui.kit.component import component
from components.ui.tabular.settings import STEM

PAIRS = 6  # to look at, one after the other
ELLIPSE = ("length", "width", "alpha", "dist")  # columns of a table whose rows are showers
_picture = component("tabular/two_rows", room={"tabular.two_rows": (153, 308)})


def draw(table: Table, lesson: Lesson) -> None:
    """Draw a row of each class; a button brings another pair."""
    kind = "ellipse" if table.shipped and set(ELLIPSE) <= set(table.columns) else "profile"
    first, second = (f"“{plain(name)}”" for name in table.class_names)
    told = lesson[f"two_rows.{kind}"].format(
        names=f"{second} and {first}",
        inputs=len(table.columns),
        meaning=plain(table.row_meaning, longest=200),
    )
    data = {
        **_data(table, kind),
        "told": told,
        "title": "Two rows",
    }
    _picture(key=f"{STEM}.two_rows", data=data, height="content")


@st.cache_data(max_entries=16, show_spinner=False, hash_funcs={Table: lambda table: table.digest})
def _data(table: Table, kind: str) -> dict[str, Any]:
    found = [_rows(table, kind, label) for label in (1, 0)]
    return {
        "subject": table.digest[:16],
        "kind": kind,
        "columns": [plain(name) for name in table.columns],
        "classes": [plain(table.class_names[label]) for label in (1, 0)],
        "labels": [1, 0],
        "pairs": [list(pair) for pair in zip(*found, strict=False)],
    }


def _rows(table: Table, kind: str, label: int) -> list[dict[str, Any]]:
    with np.errstate(all="ignore"):
        low, high = np.nanmin(table.values, axis=0), np.nanmax(table.values, axis=0)
        places = (table.values - low) / np.where(high > low, high - low, 1.0)
    rows = []
    for row in typical_rows(table.values, table.target, label, PAIRS):
        shown = {
            "row": int(row) + 1,
            "values": [_short(value) for value in table.values[row]],
            "places": [None if np.isnan(place) else round(float(place), 3) for place in places[row]],
        }
        if kind == "ellipse":
            numbers = {name: float(table.values[row][table.columns.index(name)]) for name in ELLIPSE}
            image = camera_image(**numbers, azimuth=float(137 * row % 360))
            shown["pixels"] = [[round(float(value), 3) for value in pixel] for pixel in image]
        rows.append(shown)
    return rows


def _short(value: float) -> str:
    return "missing" if np.isnan(value) else f"{value:.3g}".replace("-", "−")
