"""Streamlit's code goes out compressed, once and rightly; everything else goes out as it is."""

from __future__ import annotations

import asyncio
import gzip

import pytest
from starlette.responses import Response

from components.ui.compression import Compressed
from tests.ui import apart

CODE = b"export default 1;\n" * 500
GZIP = ((b"accept-encoding", b"gzip, deflate, br"),)
ASKED = "/base/static/js/index.js"


class Site:
    """A server with one file, behind the middleware, that counts how often it is asked for it."""

    def __init__(self) -> None:
        self.asked = 0
        self.app = Compressed(self._answer)

    async def _answer(self, scope, receive, send) -> None:
        self.asked += 1
        await asyncio.sleep(0)
        found = scope["path"].endswith("index.js")
        kind = "application/javascript" if found else "text/html"
        headers = {"cache-control": "immutable", "accept-ranges": "bytes"}
        await Response(CODE, media_type=kind, headers=headers)(scope, receive, send)

    async def get(self, path: str, headers=GZIP) -> tuple[dict[str, str], bytes]:
        messages = []

        async def send(message) -> None:
            messages.append(message)

        await self.app({"type": "http", "method": "GET", "path": path, "headers": headers}, None, send)
        named = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
        return named, b"".join(message.get("body", b"") for message in messages[1:])


def test_a_class_that_opens_a_page_at_once_has_it_compressed_once() -> None:
    site = Site()

    async def together() -> list:
        return await asyncio.gather(*(site.get(ASKED) for _ in range(30)))

    for headers, body in apart.run(together()):
        assert gzip.decompress(body) == CODE
        assert int(headers["content-length"]) == len(body) < len(CODE) / 10
        assert headers["content-encoding"] == "gzip"
        assert headers["vary"] == "Accept-Encoding"
        assert headers["cache-control"] == "immutable"
        assert "accept-ranges" not in headers
    assert site.asked == 1


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (ASKED, ()),  # a client that does not unpack
        (ASKED, (*GZIP, (b"range", b"bytes=0-9"))),
        (ASKED, (*GZIP, (b"if-none-match", b'"1"'))),
        ("/static/js/missing.js", GZIP),  # answered with the page itself
        ("/app/static/index.js", GZIP),  # ours
        ("/static/media/index.woff2", GZIP),
        ("/", GZIP),
    ],
)
def test_everything_else_is_passed_on(path: str, headers: tuple) -> None:
    site = Site()
    for times in (1, 2):
        named, body = apart.run(site.get(path, headers))
        assert body == CODE
        assert "content-encoding" not in named
        assert site.asked == times
