"""Plans for a class: `en/plans/<plan>.md`, one scene after the other.

    # What does a hidden layer do?

    for: the first weeks of deep learning
    minutes: 45

    ## One straight line

    open: hidden_layers?hidden_layers.layer_1=false
    minutes: 4
    show: layer_1 units_1
    ask: How many of the points can a straight line get right?
    - [ ] `all` All of them: No ...
    - [x] `some` About 70 %: Yes ...
    reveal: hidden_layers.units_1=3
    say: What the teacher points at; expected answers and misconceptions.

A scene opens a page with these settings and with everything else as it is at first. `show` names the controls
that stay on the projector. `ask` is a question (see `questions.py`) or the name of a page, whose own
prediction is then asked; where a page has several, the name of one of them: "tabular.magic". `reveal` says
what changes when the answer is shown; else the question says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from urllib.parse import urlencode

from components.text import HERE
from components.text.questions import Choice, Question, page_question, read_question, read_settings

__all__ = ["Choice", "Plan", "Question", "Scene", "plans"]
_NAME = re.compile(r"[a-z_]+(\.[a-z_]+)?")  # of a page's prediction
_FIELD = re.compile(r"^(open|minutes|show|picture|ask|reveal|say|for):[ \n]", re.M)


@dataclass(frozen=True)
class Scene:
    """A place in the app with a purpose.

    Attributes:
        key: of the scene, from its title.
        title: in a few words.
        page: stem of the page that it opens.
        settings: what the address carries: parameter -> value. All others have their defaults.
        minutes: how long it takes in class.
        show: names of the settings whose controls stay on the projector.
        ask: the question that is put to the class, if any.
        say: for the teacher, in Markdown: what to point at, expected answers, misconceptions.
        picture: the only one that the projector shows with the answer; "": those of the page.
        reveal: the settings as they are after the answer is shown; empty if the picture does not move.
    """

    key: str
    title: str
    page: str
    settings: Mapping[str, str]
    minutes: int
    show: Sequence[str]
    ask: Question | None
    say: str
    reveal: Mapping[str, str]
    picture: str = ""

    @property
    def address(self) -> str:
        """Where it opens, below the app's own address."""
        return f"{self.page}?{urlencode(self.settings)}" if self.settings else self.page


@dataclass(frozen=True)
class Plan:
    """A lesson: its scenes in order, how many minutes it takes, for whom it is."""

    key: str
    title: str
    minutes: int
    audience: str
    scenes: Sequence[Scene]


@cache
def plans(language: str = "en") -> Mapping[str, Plan]:
    """Every plan, by its key.

    Raises:
        ValueError: if one is not written as above.
    """
    files = sorted((HERE / language / "plans").glob("*.md"))
    found = (read_plan(path.stem, path.read_text(encoding="utf-8"), language) for path in files)
    return MappingProxyType({plan.key: plan for plan in found})


def read_plan(key: str, written: str, language: str = "en") -> Plan:
    """Read a plan from its Markdown.

    Raises:
        ValueError: if it is not written as above.
    """
    head, *parts = f"\n{written}".split("\n## ")
    title, _, rest = head.strip().removeprefix("# ").partition("\n")
    fields = _fields(f"{key}.md", rest, "for", "minutes")
    scenes = tuple(_scene(key, part, language) for part in parts)
    if not head.strip().startswith("# ") or not scenes:
        raise ValueError(f"{key}.md has to begin with '# ' and its title, and to have scenes.")
    return Plan(key, title.strip(), int(fields["minutes"]), fields["for"], scenes)


def _scene(plan: str, written: str, language: str) -> Scene:
    title, _, rest = written.partition("\n")
    fields = _fields(f"{plan}.md, {title!r}", rest, "open", "minutes", "say")
    page, _, query = fields["open"].partition("?")
    settings = read_settings(query)
    ask = fields.get("ask", "")
    # The line after the answers is the scene's own: so a page's question can have another reveal here.
    question = page_question(ask, language) if _NAME.fullmatch(ask) else read_question(ask) if ask else None
    moves = read_settings(fields["reveal"]) if "reveal" in fields else question.reveal if question else {}
    return Scene(
        key=re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_"),
        title=title.strip(),
        page=page.strip(),
        settings=MappingProxyType(dict(settings)),
        minutes=int(fields["minutes"]),
        show=tuple(fields.get("show", "").split()),
        ask=question,
        say=fields["say"],
        reveal=MappingProxyType({**settings, **moves} if moves else {}),
        picture=fields.get("picture", ""),
    )


def _fields(place: str, written: str, *needed: str) -> dict[str, str]:
    before, *parts = _FIELD.split(f"{written}\n")
    found = {name: body.strip() for name, body in zip(parts[::2], parts[1::2], strict=True)}
    missing = [name for name in needed if not found.get(name)]
    if before.strip() or missing:
        raise ValueError(f"{place}: {before.strip()[:40]!r} is no field; missing {missing}")
    return found
