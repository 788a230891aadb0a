"""A laptop that was closed for a while comes back to what it had."""

from __future__ import annotations

import asyncio
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.benchmarks.visitor import Visitor

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"


def test_a_visit_whose_connection_was_lost_goes_on(app_url: str) -> None:
    async def visit() -> tuple[float, float]:
        visitor = await Visitor(app_url.removeprefix("http://")).connect()
        await visitor.open("hidden_layers", "hidden_layers.epochs=40")
        await visitor.open("parameters")  # so that the session alone knows the 40
        await visitor.leave()
        await visitor.connect()
        await visitor.open("hidden_layers")
        again = epochs(visitor)
        await visitor.leave()
        stranger = await Visitor(app_url.removeprefix("http://")).connect()
        await stranger.open("hidden_layers")
        other = epochs(stranger)
        await stranger.leave()
        return again, other

    with ThreadPoolExecutor() as threads:  # this one may have a loop already, that of the browser
        again, other = threads.submit(asyncio.run, visit()).result(120)
    assert again == 40
    assert other != 40


def epochs(visitor: Visitor) -> float:
    """What the control of this page shows."""
    return next(
        control.proto.value if control.proto.set_value else control.proto.default
        for control in visitor.controls.values()
        if control.key == "hidden_layers.epochs"
    )


def test_a_visit_is_kept_for_longer_than_a_break() -> None:
    seconds = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["server"]["disconnectedSessionTTL"]
    assert seconds >= 20 * 60
