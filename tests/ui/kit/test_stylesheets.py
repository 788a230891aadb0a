"""No rule of ours makes the browser style far more than what has changed."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
SHEETS = [path for folder in ("components", "static") for path in sorted((ROOT / folder).rglob("*.css"))]


def _selectors() -> list[tuple[str, str]]:
    """The file and the text of every selector in our style sheets."""
    assert len(SHEETS) > 3
    found = []
    for path in SHEETS:
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        found += [(path.name, selector.strip()) for selector in re.findall(r"([^{};]+)\{", text)]
    return [(name, selector) for name, selector in found if not selector.startswith("@")]


def _restyles_all_below(selector: str) -> bool:
    """Whether a part without a name (`*`, `:hover`) comes below one that asks `:has()`."""

    def shorter(match: re.Match) -> str:
        kind, inside = match.groups()
        return "§" if kind == "has" or "§" in inside else ".named" * (kind in ("is", "where"))

    while "(" in selector:
        selector = re.sub(r":([\w-]+)\(([^()]*)\)", shorter, selector)
    for one in selector.split(","):
        parts = re.split(r"[\s>+~]+", one.strip())
        asks = next((place for place, part in enumerate(parts) if "§" in part), len(parts))
        if any(not re.sub(r":[\w-]+|[*§]", "", part) for part in parts[asks + 1 :]):
            return True
    return False


def test_what_follows_a_sibling_is_named() -> None:
    """`x:has(y) ~ *` took 0.5 s for each label of a Plotly chart, on a phone: minutes for a page."""
    assert [found for found in _selectors() if re.search(r"[~+]\s*\*", found[1])] == []


def test_what_depends_on_a_has_is_named() -> None:
    """Two rules `x:has(y) *` had 177,000 elements styled anew in four views of /mnist; now it is 21,000."""
    assert _restyles_all_below(".group :is([chosen], label:has(:checked)):hover *")
    assert _restyles_all_below(".app:not(:has(.sidebar)) > :has(> .main)")
    assert not _restyles_all_below(".group label:has(:checked) :is(p, span)")
    assert [found for found in _selectors() if _restyles_all_below(found[1])] == []
