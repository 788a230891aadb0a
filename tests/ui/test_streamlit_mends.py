"""The mends change how often Streamlit computes something, and nothing that scripts and browsers see."""

import asyncio
import threading
from types import SimpleNamespace

import pytest
import streamlit
import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.scriptrunner import RerunData, RerunException, StopException
from streamlit.runtime.scriptrunner.script_runner import ScriptRunnerEvent
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.runtime.state import session_state_proxy
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.state.session_state import SessionState

from components.ui import streamlit_mends as mends
from tests.ui import apart

DRAWN, ENDED = ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS
SECTIONS = ["theme", *(f"theme.{name}" for name in ("light", "dark", "sidebar", "light.sidebar"))]


def test_they_are_for_the_version_that_is_pinned():
    assert streamlit.__version__ == mends.VERSION, "has Streamlit mended it?"


def test_the_theme_is_the_same():
    wanted, found = CustomThemeConfig(), [CustomThemeConfig(), CustomThemeConfig()]
    for section in SECTIONS:
        within = section.split(".")[1:]
        mends._populate_theme(_part(wanted, within), section)
        for message in found:  # the second time from memory
            mends.populate_theme(_part(message, within), section)
    assert wanted.light.primary_color
    assert found == [wanted, wanted]


def _part(message, names):
    for name in names:
        message = getattr(message, name)
    return message


def test_the_state_is_the_same():
    state = SessionState()
    state["a"], state["b"] = 1, None
    found = mends.StateByKey(state)
    assert dict(found) == mends._whole_state(state) == {"a": 1, "b": None}
    assert ("a" in found, "c" in found, found["b"], len(found)) == (True, False, None, 2)


def test_what_a_session_holds_is_found_as_streamlit_finds_it(monkeypatch):
    state, asked = SessionState(), []
    state["new"], state["none"] = 1, None
    state._old_state["old"] = 2
    state._key_id_mapper["widget"] = "$$ID-1-widget"
    state._old_state["$$ID-1-widget"] = 3
    state._key_id_mapper["gone"] = "$$ID-2-gone"
    held = SafeSessionState(state, lambda: asked.append(1))
    monkeypatch.setattr(mends, "get_session_state", lambda: held)
    monkeypatch.setattr(session_state_proxy, "get_session_state", lambda: held)
    for key in ("new", "none", "old", "widget"):
        wanted = mends._state_item(st.session_state, key)
        assert mends.state_item(st.session_state, key) == wanted == mends.state_get(st.session_state, key)
        assert mends.state_contains(st.session_state, key)
    for key in ("gone", "unknown"):
        assert not mends.state_contains(st.session_state, key)
        assert mends.state_get(st.session_state, key, 7) == 7
        with pytest.raises(KeyError, match=key):
            mends.state_item(st.session_state, key)
    with pytest.raises(StreamlitAPIException):
        mends.state_get(st.session_state, "$$ID-1-widget")
    assert len(asked) >= 12, "a script that has to stop is not told"


def test_a_script_that_has_to_stop_is_stopped_by_the_next_thing_that_it_does():
    runner = SimpleNamespace(
        _script_thread=threading.current_thread(),
        _execing=True,
        _requests=ScriptRequests(),
        _is_in_script_thread=lambda: True,
        _get_script_run_ctx=lambda: SimpleNamespace(parallel_coordinator=None),
    )
    runner._requests.request_rerun(RerunData())
    runner._requests.on_scriptrunner_ready()
    mends.handle_requests(runner)  # nothing is asked of it
    runner._requests.request_rerun(RerunData())
    with pytest.raises(RerunException):
        mends.handle_requests(runner)
    runner._requests.request_stop()
    with pytest.raises(StopException):
        mends.handle_requests(runner)
    runner._execing = False
    mends.handle_requests(runner)  # it is over


class Session:
    """Stands for a session of Streamlit: notes what it handles, fails at "bad"."""

    def __init__(self):
        self.handled, self.calls, self.timers = [], [], []
        self._event_loop = SimpleNamespace(call_later=lambda _, callback: self.timers.append(callback))

    def _call_soon_on_event_loop(self, callback):
        self.calls.append(callback)

    def _handle_scriptrunner_event_on_event_loop(self, message, *, event):
        self.handled.append(message)
        if message == "bad":
            raise ValueError(message)


