"""Asks again and again whether the room has changed, and lets the page run again if it has."""

from __future__ import annotations

import time

import streamlit as st

from components.ui.classroom.who import Visitor
from components.ui.kit.watch import again_and_again
from components.ui.room.bell import hang_bell
from components.ui.room.line import POLL_SECONDS
from components.ui.room.rooms import rooms

SECONDS_AT_THE_DOOR = 1.0
SECONDS_IN_FRONT = 0.5  # for the teacher and the projector: there are two of them, and all look at them


def poll(visitor: Visitor) -> None:
    """Look at the room's version; whoever stands at the door is let in when there is room."""
    if visitor.look is None:
        if visitor.waiting:
            _knock_again()
        return
    seconds = POLL_SECONDS if visitor.role == "pupil" else SECONDS_IN_FRONT
    _wait_for_the_bell(visitor.look.code, visitor.look.version, seconds)


@st.fragment
def _wait_for_the_bell(code: str, version: int, seconds: float) -> None:
    if rooms().version(code) != version:
        st.rerun()
    hang_bell(code, version, seconds=seconds)


def _knock_again() -> None:
    """Try again in a second; not in the very run that was refused."""
    refused = time.monotonic()

    def knock() -> None:
        if time.monotonic() - refused > SECONDS_AT_THE_DOOR / 2:
            st.rerun()

    again_and_again(knock, seconds=SECONDS_AT_THE_DOOR, busy=True)()
