"""Where Streamlit's own colours are hard to read or to see, ours: one style for the whole app."""

from __future__ import annotations

from components.charts.theme import DARK, LIGHT

# Code takes its colours from the palette, too; what they mean in pictures they do not mean there.
_SYNTAX = {
    "validation": "operator entity decorator number",
    "kept": "string attr-value inserted",
    "primary": "keyword tag builtin boolean",
    "train": "function class-name selector",
    "muted": "comment prolog punctuation",
    "test": "url important",
}
_PRIMARY_BACKGROUND = ", ".join(
    [
        '[data-testid="stBaseButton-primary"]:enabled',
        '[data-testid="stBaseButton-primaryFormSubmit"]:enabled',
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


def appearance() -> str:
    """The style, without its tag."""
    syntax = "\n".join(
        f".stCode .token:is(.{kinds.replace(' ', ', .')}) {{ color: {both(role)} !important; }}"
        for role, kinds in _SYNTAX.items()
    )
    return f"""{syntax}
{_PRIMARY_BACKGROUND} {{ color: {both("background")} !important; }}
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] code {{
  color: {both("muted")} !important; opacity: 1 !important; }}
h2 {{ padding: 0 0 .2rem !important; }}
[data-testid="stHeaderActionElements"] {{ display: none; }}
{_FIELDS} {{ border-color: {both("field")}; }}
.stMarkdownBadge {{ color: {both("text")} !important; }}
"""


def both(role: str) -> str:
    """The colour of a role in both themes, as a style has it."""
    return f"light-dark({getattr(LIGHT, role)}, {getattr(DARK, role)})"
