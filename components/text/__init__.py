"""The prose of the pages: `en/<stem>.md`, one file a page, split at its headings.

The first line is the page's title (`# ...`); every `## name` starts a section that the page asks for
by that name. A heading inside a section (`### ...`) is one that readers see, under the page's title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
_HEADING = re.compile(r"^### ", re.MULTILINE)


@dataclass(frozen=True)
class Lesson:
    """The prose of one page: its title and its sections in Markdown."""

    stem: str
    title: str
    sections: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """Return a section's Markdown.

        Raises:
            KeyError: for a section that the file does not have, with the names that it has.
        """
        if name not in self.sections:
            known = ", ".join(self.sections)
            raise KeyError(f"text/en/{self.stem}.md has no section {name!r}; it has {known}")
        return self.sections[name]


@cache
def load(stem: str, language: str = "en") -> Lesson:
    """Read the prose of a page.

    Raises:
        FileNotFoundError: if the page has no text.
        ValueError: if the text does not begin with a title.
    """
    text = (HERE / language / f"{stem}.md").read_text(encoding="utf-8")
    head, *parts = f"\n{text}".split("\n## ")
    if not head.strip().startswith("# "):
        raise ValueError(f"text/{language}/{stem}.md has to begin with '# ' and the page's title.")
    sections = {}
    for part in parts:
        name, _, body = part.partition("\n")
        sections[name.strip()] = _HEADING.sub("## ", body.strip())
    return Lesson(stem, head.strip().removeprefix("# ").strip(), sections)


@cache
def glossary(language: str = "en") -> Mapping[str, str]:
    """The one glossary: technical word -> its meaning in a sentence."""
    return load("glossary", language).sections
