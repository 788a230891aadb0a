"""What Streamlit 1.67 does over and over, done once; scripts that take turns; no mistaken "Page not found".

The first four were a third of what the server computes for a moved control besides the page itself; what a
script or a browser is told does not change by them. Each stands until Streamlit mends it; with another
version of Streamlit none is applied, and a test says so.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Any

import streamlit
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.state.session_state import SessionState

from components.ui.turns import Turns

VERSION = "1.67.0"
_populate_theme = app_session._populate_theme_msg
_whole_state = SessionState.filtered_state.fget
_enqueued_some_message = Runtime._enqueued_some_message
_on_event = AppSession._on_scriptrunner_event  # the run under way holds it weakly: it has to stay alive
_run_script = ScriptRunner._run_script
_turns = Turns()
_handing_over = Lock()
_themes: tuple[Any, dict[str, CustomThemeConfig]] = (None, {})


def mend_streamlit() -> None:
    """Apply the mends to this process."""
    if streamlit.__version__ != VERSION:
        return
    app_session._populate_theme_msg = populate_theme
    SessionState.filtered_state = property(StateByKey)
    AppSession._on_scriptrunner_event = hand_over
    Runtime._enqueued_some_message = wake_once
    ScriptRunner._run_script = run_in_turn
    # Beside app.py there is a folder pages/: until the first `st.navigation` has run, Streamlit would look
    # for pages there and tell everybody who comes meanwhile by a deep link that there is no such page.
    PagesManager.uses_pages_directory = False


def populate_theme(message: CustomThemeConfig, section: str = "theme") -> None:
    """Every run sends the theme: all options of the configuration are gone through, six times."""
    global _themes
    options = config.get_config_options()
    if _themes[0] is not options:  # the configuration was read anew
        _themes = (options, {})
    known = _themes[1]
    if section not in known:
        made = CustomThemeConfig()
        _populate_theme(made, section)
        known[section] = made
    if known[section].ListFields():
        message.MergeFrom(known[section])


class StateByKey(Mapping[str, Any]):
    """What a session holds, by key. Every number input, slider and list made all of it to ask for one."""

    def __init__(self, state: SessionState) -> None:
        self._state = state

    def __getitem__(self, key: str) -> Any:
        return self._state[key]

    def __iter__(self) -> Iterator[str]:
        return iter(_whole_state(self._state))

    def __len__(self) -> int:
        return len(_whole_state(self._state))

    def __repr__(self) -> str:
        return repr(_whole_state(self._state))


def hand_over(self: AppSession, *args: Any, **kwargs: Any) -> None:
    """A script hands its messages to the server's thread; it wakes it for the first of many, not for each."""
    with _handing_over:
        waiting = self.__dict__.setdefault("_layerwise_waiting", deque())
        first = not waiting  # otherwise the server's thread is told already, or at work
        waiting.append((args, kwargs))
    if first:
        self._call_soon_on_event_loop(lambda: _take_over(self, waiting))


def _take_over(session: AppSession, waiting: deque[tuple[Any, Any]]) -> None:
    """Handle what waits now; what comes meanwhile has its turn after what others wait for."""
    try:
        for _ in range(len(waiting)):
            args, kwargs = waiting[0]
            try:
                session._handle_scriptrunner_event_on_event_loop(*args, **kwargs)
            finally:
                # Only now, since an empty queue means that nobody is at work; and never while a script has
                # found the queue filled but has not put its own message there yet: nobody would take it over.
                with _handing_over:
                    waiting.popleft()
    finally:
        if waiting:
            session._call_soon_on_event_loop(lambda: _take_over(session, waiting))


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def wake_once(self: Runtime) -> None:
    """Each message wakes the loop that sends them; on the server's own thread that takes no socket."""
    objects = self._get_async_objs()
    if _running_loop() is objects.eventloop:
        objects.need_send_data.set()
    else:
        _enqueued_some_message(self)


def run_in_turn(self: ScriptRunner, *args: Any) -> None:
    """Scripts of all visitors ran at the same time: they slowed each other down, and all ended late."""
    with _turns.turn():
        _run_script(self, *args)
