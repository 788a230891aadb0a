"""Sends the style of all pages, and which code they need, within the page that a browser asks for first.

A script's own `<style>` comes with what it draws, and is drawn when the code for it has been fetched; by then
the head stands elsewhere, and everything jumps. So serve.py puts the style into the page; where another
server shows app.py, the script draws it as ever. The code of the usual widgets is fetched with the rest:
otherwise each has a placeholder of another height at first.
"""

from __future__ import annotations

import gzip
import re
from functools import cached_property
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.ui.kit.appearance import appearance
from components.ui.kit.component import room_style
from components.ui.kit.frame import FRAME

CODE = Path(st.__file__).parent / "static/static/js"
WIDGETS = (  # Streamlit's names for what most pages have
    *("Html", "BidiComponent", "Button", "ButtonGroup", "Checkbox", "MenuButton", "PageLink"),
    *("Slider", "Selectbox", "NumberInput"),
)
_IMPORTED = re.compile(r"""(?:from|import)\s*["'`]\./([\w.-]+\.js)["'`]""")
_END = b"</body>"  # after Streamlit's own styles, which it overrules
_UNASKED = {b"if-none-match", b"if-modified-since", b"range", b"accept-encoding"}
_sends_style: list[ASGIApp] = []  # the servers of this process that do


def draw_style() -> None:
    """Draw the style, unless the server has sent it."""
    if not _sends_style:
        st.html(style())


def style() -> str:
    """The style of all pages, as HTML."""
    return f"<style>{FRAME.read_text(encoding='utf-8')}\n{appearance()}\n{room_style()}</style>"


def code() -> list[str]:
    """The files with the code of the usual widgets and all that they import."""
    found: list[str] = []
    waiting = [path.name for widget in WIDGETS for path in CODE.glob(f"{widget}.*.js")]
    while waiting:
        name = waiting.pop(0)
        if name not in found and (CODE / name).exists():
            found.append(name)
            waiting += _IMPORTED.findall((CODE / name).read_text(encoding="utf-8"))
    return found


class Styled:
    """ASGI middleware around a Streamlit app."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        _sends_style.append(self)

    @cached_property
    def _more(self) -> bytes:
        """What is put into the page; made when every component has been declared."""
        links = (f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in code())
        return (style() + "".join(links)).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self._app(scope, receive, send)
            return
        messages: list[Message] = []

        async def take(message: Message) -> None:
            messages.append(message)

        # The page is wanted as it is, and whole: a browser that has it asks whether it has changed, but the
        # style in it may have.
        asked = [(name, value) for name, value in scope["headers"] if name not in _UNASKED]
        await self._app({**scope, "headers": asked}, receive, take)
        start = messages[0]
        body = b"".join(message.get("body", b"") for message in messages[1:])
        if "text/html" in Headers(raw=start["headers"]).get("content-type", "") and _END in body:
            messages = self._styled(start, body, Headers(scope=scope).get("accept-encoding", ""))
        for message in messages:
            await send(message)

    def _styled(self, start: Message, body: bytes, accepted: str) -> list[Message]:
        body = body.replace(_END, self._more + _END, 1)
        headers = MutableHeaders(raw=list(start["headers"]))
        for name in ("etag", "last-modified", "accept-ranges"):
            del headers[name]
        if "gzip" in accepted:
            body = gzip.compress(body, mtime=0)
            headers["content-encoding"] = "gzip"
            headers.add_vary_header("Accept-Encoding")
        headers["content-length"] = str(len(body))
        return [{**start, "headers": headers.raw}, {"type": "http.response.body", "body": body}]
