"""No rule of ours makes the browser ask every mark of a chart about all marks before it."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
SHEETS = [path for folder in ("components", "static") for path in sorted((ROOT / folder).rglob("*.css"))]


def test_what_follows_a_sibling_is_named() -> None:
    """`x:has(y) ~ *` took 0.5 s for each label of a Plotly chart, on a phone: minutes for a page."""
    assert len(SHEETS) > 3
    found = [
        f"{path.relative_to(ROOT)}: {rule}"
        for path in SHEETS
        for rule in re.findall(
            r".*[~+]\s*\*.*", re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        )
    ]
    assert found == []
