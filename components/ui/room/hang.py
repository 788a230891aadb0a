"""Puts on the wall of the room what a pupil has made; does nothing for who is in no room."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.rooms.room import RoomError
from components.rooms.wall import Piece
from components.ui.room.visit import rooms, ticket


def is_in_a_room() -> bool:
    """Whether there is a wall to hang something on."""
    return bool(rooms().room_of(ticket()))


def hang(make: Callable[[str], Piece | None]) -> str:
    """Hang a piece on the wall.

    Args:
        make: makes the piece of the pupil's id: a function of components/rooms/wall.py.

    Returns:
        "" or a sentence why it does not hang there.
    """
    code = rooms().room_of(ticket())
    if not code:
        return ""
    try:
        rooms().hang(code, ticket(), make)
    except RoomError as error:
        return str(error)
    st.toast("It hangs on the wall of your class.", icon=":material/dashboard:")
    return ""
