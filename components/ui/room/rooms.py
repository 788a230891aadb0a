"""The rooms of this process, and what answers a browser that asks whether one has changed.

serve.py puts the answer in front of Streamlit, so this imports nothing that draws.
"""

from __future__ import annotations

import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from components.rooms.store import RoomStore
from components.rooms.table import RoomTable
from components.ui.kit.start import at_start

FOLDER = "room_version"  # the last but one of the path, also below a base path


@at_start
@st.cache_resource(show_spinner=False)
def rooms() -> RoomTable:
    """The one table of rooms of this process."""
    return RoomTable(RoomStore())


class Versions:
    """ASGI middleware around a Streamlit app: says the version of a room to who knows its bell."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        folder, _, bell = scope.get("path", "").rpartition("/")
        if scope["type"] == "http" and folder.endswith(f"/{FOLDER}"):
            version = str(rooms().version_of_bell(bell))
            await PlainTextResponse(version, headers={"cache-control": "no-store"})(scope, receive, send)
            return
        await self._app(scope, receive, send)
