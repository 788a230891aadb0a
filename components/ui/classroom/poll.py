"""Asks again and again whether the room has changed, and lets the page run again if it has."""

from __future__ import annotations

import streamlit as st

from components.ui.classroom.who import Visitor
from components.ui.kit.watch import again_and_again
from components.ui.room.line import POLL_SECONDS
from components.ui.room.visit import rooms

SECONDS_IN_FRONT = 1.0  # for the teacher and the projector: there are two of them, and all look at them


def poll(visitor: Visitor) -> None:
    """Look at the room's version; whoever stands at the door is let in when there is room."""
    if visitor.look is None:
        if visitor.waiting:
            again_and_again(st.rerun, seconds=1.0, busy=True)
        return
    code, version = visitor.look.code, visitor.look.version

    def look() -> None:
        if rooms().version(code) != version:
            st.rerun()

    seconds = POLL_SECONDS if visitor.role == "pupil" else SECONDS_IN_FRONT
    again_and_again(look, seconds=seconds, busy=True)()
