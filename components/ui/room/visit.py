"""Which room this visit is in, and as what: what the browser keeps, and what the session knows of it.

The ticket of a pupil and the link of a teacher are kept in the browser's localStorage by a component that
app.py draws on every page. So a reload, a tab that was closed and a phone that slept change nothing. A
browser that has never been in a room is asked nothing and costs nothing.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping

import streamlit as st

from components.rooms.room import RoomError
from components.rooms.table import Look
from components.ui.kit.component import component
from components.ui.room.rooms import rooms

_KEY = "_room"
_SESSION, _FOUND, _TICKET, _TEACHER, _MOVES, _WRITE = (
    f"_room.{name}" for name in ("session", "found", "ticket", "teacher", "moves", "write")
)
_browser = component("room/browser")


def read_browser(*, ask: bool) -> None:
    """Hear what the browser keeps, and give it what it has to keep; to be called before the page.

    Args:
        ask: whether the page has to know that the browser keeps nothing, too.
    """
    session = st.session_state.setdefault(_SESSION, secrets.token_hex(8))
    with st.container(key="room_browser"):
        st.html("<style>div:has(> .st-key-room_browser) { position: absolute; }</style>")  # takes no room
        data = {"ask": ask, "write": st.session_state.get(_WRITE, {}), "session": session}
        given = _browser(key=_KEY, data=data, height=1, on_kept_change=lambda: None)
    kept = getattr(given, "kept", None)
    if isinstance(kept, Mapping) and kept.get("session") == session and _FOUND not in st.session_state:
        st.session_state[_FOUND] = True
        for state in (_TICKET, _TEACHER):
            value = kept.get(state.rpartition(".")[2])
            if isinstance(value, str) and value and state not in st.session_state:
                st.session_state[state] = value


def has_answered() -> bool:
    """Whether the browser has said what it keeps."""
    return _FOUND in st.session_state


def ticket() -> str:
    """The ticket of this browser; "" if it has none."""
    return st.session_state.get(_TICKET, "")


def keep_ticket(given: str) -> None:
    """Keep a ticket, in the browser too."""
    _keep(_TICKET, given)


def teaches() -> tuple[str, str]:
    """Code and secret of the room that this browser opened; two "" if it did not, or the room is gone."""
    code, _, secret = st.session_state.get(_TEACHER, "").partition(".")
    return (code, secret) if rooms().is_teacher(code, secret) else ("", "")


def keep_teacher(code: str, secret: str) -> None:
    """Keep what drives a room, in the browser too; two "" to forget it."""
    _keep(_TEACHER, f"{code}.{secret}" if code else "")


def look_as_pupil() -> Look | None:
    """The room that this browser is in, as a pupil; None if it is in none."""
    code = rooms().room_of(ticket())
    if not code:
        return None
    try:
        look = rooms().look(code, ticket=ticket())
    except RoomError:
        return None
    return look if look.you is not None else None


def is_taken_along(look: Look) -> bool:
    """Whether the teacher has taken the class somewhere since this visit looked last."""
    seen = st.session_state.setdefault(_MOVES, {})
    before = seen.setdefault(look.code, look.moves)
    seen[look.code] = look.moves
    return look.moves > before


def _keep(state: str, value: str) -> None:
    st.session_state[state] = value
    written = st.session_state.get(_WRITE, {})
    name = state.rpartition(".")[2]
    # Higher than any before, also than those of a server that was started anew since.
    number = max(written.get("number", 0) + 1, time.time_ns() // 1_000_000)
    st.session_state[_WRITE] = {**written, name: value, "number": number}
