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


async def _clicks(address: str) -> list[str]:
    """The addresses after Reset was pressed."""
    left = []
    for _ in range(TIMES):
        visitor = await Visitor(address).connect()
        await visitor.open("hidden_layers", "hidden_layers.units_1=3")
        assert visitor.query == "hidden_layers.units_1=3"
        reset = visitor.control("hidden_layers.reset").proto.id
        await visitor.send("", WidgetState(id=reset, trigger_value=True))
        await visitor.send()  # what the browser tells by itself
        await visitor.ask()
        left.append(visitor.query)
        assert visitor.exceptions == []
        await visitor.leave()
    return left


async def _turns(address: str) -> list[bool]:
    """Whether the page was shown that was asked for first."""
    shown = []
    for _ in range(TIMES):
        visitor = await Visitor(address).connect()
        await visitor.open("plans")
        plans = visitor.shown
        await visitor.open("parameters", "parameters.outputs=2")
        left, visitor.shown = visitor.shown, plans
        await visitor.send()
        visitor.shown = left
        await visitor.send()  # of the page that is left, which is still on the screen
        await visitor.answered()
        await visitor.ask()  # of the page that the server has told of
        shown.append(visitor.shown == plans)
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
