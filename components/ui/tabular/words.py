"""Short words of a picture: a section of the page's text with one "name: words" a line."""

from __future__ import annotations

from components.text import Lesson


def words(lesson: Lesson, section: str) -> dict[str, str]:
    """Name -> words.

    Raises:
        KeyError: for a section that the text does not have.
    """
    pairs = (line.partition(": ") for line in lesson[section].splitlines())
    return {name: said for name, _, said in pairs}
