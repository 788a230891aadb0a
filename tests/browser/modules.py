"""Loads a file of static/ into a browser page, so that its pure functions are tested themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

STATIC = Path(__file__).parents[2] / "static"
_IMPORT = "(text) => import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })))"


class Module:
    """A file of JavaScript; `module.call("fit", [8, 1], 600, 420)` calls a function that it exports."""

    def __init__(self, page: Page, name: str) -> None:
        page.goto("about:blank")
        self._exports = page.evaluate_handle(_IMPORT, (STATIC / name).read_text(encoding="utf-8"))

    def evaluate(self, expression: str, argument: Any) -> Any:
        """What an expression makes of the exports and an argument: "(exports, x) => exports.fit(...x)"."""
        return self._exports.evaluate(expression, argument)

    def call(self, function: str, *arguments: Any) -> Any:
        """What the function returns, as Python gets it."""
        return self.evaluate(
            "(exports, [name, given]) => exports[name](...given)", [function, list(arguments)]
        )
