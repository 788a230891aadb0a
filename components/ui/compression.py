"""Sends Streamlit's own code compressed: a page with Plotly weighs 10 MB as it stands, and 3 MB so.

Streamlit sends these files as they are, since compressing them at each request would cost more than it saves.
Here each is compressed once, when it is first asked for, and kept: some 6 MB if all of them are.
"""

from __future__ import annotations

import asyncio
import gzip
from collections import defaultdict

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOLDER = "/static/"  # below a base path, too
OURS = "/app/static/"  # these few Streamlit compresses itself
KINDS = {".js": "javascript", ".css": "css"}
LEVEL = 6


class Compressed:
    """ASGI middleware around a Streamlit app."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[str, list[Message]] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if not _may_be_compressed(scope):
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if path not in self._kept:
            async with self._locks[path]:  # a class opens the page: it is compressed for the first of them
                messages = self._kept.get(path) or await self._fetched(scope, receive)
            self._locks.pop(path, None)
        else:
            messages = self._kept[path]
        for message in messages:
            await send(message)

    async def _fetched(self, scope: Scope, receive: Receive) -> list[Message]:
        """The app's answer; compressed and kept, if it is the file."""
        messages: list[Message] = []

        async def take(message: Message) -> None:
            messages.append(message)

        await self._app(scope, receive, take)
        start = messages[0]
        kind = Headers(raw=start["headers"]).get("content-type", "")
        if start["status"] != 200 or KINDS[_ending(scope["path"])] not in kind:
            return messages
        body = b"".join(message.get("body", b"") for message in messages[1:])
        small = await asyncio.to_thread(gzip.compress, body, LEVEL, mtime=0)
        headers = MutableHeaders(raw=list(start["headers"]))
        headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(small))
        headers.add_vary_header("Accept-Encoding")
        del headers["accept-ranges"]
        kept: list[Message] = [
            {**start, "headers": headers.raw},
            {"type": "http.response.body", "body": small},
        ]
        self._kept[scope["path"]] = kept
        return kept


def _may_be_compressed(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    path, headers = scope["path"], Headers(scope=scope)
    return (
        FOLDER in path
        and OURS not in path
        and _ending(path) in KINDS
        and "gzip" in headers.get("accept-encoding", "")
        and not {"range", "if-none-match", "if-modified-since"} & set(headers.keys())
    )


def _ending(path: str) -> str:
    return path[path.rfind(".") :]
