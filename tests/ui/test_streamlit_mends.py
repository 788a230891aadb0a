"""The mends change how often Streamlit computes something, and nothing that scripts and browsers see."""

import asyncio
import threading
from types import SimpleNamespace

import pytest
import streamlit
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime.state.session_state import SessionState

from components.ui import streamlit_mends as mends
from tests.ui import apart

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


class Session:
    """Stands for a session of Streamlit: notes what it handles, fails at "bad"."""

    def __init__(self):
        self.handled, self.calls = [], []

    def _call_soon_on_event_loop(self, callback):
        self.calls.append(callback)

    def _handle_scriptrunner_event_on_event_loop(self, message):
        self.handled.append(message)
        if message == "bad":
            raise ValueError(message)


def test_messages_are_handled_in_order_and_none_is_lost():
    session = Session()
    for message in ("a", "bad", "b"):
        mends.hand_over(session, message)
    assert len(session.calls) == 1
    with pytest.raises(ValueError, match="bad"):
        session.calls.pop()()
    mends.hand_over(session, "c")  # while the rest waits
    assert len(session.calls) == 1
    session.calls.pop()()
    assert session.handled == ["a", "bad", "b", "c"]
    mends.hand_over(session, "d")
    session.calls.pop()()
    assert (session.handled[-1], session.calls) == ("d", [])


def test_many_threads_hand_over_while_it_works():
    session, working = Session(), threading.Event()
    loop = asyncio.new_event_loop()
    session._call_soon_on_event_loop = loop.call_soon_threadsafe
    serving = threading.Thread(target=loop.run_forever)
    serving.start()

    def script(name):
        working.wait()
        for number in range(500):
            mends.hand_over(session, (name, number))

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
