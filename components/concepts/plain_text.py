"""Names that others wrote, made safe to show: as text, never as markup.

One form serves Markdown (Streamlit's too), HTML and Plotly: whatever could mean something is written as a
numeric character reference, `&#42;` for an asterisk, which all three show as the character itself and none
takes for markup. Widgets whose options are plain text (a selectbox, a data frame) would show the reference:
give them `shorten`.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

LONGEST = 40  # characters of a name that are shown
_JOINER = (
    "\u2060"  # takes no room; Streamlit and browsers' linkers act on the decoded text, which it interrupts
)


def shorten(name: str, longest: int = LONGEST) -> str:
    """Put a name on one line of at most so many characters, without invisible or direction-changing ones."""
    spaced = " ".join(name.split())
    visible = "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return visible if len(visible) <= longest else visible[: longest - 1].rstrip() + "…"


def plain(name: str, longest: int = LONGEST) -> str:
    """Make a name safe as text in Markdown, HTML and Plotly, shortened to so many characters."""
    shown = shorten(name, longest)
    parts = []
    for position, character in enumerate(shown):
        around = shown[max(position - 1, 0) : position] + shown[position + 1 : position + 2]
        within_word = character == "_" and len(around) == 2 and around.isalnum()
        if character.isalnum() or character == " " or not character.isascii() or within_word:
            parts.append(character)
        else:
            # ":word:" would become an emoji, "a@b.c" a link.
            parts.append(f"&#{ord(character)};" + (_JOINER if character in ":@" else ""))
    return re.sub(r"(?i)\bwww(?=&#46;)", lambda found: found[0] + _JOINER, "".join(parts))


def spoken(markdown: str) -> str:
    """Return the words of Markdown alone, for names of pictures: a screen reader would spell its signs."""
    words = re.sub(r"(\*\*|[*`])(?=\S)(.+?)(?<=\S)\1", r"\2", markdown)
    return unescape(words.replace("\\\n", " ")).replace(_JOINER, "")


def quoted(name: str) -> str:
    """The name, safe to show, between typographic quotation marks."""
    return f"“{plain(name)}”"


def listed(names: list[str] | tuple[str, ...], most: int = 5) -> str:
    """Several names, safe to show and quoted; past so many, how many more there are."""
    shown = ", ".join(quoted(name) for name in names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