def test_what_a_script_draws_waits_a_moment_and_its_end_does_not():
    session = Session()
    for message in ("a", "b"):
        mends.hand_over(session, message, event=DRAWN)
    session.calls.pop()()
    assert (session.handled, session.calls, len(session.timers)) == ([], [], 1)
    session.timers.pop()()
    assert session.handled == ["a", "b"]
    mends.hand_over(session, "c", event=DRAWN)
    mends.hand_over(session, "end", event=ENDED)
    while session.calls:
        session.calls.pop()()
    assert session.handled == ["a", "b", "c", "end"]
    mends.hand_over(session, "d", event=DRAWN)  # of the next run, while the timer of the last one stands
    for callback in [*session.timers, *session.calls]:
        callback()
    assert session.handled[-1] == "d"


def test_messages_are_handled_in_order_and_none_is_lost():
    session = Session()
    for message in ("a", "bad", "b"):
        mends.hand_over(session, message, event=DRAWN)
    session.calls.pop()()
    with pytest.raises(ValueError, match="bad"):
        session.timers.pop()()
    mends.hand_over(session, "c", event=DRAWN)  # while the rest waits
    assert len(session.calls) == 1
    session.calls.pop()()
    assert session.handled == ["a", "bad", "b", "c"]
    assert session.calls == []


def test_many_threads_hand_over_while_it_works():
    session, working = Session(), threading.Event()
    session._event_loop = loop = asyncio.new_event_loop()
    session._call_soon_on_event_loop = loop.call_soon_threadsafe
    serving = threading.Thread(target=loop.run_forever)
    serving.start()

    def script(name):
        working.wait()
        for number in range(500):
            mends.hand_over(session, (name, number), event=ENDED if number % 50 == 49 else DRAWN)

    scripts = [threading.Thread(target=script, args=(name,)) for name in "abcd"]
    for thread in scripts:
        thread.start()
    working.set()
    for thread in scripts:
        thread.join()
    asyncio.run_coroutine_threadsafe(_all_handled(session, 2000), loop).result(30)
    loop.call_soon_threadsafe(loop.stop)
    serving.join()
    loop.close()
    for name in "abcd":
        assert [number for whose, number in session.handled if whose == name] == list(range(500))


def test_all_that_a_browser_is_sent_is_sent_in_order():
    sent, queue = [], ForwardMsgQueue()
    messages = [ForwardMsg(script_finished=0, hash=str(number)) for number in range(2 * mends.TOGETHER + 1)]
    for message in messages:
        queue.enqueue(message)
    session = SimpleNamespace(client=SimpleNamespace(write_forward_msg=sent.append), script_run_count=0)
    together = mends.flush_together(SimpleNamespace(_browser_queue=queue))
    assert [len(some) for some in together] == [mends.TOGETHER, mends.TOGETHER, 1]
    for some in together:
        mends.send_together(None, session, some)
    assert (sent, session.script_run_count) == (messages, len(messages))
    assert mends.flush_together(SimpleNamespace(_browser_queue=queue)) == []


async def _all_handled(session, count):
    while len(session.handled) < count:
        await asyncio.sleep(0)


def test_the_sending_loop_is_woken_from_every_thread():
    async def wait(wake):
        objects = SimpleNamespace(eventloop=asyncio.get_running_loop(), need_send_data=asyncio.Event())
        wake(SimpleNamespace(_get_async_objs=lambda: objects))
        await asyncio.wait_for(objects.need_send_data.wait(), 30)

    apart.run(wait(mends.wake_once))
    apart.run(wait(lambda runtime: threading.Thread(target=mends.wake_once, args=(runtime,)).start()))


def test_nobody_is_told_by_mistake_that_there_is_no_such_page(monkeypatch):
    monkeypatch.setattr(mends.PagesManager, "uses_pages_directory", None)
    mends.mend_streamlit()
    assert not mends.PagesManager("app.py").uses_pages_directory  # though there is a folder pages/
