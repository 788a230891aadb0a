"""Bound controls of a page with several views.

A bound widget that is not drawn in a run drops out of the address, so every control of a page is drawn in
every run: those of other views in a container that is not displayed.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def hidden(stem: str) -> DeltaGenerator:
    """A container whose widgets keep their values and their place in the address, unseen."""
    st.html(f"<style>.st-key-{stem}-elsewhere {{ display: none; }}</style>")
    return st.container(key=f"{stem}.elsewhere")


def choose_view(stem: str, name: str, views: Sequence[str], *, start: str) -> str:
    """The one segmented control of a page; its labels are what the address says."""
    chosen = st.segmented_control(
        "View",
        list(views),
        default=start,
        required=True,
        key=f"{stem}.{name}",
        bind="query-params",
        label_visibility="collapsed",
    )
    return chosen or start  # an empty value in the address gives None
