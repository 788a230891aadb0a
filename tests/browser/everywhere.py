"""The address of every page and of every view, found in pages/."""

from __future__ import annotations

import ast
from pathlib import Path

PAGES = Path(__file__).parents[2] / "pages"


def _addresses() -> dict[str, str]:
    found = {"home": ""}
    for path in sorted(PAGES.glob("*/*.py")):
        if path.stem == "home":
            continue
        tree = ast.parse(path.read_text())
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        views = [
            call.args[0].value for call in calls if isinstance(call.func, ast.Name) and call.func.id == "View"
        ]
        named = [word.value.value for call in calls for word in call.keywords if word.arg == "view"]
        name = named[0] if named else "view"
        found |= {f"{path.stem}.{key}": f"{path.stem}?{path.stem}.{name}={key}" for key in views}
        if not views:
            found[path.stem] = path.stem
    return found


ADDRESSES = _addresses()
