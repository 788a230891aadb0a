"""Browser components: Python registers them, the browser loads their code from static/ once.

A component is `static/<name>.js`, with `static/<name>.css` where it has a style. Streamlit sends the code of
a component with every run of the script; so what it gets is a stub of a few lines that imports the files,
each with its digest in the address, since a browser keeps static files as long as it likes. kit.js is handed
to every component; see its first lines for how one is written.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

STATIC = Path(__file__).parents[3] / "static"
_STUB = """
const at = (path) => new URL(`app/static/${{path}}`, document.baseURI);
const [kit, styles, ...parts] = await Promise.all([
  import(at({kit})),
  Promise.all({styles}.map(async (path) => (await fetch(at(path))).text())),
  ...{scripts}.map((path) => import(at(path))),
]);
export default kit.mount(parts.at(-1).default(kit, ...parts.slice(0, -1)), styles.join(""));
"""


_room: dict[str, tuple[int, int]] = {}  # by key
_controls: dict[tuple[int, int], dict[str, None]] = {}  # likewise, their keys


def component(
    name: str, *parts: str, room: Mapping[str, int | tuple[int, int]] | None = None
) -> Callable[..., Any]:
    """Register a component.

    Args:
        name: of its file in static/, without the ending: "mnist/stopping_picture".
        parts: files that it is handed after kit.js, named likewise: pure functions that tests load alone.
        room: how many pixels high it will be, by the key that it is drawn with; or on a wide screen and on a
            phone. So much is kept free until its code has come.

    Returns:
        What draws it: call it with `key` and `data`.
    """
    for key, height in (room or {}).items():
        _room[key] = height if isinstance(height, tuple) else (height, height)
    styles = [path for path in ("kit.css", f"{name}.css") if (STATIC / path).exists()]
    return st.components.v2.component(
        "layerwise_" + name.replace("/", "_"),
        js=_STUB.format(
            kit=json.dumps(_versioned("kit.js")),
            styles=json.dumps([_versioned(path) for path in styles]),
            scripts=json.dumps([_versioned(f"{part}.js") for part in (*parts, name)]),
        ),
    )


def keep_room(key: str, height: tuple[int, int]) -> None:
    """Keep room for a control until its code has come: so many pixels on a wide screen and on a phone."""
    _controls.setdefault(height, {})[key] = None


def room_style() -> str:
    """The style that keeps room: for a component until kit.js says that it has come, and for controls."""
    wide, phone = (
        "\n".join(
            [
                *(
                    f".stElementContainer.st-key-{_as_class(key)}:not([data-arrived]) "
                    f"{{ min-height: {heights[i]}px; }}"
                    for key, heights in _room.items()
                ),
                *(
                    f":is({', '.join(f'.st-key-{_as_class(key)}' for key in keys)})"
                    f':has(> [data-testid="stSkeleton"]) {{ min-height: {heights[i]}px; }}'
                    for heights, keys in _controls.items()
                    if i == 0 or heights[0] != heights[1]
                ),
            ]
        )
        for i in (0, 1)
    )
    return f"{wide}\n@media (max-width: 40rem) {{\n{phone}\n}}"


def _as_class(key: str) -> str:
    return re.sub(r"[^\w-]", "-", key)


def _versioned(path: str) -> str:
    """A file of static/ with its digest: a changed file has another address."""
    return f"{path}?v={hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:12]}"
