"""Saving what a page shows: pictures as PNG and SVG, tables as CSV, from one menu in the page's head.

The menu finds every Plotly chart, every picture of `component` and every table in the browser, so a page does
nothing for it. Two things only Python knows: what a table of `show_table` holds, and what was trained for a
picture (`theme.show(..., about=...)`, `"about"` in a component's data, `tell_shown` for all that stand on a
page). A component may give its picture a short name with `"title"` in its data; otherwise its `aria-label`
gives it one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.training.version import VERSION
from components.ui.kit.component import component
from components.ui.kit.setting import Setting, Settings
from components.ui.kit.view import View

_menu = component("kit/save", "kit/vector")
_table = component("kit/table")
_shown = component("kit/shown")


def save_menu(settings: Settings, view: View | None) -> None:
    """Draw the menu; its files say what is set on the page."""
    data = {"stem": settings.stem, "settings": told(settings, view), "version": VERSION}
    _menu(key=f"{settings.stem}.save", data=data, width="content")


def show_table(
    frame: pd.DataFrame,
    name: str,
    *,
    key: str,
    shown: Mapping[str, Callable[[Any], str]] | None = None,
    **options: Any,
) -> None:
    """Draw a table that can be saved as CSV with all its digits.

    Args:
        frame: what it holds.
        name: what the menu calls it.
        key: of the table.
        shown: how the values of a column are written, where no format of Streamlit's does it; it is sorted
            by the values all the same.
        options: of `st.dataframe`.
    """
    csv = _harmless(frame).to_csv(index=not options.get("hide_index", False), lineterminator="\n")
    with st.container(gap=None):
        st.dataframe(frame.style.format(dict(shown)) if shown else frame, key=key, **options)
        _table(key=f"{key}.saved", data={"name": name, "csv": csv}, height=1)


def tell_shown(about: str, *, key: str) -> None:
    """Say what was trained for the pictures of a page; it takes no room that one would see."""
    _shown(key=key, data={"about": about}, height=1)


def _harmless(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with an apostrophe before text that a spreadsheet would run as a formula."""
    words = frame.select_dtypes(exclude="number").columns
    quoted = frame.assign(**{name: frame[name].map(_quoted) for name in words})
    return quoted.rename(columns=_quoted)


def _quoted(cell: Any) -> Any:
    runs = isinstance(cell, str) and re.match(r"[=@\t\r]|[+-](?![\d.,\s%]+$)", cell)
    return f"'{cell}" if runs else cell


def told(settings: Settings, view: View | None) -> str:
    """What is set, in words: what the open view shows, the seed, and what is not as it was at first."""
    beside = {*view.settings, *view.more} if view else set()
    shown = {*beside, "seed"} if beside else set(settings.all)  # a view that draws its own: all of them
    return "; ".join(
        f"{setting.label} {words}"
        for name, setting in settings.all.items()
        if (value := settings.value(name)) is not None
        and name not in ("view", "step")
        and (name in shown or value != setting.default)
        and (words := _words(setting, value))
    )


def _words(setting: Setting, value: Any) -> str:
    if setting.kind == "switch":
        return "on" if value else "off"
    if setting.kind == "picks":
        return ", ".join(_labels(setting, value))
    return next(iter(_labels(setting, [value]))) if setting.kind == "choice" else str(setting.write(value))


def _labels(setting: Setting, keys: Iterable[str]) -> list[str]:
    return [setting.options.get(key, key) for key in keys]
