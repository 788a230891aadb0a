"""Browser components: Python registers them, the browser loads their code from static/ once.

A component is `static/<name>.js`, with `static/<name>.css` where it has a style. Streamlit sends the code of
a component with every run of the script; so what it gets is a stub of a few lines that imports the files,
each with its digest in the address, since a browser keeps static files as long as it likes. kit.js is handed
to every component; see its first lines for how one is written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
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


def component(name: str, *parts: str) -> Callable[..., Any]:
    """Register a component.

    Args:
        name: of its file in static/, without the ending: "mnist/stopping_picture".
        parts: files that it is handed after kit.js, named likewise: pure functions that tests load alone.

    Returns:
        What draws it: call it with `key` and `data`.
    """
    styles = [path for path in ("kit.css", f"{name}.css") if (STATIC / path).exists()]
    return st.components.v2.component(
        "layerwise_" + name.replace("/", "_"),
        js=_STUB.format(
            kit=json.dumps(_versioned("kit.js")),
            styles=json.dumps([_versioned(path) for path in styles]),
            scripts=json.dumps([_versioned(f"{part}.js") for part in (*parts, name)]),
        ),
    )


def _versioned(path: str) -> str:
    """A file of static/ with its digest: a changed file has another address."""
    return f"{path}?v={hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:12]}"
