"""Names that others wrote are shown as text: no markup survives, and the reader sees every character."""

from __future__ import annotations

import html
import re

import pytest

from components.concepts.plain_text import LONGEST, listed, plain, quoted, shorten, spoken

MARKUP = [
    "<script>alert(1)</script>",
    "<b>bold</b>",
    "**bold** and `code`",
    "[a](http://b.c)",
    "![x](y)",
    "$x^2$",
    ":red[danger] :smile:",
    ":material/home:",
    "# title",
    "- item",
    "1. item",
    "a|b~c",
    "_a_ __b__",
    "&lt;b&gt;",
    "www.a.example",
    "me@a.example",
    "%{x} {y}",
    "=1+1",
]


@pytest.mark.parametrize("name", MARKUP)
def test_nothing_that_means_something_is_left_but_all_of_it_is_seen(name: str) -> None:
    safe = plain(name)
    without_references = re.sub(r"&#\d+;", "", safe)
    assert not re.search(r"[^\w\s\u2060]|(?<![^\W_])_|_(?![^\W_])", without_references)
    assert html.unescape(safe).replace("\u2060", "") == name


@pytest.mark.parametrize(
    "name", [":smile:", ":material/home:", "http://b.example", "www.a.example", "a@b.example"]
)
def test_what_is_found_in_decoded_text_is_interrupted(name: str) -> None:
    shown = html.unescape(plain(name))
    assert not re.search(r":[\w-]+:|:material/|https?://|www\.|@\w", shown)


@pytest.mark.parametrize("name", ["blood_pressure", "Größe", "나이", "m3_long 2"])
def test_ordinary_names_stay_as_they_are(name: str) -> None:
    assert plain(name) == name


@pytest.mark.parametrize("name", MARKUP)
def test_what_is_heard_is_the_words_alone(name: str) -> None:
    assert spoken(f"**{plain(name)}** is *not* `x`\\\nor 2 * 3 * 4") == f"{name} is not x or 2 * 3 * 4"


def test_long_and_invisible_names_are_cut() -> None:
    assert len(shorten("x" * 500)) == LONGEST
    assert shorten("x" * 500).endswith("…")
    assert shorten("a\u202eb\u200b\n\tc\x00") == "ab c"


def test_lists_name_a_few() -> None:
    assert quoted("a") == "“a”"
    assert listed(["a", "b"]) == "“a”, “b”"
    assert listed(list("abcdefg")) == "“a”, “b”, “c”, “d”, “e” and 2 more"
