"""Loads a JavaScript file of static/ into a page of the tests' browser, to call its own functions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import JSHandle, Page

STATIC = Path(__file__).parents[2] / "static"


def load(page: Page, name: str) -> JSHandle:
    """Import a module; call it with `module.evaluate("(module, value) => module.name(value)", value)`."""
    source = (STATIC / name).read_text(encoding="utf-8")
    return page.evaluate_handle(
        "(t) => import(URL.createObjectURL(new Blob([t], { type: 'text/javascript' })))", source
    )


def call(module: JSHandle, function: str, *arguments: Any) -> Any:
    """Call a function of a module, and return what it returns."""
    return module.evaluate("(module, [name, given]) => module[name](...given)", [function, list(arguments)])
