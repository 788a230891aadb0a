"""What answers a browser that asks whether its room has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse

from components.ui.room.rooms import FOLDER, Versions, rooms
from tests.ui import apart


async def _get(path: str) -> tuple[str, str]:
    """What is answered, and whether the browser may keep it."""
    messages = []

    async def send(message) -> None:
        messages.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": []}
    await Versions(PlainTextResponse("the app"))(scope, None, send)
    return messages[1]["body"].decode(), dict(messages[0]["headers"]).get(b"cache-control", b"").decode()


def test_the_version_is_said_below_any_base_path_and_other_requests_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAYERWISE_ROOMS", str(tmp_path))
    rooms.clear()
    code, _ = rooms().open()
    for base in ("", "/school/lab"):
        bell = rooms().bell(code)
        assert apart.run(_get(f"{base}/{FOLDER}/{bell}")) == (str(rooms().version(code)), "no-store")
        assert apart.run(_get(f"{base}/{FOLDER}/{code}"))[0] == "-1"
        assert apart.run(_get(f"{base}/classroom")) == ("the app", "")
    rooms.clear()
