"""Bound controls of a page with several views.

A bound widget that is not drawn in a run drops out of the address, so every control of a page is drawn in
every run: those of other views in a container that is not displayed. Another view moves them, and a moved
widget drops out too if the browser takes its old self away after it has put up the new one: see `body`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def hidden(stem: str) -> DeltaGenerator:
    """A container whose widgets keep their values and their place in the address, unseen."""
    st.html(f"<style>.st-key-{stem}-elsewhere {{ display: none; }}</style>")
    return st.container(key=f"{stem}.elsewhere")


@contextmanager
def body(stem: str, view: str) -> Iterator[None]:
    """All of a page that depends on the view.

    There are two places for it, used in turn: another view goes into the one and the other is emptied, before
    anything is drawn. (One place, emptied and filled, would not do: Streamlit sends only the last of both.)
    """
    state = f"_{stem}.body"
    before, place = st.session_state.get(state, (view, 0))
    place = place if before == view else 1 - place
    with st.container(gap=None):
        places = [st.container() if i == place else st.empty() for i in (0, 1)]
    with places[place]:
        yield
    st.session_state[state] = view, place


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
