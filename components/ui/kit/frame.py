"""What stands around every page: its style, and a picture with its controls side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

FRAME = Path(__file__).with_suffix(".css")  # first_paint.py sends it


def beside(widths: Sequence[float], *, gap: str = "medium") -> list[DeltaGenerator]:
    """Columns for a picture and, right of it, its controls; on a phone the picture stays above them.

    Args:
        widths: of the picture and the controls.
        gap: between them.
    """
    with st.container(key="page.picture_stays"):
        return st.columns(widths, gap=gap)


def docked(widths: Sequence[float], *, controls: int = 1, gap: str = "medium") -> list[DeltaGenerator]:
    """The same for pictures higher than a phone: there the controls stay below, and the pictures pass behind.

    Args:
        widths: of the columns.
        controls: which column they stand in.
        gap: between the columns.
    """
    with st.container(key="page.controls_stay"):
        columns = st.columns(widths, gap=gap)
    columns[controls] = columns[controls].container(key="page.controls")
    return columns


def folded_code(label: str, words: str, *, key: str) -> None:
    """An expander with words and Python lines, whose colours the browser fetches only when it is opened.

    Args:
        label: of the expander.
        words: Markdown; the lines stand between fences.
        key: of the expander.
    """
    with st.expander(label, key=key, on_change="rerun") as place:
        if place.open:
            st.markdown(words)
            return
        for part in re.split(r"(```python\n.*?\n```)", words, flags=re.DOTALL):
            if part.startswith("```"):
                st.html(f"<pre>{escape(part.removeprefix('```python').removesuffix('```').strip())}</pre>")
            elif part.strip():
                st.markdown(part)
