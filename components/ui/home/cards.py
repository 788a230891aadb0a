"""The cards of the contents page: the whole of a card leads to its page, not its link alone."""

from __future__ import annotations

from collections.abc import Iterable

_LINK = 'a[data-testid="stPageLink-NavLink"]'
_CARD = """
.st-key-home-{stem} {{ position: relative; }}
.st-key-home-{stem} {link}, .st-key-home-{stem} :has({link}) {{ position: static !important; }}
.st-key-home-{stem} {link}::after {{ content: ""; position: absolute; inset: 0; border-radius: .5rem; }}
.st-key-home-{stem}:hover {{ border-color: var(--st-primary-color, #0B6AA2); }}
"""


def whole_cards(stems: Iterable[str]) -> str:
    """A style sheet that lays the link of each card over all of it."""
    return f"<style>{''.join(_CARD.format(stem=stem, link=_LINK) for stem in stems)}</style>"
