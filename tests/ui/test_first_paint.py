"""The page that a browser asks for first has the style in it, and names the code that most pages need."""

from __future__ import annotations

import ast
import gzip
from pathlib import Path

from starlette.responses import HTMLResponse, Response

from components.ui import first_paint
from components.ui.first_paint import CODE, WIDGETS, Styled
from components.ui.kit.component import room_style
from components.ui.process import prepare
from tests.ui import apart

PAGE = "<html><body><div id=root></div></body></html>"
ACCEPTED = (b"accept", b"text/html,application/xhtml+xml")


def get(*headers: tuple[bytes, bytes], page: str = PAGE) -> tuple[dict[str, str], bytes, dict[str, str]]:
    """The headers and the body of the answer, and the headers that the app was asked with."""
    asked, messages = {}, []

    async def answer(scope, receive, send) -> None:
        asked.update({name.decode(): value.decode() for name, value in scope["headers"]})
        kind = HTMLResponse if page.startswith("<html>") else Response
        await kind(page, headers={"etag": '"1"'})(scope, receive, send)

    async def send(message) -> None:
        messages.append(message)

    scope = {"type": "http", "method": "GET", "path": "/mnist", "headers": headers}
    before = list(first_paint._sends_style)
    app = Styled(answer)
    first_paint._sends_style[:] = before  # no server of this process
    apart.run(app(scope, None, send))
    named = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
    return named, b"".join(message.get("body", b"") for message in messages[1:]), asked


def test_a_page_comes_with_its_style_whole_and_new() -> None:
    headers, body, asked = get(ACCEPTED, (b"if-none-match", b'"1"'), (b"accept-encoding", b"gzip, br"))
    assert not {"if-none-match", "accept-encoding"} & set(asked)
    assert "etag" not in headers
    assert int(headers["content-length"]) == len(body)
    text = gzip.decompress(body).decode()
    assert text.startswith("<html><body><div id=root></div><style>")
    assert text.count("</style>") == 1
    assert ".st-key-page-strip" in text
    for widget in WIDGETS:
        names = [path.name for path in CODE.glob(f"{widget}.*.js")]
        assert names, f"Streamlit has no {widget} any more"
        assert all(f"./static/js/{name}" in text for name in names)
    assert get(ACCEPTED)[1].decode() == text  # for a browser that does not unpack


def test_everything_else_is_passed_on() -> None:
    headers, body, _ = get((b"accept", b"*/*"))
    assert (headers["etag"], body.decode()) == ('"1"', PAGE)
    headers, body, _ = get(ACCEPTED, page="export default 1;")
    assert (headers["etag"], body.decode()) == ('"1"', "export default 1;")


def test_room_is_kept_for_what_is_drawn() -> None:
    """A key that no component is drawn with any more would keep room for nothing."""
    prepare()
    style = room_style()
    source = Path(first_paint.__file__).parent
    declared = {
        key.value
        for path in source.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.keyword) and call.arg == "room" and isinstance(call.value, ast.Dict)
        for key in call.value.keys
    }
    assert declared
    assert all(f".st-key-{key.replace('.', '-')}:not" in style for key in declared)
