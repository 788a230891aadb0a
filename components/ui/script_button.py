"""The button that takes a network home as a Keras script."""

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
