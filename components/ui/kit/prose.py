"""Prose whose list items may open with a link that sets the page up for what they ask to try.

    1. [Spread the bell to 4](?step=bell&spread=4). Which shares change?

What the link does not name gets its default. It is a link as any other: it opens in another tab, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import streamlit as st

from components.text.questions import read_settings
from components.ui.kit.scene import settings_link

_ITEM = re.compile(r"^(?:\d+\.|-) +\[(?P<label>[^\]]+)\]\(\?(?P<query>[^)\s]+)\)\.?", re.M)


def draw_prose(stem: str, written: str) -> None:
    """Draw a section of a page's prose.

    Args:
        stem: of the page.
        written: Markdown, with links as above.
    """
    with st.container(gap="small"):
        for label, query, words in parts(written):
            if not query:
                st.markdown(words)
                continue
            settings = {f"{stem}.{name}": value for name, value in read_settings(query).items()}
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                settings_link(stem, label, settings, icon=":material/arrow_forward:", width="content")
                if words:
                    st.markdown(words, width="stretch")


def parts(written: str) -> Iterator[tuple[str, str, str]]:
    """The parts of a section: label and query of a link and the words after it; both "" without a link."""
    rest, links = written, list(_ITEM.finditer(written))
    if links:
        rest = written[: links[0].start()]
    if rest.strip():
        yield "", "", rest.strip()
    ends = [*(link.start() for link in links[1:]), len(written)]
    for link, end in zip(links, ends, strict=False):  # without a link there is no end of one
        words = written[link.end() : end]
        # The item ends where another one without a link, or a paragraph, begins.
        own, *others = re.split(r"\n(?=\d+\. |- |\n)", words, maxsplit=1)
        yield link["label"], link["query"], " ".join(own.split())
        if others and others[0].strip():
            yield "", "", others[0].strip()
