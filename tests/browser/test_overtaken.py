"""What a browser tells right after a click does not take the place of the click; no browser is needed."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.benchmarks.visitor import Visitor

TIMES = 5  # how the messages meet the server's threads differs from time to time


async def _come_to_rest(visitor: Visitor) -> None:
    """Wait for the answer to a message after which nothing was sent."""
    while not visitor._ended.empty():
        visitor._ended.get_nowait()
    await visitor._ask()


async def _clicks(address: str) -> list[str]:
    """The addresses after Reset was pressed."""
    left = []
    for _ in range(TIMES):
        visitor = await Visitor(address).connect()
        await visitor.open("hidden_layers", "hidden_layers.units_1=3")
        assert visitor._query == "hidden_layers.units_1=3"
        reset = visitor.control("hidden_layers.reset").proto.id
        await visitor._send("", WidgetState(id=reset, trigger_value=True))
        await visitor._send()  # what the browser tells by itself
        await _come_to_rest(visitor)
        left.append(visitor._query)
        assert visitor.exceptions == []
        await visitor.leave()
    return left


async def _turns(address: str) -> list[bool]:
    """Whether the page was shown that was asked for first."""
    shown = []
    for _ in range(TIMES):
        visitor = await Visitor(address).connect()
        await visitor.open("plans")
        plans = visitor._hash
        await visitor.open("parameters", "parameters.outputs=2")
        left, visitor._hash = visitor._hash, plans
        await visitor._send()
        visitor._hash = left
        await visitor._send()  # of the page that is left, which is still on the screen
        await asyncio.wait_for(visitor._ended.get(), 30)
        await _come_to_rest(visitor)  # at the page that the server has told of
        shown.append(visitor._hash == plans)
        await visitor.leave()
    return shown


def _run(visit: Coroutine[Any, Any, list]) -> list:
    """In a thread: the browser of the other tests has a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, visit).result()


@pytest.fixture
def address(app_url: str) -> str:
    return app_url.removeprefix("http://")


def test_a_click_is_answered(address: str) -> None:
    assert _run(_clicks(address)) == [""] * TIMES


def test_a_page_that_is_asked_for_is_shown(address: str) -> None:
    assert _run(_turns(address)) == [True] * TIMES
