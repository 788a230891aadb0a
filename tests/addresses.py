"""Opens a page by its address, without a browser and without workers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from components.training.engine import Engine
from components.ui.engine import engine

ROOT = Path(__file__).parents[1]
PAGES = {path.stem: str(path) for path in ROOT.glob("pages/*/*.py")}


def views_of(stem: str) -> dict[str, str]:
    """The views of a page as its file declares them: key -> the function that draws it, "verdict.show"."""
    calls = [
        node for node in ast.walk(ast.parse(Path(PAGES[stem]).read_text())) if isinstance(node, ast.Call)
    ]
    declared = [call.args for call in calls if ast.unparse(call.func) == "View"]
    assert declared
    return {ast.literal_eval(key): ast.unparse(draw) for key, _, draw, *_ in declared}


def open_address(query: str) -> AppTest:
    """Open a page by what stands after the question mark of a link; its first key names the page."""
    return open_page(query.partition(".")[0], parse_qs(query, keep_blank_values=True))


def open_page(stem: str, parameters: dict[str, Any]) -> AppTest:
    """Open a page with parameters in its address: key with the page's stem -> a value, or several."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in parameters.items():
        app.query_params[key] = value
    return app.switch_page(PAGES[stem]).run()


def value_of(app: AppTest, key: str) -> Any:
    """What a setting is after the page has run; `key` with the page's stem."""
    if key in app.session_state:
        return app.session_state[key]
    stem, _, name = key.partition(".")  # the open view does not show its widget
    return app.session_state[f"_{stem}.settings"][name]


@pytest.fixture(scope="module")
def nobody_trains() -> Iterator[None]:
    """Some addresses ask for a training: it waits as long as the tests of a module run, and is left then."""
    asked, resting, train = [], [], Engine.train

    def start(self: Engine) -> Engine:
        resting.append(self)
        return self

    def remembered(self: Engine, request: Any, viewer: str) -> str:
        key = train(self, request, viewer)
        asked.append((self, key, viewer))
        return key

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "start", start)
        patch.setattr(Engine, "train", remembered)
        patch.setattr(Engine, "_submit", lambda self, connection: None)
        yield
        for one, key, viewer in asked:
            one.leave(key, viewer)
    if resting:  # no other test should get an engine that was never started
        engine.clear()
