"""The buttons that take what a page trained home as a Keras script or a notebook."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


def script_button(stem: str, script: str | Callable[[], str], what: str, *, named: str = "") -> None:
    """Offer the script of what is set on a page.

    Args:
        stem: of the page.
        script: the text, or what makes it once the button is pressed.
        what: begins the sentence that says so on hover.
        named: tells its file from that of other settings.
    """
    st.download_button(
        "Keras script",
        script,
        file_name=f"{stem}_{named}_layerwise.py" if named else f"{stem}_layerwise.py",
        mime="text/x-python",
        key=f"{stem}.script",
        icon=":material/download:",
        help=f"{what}, as a script: the same numbers on the same kind of processor.",
        on_click="ignore",
    )


def notebook_button(stem: str, notebook: Callable[[], str], what: str) -> None:
    """Offer the same as a notebook, made once the button is pressed."""
    st.download_button(
        "Notebook",
        notebook,
        file_name=f"{stem}_layerwise.ipynb",
        mime="application/x-ipynb+json",
        key=f"{stem}.notebook",
        icon=":material/download:",
        help=f"{what}, as a notebook: the same lines in cells, with words between them.",
        on_click="ignore",
    )
