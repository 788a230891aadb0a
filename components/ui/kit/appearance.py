"""Where Streamlit's own colours are hard to read or to see, ours: one style for the whole app."""

from __future__ import annotations

import streamlit as st

from components.charts.theme import DARK, LIGHT

# Code takes its colours from the palette, too; what they mean in pictures they do not mean there.
_SYNTAX = {
    ".operator, .token.entity, .token.decorator, .token.number": "validation",
    ".string, .token.attr-value, .token.inserted": "kept",
    ".keyword, .token.tag, .token.builtin, .token.boolean": "primary",
    ".function, .token.class-name, .token.selector": "train",
    ".comment, .token.prolog, .token.punctuation": "muted",
    ".url, .token.important": "test",
}
_PRIMARY_BACKGROUND = ", ".join(
    [
        '[data-testid="stBaseButton-primary"]',
        '[data-testid="stMultiSelectTagsContainer"] [data-tag]',
        '[data-testid="stMultiSelectTagsContainer"] [data-tag] *',
    ]
)
_FIELDS = ", ".join(
    [
        '[data-testid="stNumberInputContainer"]',
        '[data-testid="stTextInputRootElement"]',
        '.stSelectbox [role="group"][data-rac]',
        '.stMultiSelect [role="group"][data-rac]',
    ]
)


def appearance() -> None:
    """Draw it; nothing is seen of it."""
    syntax = "\n".join(
        f".stCode .token{names} {{ color: {_color(role)} !important; }}" for names, role in _SYNTAX.items()
    )
    st.html(
        f"""<style>
{syntax}
{_PRIMARY_BACKGROUND} {{ color: {_color("background")} !important; }}
h2 {{ padding: 0 0 .2rem !important; }}
[data-testid="stHeaderActionElements"] {{ display: none; }}
{_FIELDS} {{ border-color: {_color("field")}; }}
.stMarkdownBadge {{ color: {_color("text")} !important; }}
</style>"""
    )


def _color(role: str) -> str:
    return f"light-dark({getattr(LIGHT, role)}, {getattr(DARK, role)})"
