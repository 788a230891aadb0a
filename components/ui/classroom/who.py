"""Who a visitor of /classroom is: a teacher, a pupil, the projector, or somebody at the door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from components.rooms.room import RoomError
from components.rooms.table import JoinLaterError, Look
from components.ui.classroom.settings import SETTINGS
from components.ui.room.visit import has_answered, keep_teacher, keep_ticket, rooms, teaches, ticket

Role = Literal["teacher", "pupil", "projector", "door"]
_REFUSED = "_classroom.refused"


@dataclass(frozen=True)
class Visitor:
    """Who looks at the page.

    Attributes:
        role: what is drawn.
        look: the room as this visitor may see it; None at the door.
        secret: the teacher's; "" for all others.
        problem: why somebody who asked for a room stands at the door, in a sentence.
        waiting: whether the same in a moment will be answered otherwise.
    """

    role: Role
    look: Look | None = None
    secret: str = ""
    problem: str = ""
    waiting: bool = False


def who() -> Visitor:
    """Tell who the visitor is; lets in who comes with a code."""
    _take_secret()
    asked = SETTINGS.value("room")
    code, secret = teaches()
    if code and asked in ("", code) and SETTINGS.value("view") == "class":
        return Visitor("teacher", rooms().look(code, secret=secret), secret)
    if not asked:
        asked = rooms().room_of(ticket())
    if not asked:
        return Visitor("door", waiting=not has_answered() and bool(ticket()))
    try:
        code = _find(asked)
        if SETTINGS.value("view") == "projector":
            return Visitor("projector", rooms().look(code))
        if not ticket() and not has_answered():
            return Visitor("door", problem="One moment: the room is being opened ...", waiting=True)
        if (given := rooms().join(code, ticket())) != ticket():
            keep_ticket(given)
            SETTINGS.put(room=code)
            st.rerun()
        return Visitor("pupil", rooms().look(code, ticket=ticket()))
    except JoinLaterError as error:
        return Visitor("door", problem=str(error), waiting=True)
    except RoomError as error:
        return Visitor("door", problem=str(error))


def ask_anew() -> None:
    """Somebody has pressed the button: a code that was refused is tried once more; in a callback."""
    st.session_state.pop(_REFUSED, None)


def open_room() -> None:
    """Open a room, as its teacher; in a callback."""
    try:
        code, secret = rooms().open()
    except RoomError as error:
        st.session_state[_REFUSED] = ("", str(error))
        return
    keep_teacher(code, secret)
    SETTINGS.put(room="", view="class")


def leave() -> None:
    """Leave the room, as a pupil; in a callback."""
    rooms().leave(ticket())
    SETTINGS.put(room="")


def refused_to_open() -> str:
    """Why a room could not be opened; "" if it could."""
    typed, problem = st.session_state.get(_REFUSED, ("", ""))
    return "" if typed else problem


def _find(typed: str) -> str:
    """The code of a room; a wrong one that is only drawn again does not count again."""
    before, problem = st.session_state.get(_REFUSED, (None, ""))
    if before == typed:
        raise RoomError(problem)
    try:
        return rooms().find(typed, st.context.ip_address or "this machine")
    except RoomError as error:
        st.session_state[_REFUSED] = (typed, str(error))
        raise


def _take_secret() -> None:
    """Take the teacher's link out of the address, and keep it in the browser."""
    secret = SETTINGS.value("secret")
    if not secret:
        return
    code = SETTINGS.value("room").upper()
    if rooms().is_teacher(code, secret):
        keep_teacher(code, secret)
        SETTINGS.put(room="", view="class")
    else:
        SETTINGS.refuse("secret", secret, "the link that the teacher of this room was given")
    SETTINGS.put(secret="")
