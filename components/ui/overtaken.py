"""A click is answered, whatever the browser tells right after it.

A browser tells much by itself: how high a window is, that a film has ended. Streamlit takes the newest
message for the only one: the callback of a click dies at the next thing that it reads, and another page that
was asked for is forgotten. Where a click waits for its turn, as with a class, that is no rare case.
`runner.fastReruns = false` in .streamlit/config.toml has it put messages together that wait for the same run.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import Any

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.state.safe_session_state import SafeSessionState

IN_FLIGHT = 0.25  # seconds after a page has begun in which the browser may still tell of the last one
AWAITED = 10.0  # seconds after which a page that has not begun is not waited for: its run has failed
_PAGE, _TURN = "_layerwise_page", "_layerwise_turn"  # attributes of a session
_request_rerun = AppSession.request_rerun
_answer = SafeSessionState.on_script_will_rerun
_here = threading.local()


@dataclass
class _Turn:
    """From one page to another, as the browser asked for it or a script."""

    left: str
    page: str
    query: str
    is_history: bool
    asked: float
    began: float | None = None

    @property
    def is_new(self) -> bool:
        """Whether the browser may not know of the page yet."""
        now = time.monotonic()
        return now - self.asked < AWAITED if self.began is None else now - self.began < IN_FLIGHT


def answer_first() -> None:
    """Apply these mends to this process."""
    AppSession.request_rerun = request_rerun
    SafeSessionState.on_script_will_rerun = answer


def request_rerun(self: AppSession, client_state: ClientState | None) -> None:
    """Ask for a run; a page that was asked for just now stays the one that is drawn."""
    if client_state is not None:
        keep_page(self, client_state)
    _request_rerun(self, client_state)


def keep_page(session: AppSession, asked: ClientState) -> None:
    """Take note of a turn to another page, and change what is asked if it comes from the page before."""
    held = vars(session)
    shown, turn = held.get(_PAGE), held.get(_TURN)
    page = asked.page_script_hash
    if not page:  # asked for by its name: a browser that has loaded the app just now shows no page yet
        held[_PAGE] = held[_TURN] = None
    if turn is not None and page == turn.left and turn.is_new and not asked.is_history_navigation:
        asked.page_script_hash, asked.query_string = turn.page, turn.query
        asked.is_history_navigation = turn.is_history
    elif page == shown:
        held[_TURN] = turn if turn is not None and turn.page == page else None
    elif page and shown:
        held[_TURN] = _Turn(shown, page, asked.query_string, asked.is_history_navigation, time.monotonic())


def begun(session: AppSession, page: str, query: str) -> None:
    """Take note that a run of a page has begun; a script may have turned to it by itself."""
    held = vars(session)
    shown, held[_PAGE] = held.get(_PAGE), page
    turn = held.get(_TURN)
    if turn is not None and turn.page == page:
        if turn.began is None:
            turn.began = time.monotonic()
    elif shown and shown != page and (turn is None or turn.began is not None):
        now = time.monotonic()
        held[_TURN] = _Turn(shown, page, query, False, now, began=now)


def is_answering() -> bool:
    """Whether this thread applies what the browser has sent, and runs the callbacks for it."""
    return getattr(_here, "answers", False)


def answer(self: SafeSessionState, *states: Any, **replayed: Any) -> None:
    """Apply what the browser has sent; nothing interrupts that."""
    _here.answers = True
    try:
        _answer(self, *states, **replayed)
    finally:
        _here.answers = False
