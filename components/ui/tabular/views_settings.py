"""The settings of the views Verdict, Whose features? and Data: their controls, and which a view shows.

All of them are bound to the address, so each has to be drawn in every run: a view draws its own, and the
page has `draw_unseen` draw the rest, after the view.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import streamlit as st

from components.concepts.plain_text import shorten
from components.datasets.tables import Table
from components.training.contest import ROWS, Contest
from components.training.trial import HIDDEN_LAYERS
from components.ui.bound import BoundSettings

STEM = "tabular"
MOST_UNITS = HIDDEN_LAYERS[1]
DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {
        "threshold": 0.5,
        "confused": "logistic",
        "unit": None,  # the one with the largest weights
        "column": None,  # the one that alone tells the classes apart best
    }
)
EXPECTED: Mapping[str, str] = MappingProxyType(
    {
        "threshold": "a number from 0 to 1",
        "confused": f"one of {', '.join(ROWS.values())}",
        "unit": f"a whole number from 0 to {MOST_UNITS - 1}",
        "column": "the name of a column of the table that is shown",
    }
)
_WORDS: Mapping[str, str] = {  # in the glossary
    "threshold": "decision threshold",
    "confused": "contestant",
    "unit": "hidden unit",
    "column": "column of a table",
}
_SETTINGS = BoundSettings(STEM, DEFAULTS, _WORDS)
value = _SETTINGS.value
_bound = _SETTINGS.bound


def present(contest: Contest) -> tuple[str, ...]:
    """The contestants with at least one fold, in the order of the rows."""
    return tuple(name for name in ROWS if name in contest.results and contest.results[name].folds)


def column_labels(table: Table) -> list[str]:
    """What a selector calls the table's columns: plain text, no two alike."""
    labels: list[str] = []
    for name in map(shorten, table.columns):
        same = sum(label == name or label.startswith(f"{name} (") for label in labels)
        labels.append(f"{name} ({same + 1})" if name in labels else name)
    return labels


def shown(view: str, contest: Contest) -> tuple[str, ...]:
    """The settings that a view draws itself."""
    if view == "Verdict" and present(contest):
        return ("confused", "threshold")
    if view == "Whose features?" and has_hidden_units(contest):
        return ("unit",)
    return ("column",) if view == "Data" else ()


def has_hidden_units(contest: Contest) -> bool:
    """Whether there is a hidden layer to look at: an MLP with one, and a fold that is done."""
    return "network" in present(contest) and bool(contest.results["network"].trial.hidden_units)


def draw(name: str, contest: Contest) -> None:
    """Draw one control."""
    _CONTROLS[name](name, contest)


def draw_unseen(view: str, contest: Contest) -> None:
    """Draw the settings that `view` does not show, unseen; to be called in every run, after the view."""
    _SETTINGS.draw_unseen(shown(view, contest), lambda name: draw(name, contest))


def _threshold(name: str, contest: Contest) -> None:
    st.slider("Threshold", 0.0, 1.0, DEFAULTS[name], 0.01, **_bound(name))


def _confused(name: str, contest: Contest) -> None:
    st.selectbox("Whose answers", list(ROWS), format_func=ROWS.get, **_bound(name))


def _unit(name: str, contest: Contest) -> None:
    hint = "the heaviest"
    st.number_input("Unit", 0, MOST_UNITS - 1, DEFAULTS[name], 1, placeholder=hint, **_bound(name))


def _column(name: str, contest: Contest) -> None:
    labels = column_labels(contest.table)
    st.selectbox("Column", labels, index=None, placeholder="the most telling one", **_bound(name))


_CONTROLS: Mapping[str, Callable[[str, Contest], None]] = {
    "threshold": _threshold,
    "confused": _confused,
    "unit": _unit,
    "column": _column,
}
