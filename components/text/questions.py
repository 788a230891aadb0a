"""Questions with answers to click on, as they stand in the prose: those of the pages, and of the plans.

    How few ReLU units can fence in the inner ring?

    - [ ] `2` Two: Two cuts make a wedge ...
    - [x] `3` Three: Yes: three cuts can close a fence ...

    reveal: hidden_layers.units_1=3&hidden_layers.seed=8

A cross marks the one right answer. What stands in backticks is the answer's key, up to the colon goes its
label, and after it what is said to whoever chose it. `reveal` says to which settings the picture moves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import parse_qsl

from components import text

_CHOICE = re.compile(r"- \[(?P<right>[ x])\] `(?P<key>[a-z0-9_]+)` (?P<label>[^:]+): (?P<response>.+)", re.S)


@dataclass(frozen=True)
class Choice:
    """One answer to a question: its key, what it says, whether it is right, what is said to it."""

    key: str
    label: str
    right: bool
    response: str


@dataclass(frozen=True)
class Question:
    """A question with its answers, one of them right.

    Attributes:
        text: the question, in Markdown.
        choices: its answers.
        reveal: the settings to which the picture moves when it is answered; may be empty.
    """

    text: str
    choices: Sequence[Choice]
    reveal: Mapping[str, str] = field(default_factory=dict)

    @property
    def right(self) -> Choice:
        """The right answer."""
        return next(choice for choice in self.choices if choice.right)


@cache
def page_question(name: str, language: str = "en") -> Question:
    """The prediction of a page, from the section `ask` of its prose.

    Args:
        name: stem of the page: "mnist"; with the question's own name where the page has several:
            "tabular.magic", in the section `ask.magic`.
        language: of the prose.

    Raises:
        KeyError: if the page has none.
        ValueError: if the section is not written as above.
    """
    stem, _, which = name.partition(".")
    return read_question(text.load(stem, language)[f"ask.{which}" if which else "ask"])


def read_question(written: str) -> Question:
    """Read a question with its answers, and with `reveal` if it has that line.

    Raises:
        ValueError: if it has no answers, not one right answer, or a line that is none of these.
    """
    head, _, reveal = written.partition("\nreveal:")
    question, *listed = re.split(r"\n(?=- \[)", head.strip())
    choices = []
    for line in listed:
        match = _CHOICE.fullmatch(line.strip())
        if match is None:
            raise ValueError(f"an answer is written '- [ ] `key` Label: sentence', not {line.strip()[:60]!r}")
        choices.append(
            Choice(match["key"], match["label"], match["right"] == "x", _one_line(match["response"]))
        )
    if len({choice.key for choice in choices}) < max(len(choices), 2):
        raise ValueError(f"a question needs two answers or more, with a key each: {question[:60]!r}")
    if sum(choice.right for choice in choices) != 1:
        raise ValueError(f"one answer has to be right: {question[:60]!r}")
    return Question(question.strip(), tuple(choices), read_settings(reveal))


def _one_line(written: str) -> str:
    return " ".join(written.split())


def read_settings(written: str) -> Mapping[str, str]:
    """Read parameters as an address has them; those that stand there several times are joined by commas."""
    found: dict[str, str] = {}
    for key, value in parse_qsl(
        "".join(written.split()), keep_blank_values=True, strict_parsing=bool(written.strip())
    ):
        found[key] = f"{found[key]},{value}" if key in found else value
    return found
