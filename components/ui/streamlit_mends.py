"""What Streamlit 1.67 does over and over, done once; scripts that take turns; no click that is lost.

The theme, the state, the messages: what Streamlit does with them again and again was more than a third of
what the server computes for a moved control besides the page itself. What a script or a browser is told does
not change by these mends. Each stands until Streamlit mends it; with another version of Streamlit none is
applied, and a test says so.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator, Mapping
from threading import Lock, get_ident
from typing import Any

import streamlit
from streamlit import config
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner, ScriptRunnerEvent
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType
from streamlit.runtime.session_manager import ActiveSessionInfo
from streamlit.runtime.state.common import require_valid_user_key
from streamlit.runtime.state.session_state import SessionState
from streamlit.runtime.state.session_state_proxy import SessionStateProxy, get_session_state

from components.ui.overtaken import answer_first, begun, is_answering
from components.ui.turns import Turns
from components.ui.websocket_writes import write_together

VERSION = "1.67.0"
MOMENT = 0.005  # seconds that what a script draws may wait for what it draws next
TOGETHER = 100  # messages; a browser's queue takes 500
_ABSENT = object()  # what a session holds under a key that it does not have
_NOT_URGENT = (ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG)
_populate_theme = app_session._populate_theme_msg
_whole_state = SessionState.filtered_state.fget
_state_item = SessionStateProxy.__getitem__
_handle_requests = ScriptRunner._maybe_handle_execution_control_request
_flush_browser_queue = AppSession.flush_browser_queue
_send_message = Runtime._send_message
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
    SessionStateProxy.__getitem__ = state_item
    SessionStateProxy.__contains__ = state_contains
    SessionStateProxy.get = state_get
    ScriptRunner._maybe_handle_execution_control_request = handle_requests
    AppSession._on_scriptrunner_event = hand_over
    AppSession.flush_browser_queue = flush_together
    Runtime._send_message = send_together
    Runtime._enqueued_some_message = wake_once
    write_together()
    answer_first()
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


def state_item(self: SessionStateProxy, key: Any) -> Any:
    """A page asks for what its session holds several hundred times in a run."""
    found = _found(key)
    return _state_item(self, key) if found is _ABSENT else found  # raises what it always raises


def state_contains(self: SessionStateProxy, key: object) -> bool:
    """The same without an exception, and the sentence that it says, for a key that is not there."""
    return _found(key) is not _ABSENT


def state_get(self: SessionStateProxy, key: Any, default: Any = None) -> Any:
    """The same with a default."""
    found = _found(key)
    return default if found is _ABSENT else found


def _found(key: Any) -> Any:
    key = str(key)
    require_valid_user_key(key)
    held = get_session_state()
    held._yield_callback()
    with held._lock:
        state = held._state
        if key in state._key_id_mapper:  # a widget's
            try:
                return state[key]
            except KeyError:
                return _ABSENT
        found = state._new_session_state.get(key, _ABSENT)
        return state._old_state.get(key, _ABSENT) if found is _ABSENT else found


def handle_requests(self: ScriptRunner) -> None:
    """Each of these reads, and each message, looks whether the script shall stop; mostly it shall not."""
    thread = self._script_thread
    if thread is not None and thread.ident == get_ident():
        if not self._execing or is_answering():
            return
        parallel = self._get_script_run_ctx().parallel_coordinator
        if self._requests._state == ScriptRequestType.CONTINUE and (
            parallel is None or parallel._worker_exception is None
        ):
            return
    _handle_requests(self)


def hand_over(self: AppSession, *args: Any, **kwargs: Any) -> None:
    """A script hands its messages to the server's thread; it wakes it a few times in a run, not for each.

    Each time costs both threads: they need Python's lock in turn.
    """
    urgent = kwargs.get("event") not in _NOT_URGENT
    message = kwargs.get("forward_msg")
    if message is not None and message.HasField("navigation"):  # app.py has come to the page
        begun(self, message.navigation.page_script_hash, get_script_run_ctx().query_string)
    with _handing_over:
        waiting = self.__dict__.setdefault("_layerwise_waiting", deque())
        first = not waiting  # otherwise the server's thread is told already, or at work
        waiting.append((args, kwargs))
    if urgent:
        self._call_soon_on_event_loop(lambda: _take_over(self, waiting))
    elif first:
        self._call_soon_on_event_loop(lambda: _take_over_later(self, waiting))


def _take_over_later(session: AppSession, waiting: deque[tuple[Any, Any]]) -> None:
    session._event_loop.call_later(MOMENT, lambda: _take_over(session, waiting))


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


def flush_together(self: AppSession) -> list[list[ForwardMsg]]:
    """The sending loop lets everything else have its turn after each message; so it gets many as one."""
    messages = _flush_browser_queue(self)
    return [messages[first : first + TOGETHER] for first in range(0, len(messages), TOGETHER)]


def send_together(self: Runtime, session: ActiveSessionInfo, messages: list[ForwardMsg]) -> None:
    """Send what `flush_together` put together."""
    for message in messages:
        _send_message(self, session, message)


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
