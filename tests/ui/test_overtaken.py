"""Which page a message of a browser is for, while another one has been asked for."""

from types import SimpleNamespace

import pytest
from streamlit.proto.ClientState_pb2 import ClientState

from components.ui import overtaken


@pytest.fixture
def clock(monkeypatch):
    clock = SimpleNamespace(now=100.0)
    monkeypatch.setattr(overtaken.time, "monotonic", lambda: clock.now)
    return clock


@pytest.fixture
def session():
    session = SimpleNamespace()
    overtaken.begun(session, "a", "")
    return session


def asked(session, page, query="", *, is_history=False):
    message = ClientState(page_script_hash=page, query_string=query, is_history_navigation=is_history)
    overtaken.keep_page(session, message)
    return message.page_script_hash, message.query_string


def test_what_the_page_before_tells_does_not_lead_back_to_it(clock, session):
    assert asked(session, "b", "x=1") == ("b", "x=1")
    assert asked(session, "a", "y=2") == ("b", "x=1")  # it waits for its turn
    overtaken.begun(session, "b", "x=1")
    assert asked(session, "a") == ("b", "x=1")  # on its way when the page began
    clock.now += 2 * overtaken.IN_FLIGHT
    assert asked(session, "a") == ("a", "")  # a hand that goes back


def test_back_leads_back(clock, session):
    asked(session, "b")
    assert asked(session, "a", is_history=True) == ("a", "")
    assert asked(session, "a") == ("a", "")


def test_a_page_whose_run_has_failed_is_not_waited_for(clock, session):
    asked(session, "b")
    clock.now += 2 * overtaken.AWAITED
    assert asked(session, "a") == ("a", "")


def test_a_script_that_turns_to_another_page_is_not_called_back_either(clock, session):
    overtaken.begun(session, "b", "x=1")  # by st.switch_page: the browser has not asked for it
    assert asked(session, "a", "y=2") == ("b", "x=1")
    overtaken.begun(session, "c", "z=3")
    assert asked(session, "b", "x=1") == ("c", "z=3")
    clock.now += 2 * overtaken.IN_FLIGHT
    assert asked(session, "b") == ("b", "")


def test_a_page_that_is_asked_for_by_its_name_is_the_first_one(clock, session):
    asked(session, "")
    overtaken.begun(session, "b", "")
    assert asked(session, "a") == ("a", "")
