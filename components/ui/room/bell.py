"""The bell of a room: a browser asks for a number, and only when that is another one a script runs.

Where the app runs without serve.py, nobody answers the browser, and a script runs for each question.
"""

from __future__ import annotations

import streamlit as st

from components.ui.kit.component import component
from components.ui.room.rooms import FOLDER, rooms

_bell = component("room/bell")


def hang_bell(code: str, version: int, *, seconds: float) -> None:
    """Let the browser ask for a room's version; in a fragment, only that runs when it is another one.

    Args:
        code: of the room.
        version: that was drawn.
        seconds: between two questions.
    """
    address = f"{FOLDER}/{rooms().bell(code)}"
    with st.container(key="room_bell"):
        st.html("<style>div:has(> .st-key-room_bell) { position: absolute; }</style>")  # takes no room
        _bell(
            key="_bell",
            data={"address": address, "version": str(version), "seconds": seconds},
            height=1,
            on_rung_change=lambda: None,
        )
