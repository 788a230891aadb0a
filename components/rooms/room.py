"""What a room is at, and how a teacher moves it on: pure functions of one frozen value.

A question goes through phases: vote, talk it over, vote again, reveal. Before the first scene, and at a scene
that asks nothing, a room is waiting; `free` lets everybody explore.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, get_args

Phase = Literal["waiting", "vote", "talk", "again", "reveal", "free"]
PHASES: tuple[Phase, ...] = get_args(Phase)
Destination = Literal["", "class", "scene"]
ROUNDS: Mapping[Phase, int] = {"vote": 1, "again": 2}  # phases in which votes are taken -> their round


class RoomError(ValueError):
    """Something that a room does not take; the sentence says what, and what to do."""


@dataclass(frozen=True)
class Choice:
    """One answer that a class can vote for."""

    key: str
    label: str
    right: bool = False
    response: str = ""  # what is said of it after the reveal


@dataclass(frozen=True)
class Ballot:
    """A question that a class votes on."""

    text: str
    choices: tuple[Choice, ...]

    def without_answer(self) -> Ballot:
        """The same, with nothing that tells which answer is right."""
        return Ballot(self.text, tuple(Choice(choice.key, choice.label) for choice in self.choices))


@dataclass(frozen=True)
class Part:
    """A part of the lesson: a scene of the plan, and what is asked there, if anything."""

    key: str
    title: str
    ballot: Ballot | None = None


@dataclass(frozen=True)
class Room:
    """Everything about a room that its teacher sets.

    Attributes:
        secret: digest of the teacher's secret.
        plan: key of the plan; "" before one is chosen.
        parts: of the plan, in order.
        place: of the part that is open, from 1; 0 before the first.
        revealed: keys of the questions whose answers have been shown.
        following: whether pupils are taken along.
        moves: how often pupils were taken somewhere; a browser that has seen fewer goes to `destination`.
        curtain: whether screens are dark, and eyes in front.
        tests: whether the wall shows test accuracies.
    """

    code: str
    secret: str
    plan: str = ""
    parts: tuple[Part, ...] = ()
    place: int = 0
    phase: Phase = "waiting"
    revealed: tuple[str, ...] = ()
    following: bool = False
    moves: int = 0
    destination: Destination = ""
    curtain: bool = False
    tests: bool = False

    @property
    def part(self) -> Part | None:
        """The part that is open; None before the first."""
        return self.parts[self.place - 1] if 0 < self.place <= len(self.parts) else None

    @property
    def ballot(self) -> Ballot | None:
        """What is asked where the room is."""
        return self.part.ballot if self.part else None

    @property
    def question(self) -> str:
        """Key of the question under which votes are kept; "" where nothing is asked."""
        return f"{self.plan}/{self.part.key}" if self.ballot else ""

    @property
    def shows_answer(self) -> bool:
        """Whether everybody may see the counts of this question."""
        return self.question in self.revealed


def choose_plan(room: Room, plan: str, parts: Sequence[Part]) -> Room:
    """Give a room its plan; it waits before the first scene."""
    return replace(room, plan=plan, parts=tuple(parts), place=0, phase="waiting", curtain=False)


def next_step(room: Room) -> str:
    """What `Next` does: "talk", "again", "reveal", "scene"; "" at the end of the plan."""
    if room.phase in ("vote", "talk", "again"):
        return {"vote": "talk", "talk": "again", "again": "reveal"}[room.phase]
    return "scene" if room.place < len(room.parts) else ""


def go_on(room: Room) -> Room:
    """One step on: through the phases of a question, then to the next scene.

    Raises:
        RoomError: at the end of the plan.
    """
    match next_step(room):
        case "scene":
            return go_to(room, room.place + 1)
        case "reveal":
            return reveal(room)
        case "":
            raise RoomError("The plan has no further scene.")
        case phase:
            return replace(room, phase=phase, curtain=False)


def go_to(room: Room, place: int) -> Room:
    """Open a scene; what was revealed there stays revealed.

    Raises:
        RoomError: for a scene that the plan does not have.
    """
    if not 0 <= place <= len(room.parts):
        raise RoomError(f"The plan has scenes 1 to {len(room.parts)}.")
    there = replace(room, place=place, curtain=False)
    if there.ballot is None:
        there = replace(there, phase="waiting")
        return _take_along(there, "scene") if room.following and place else there
    there = replace(there, phase="reveal" if there.shows_answer else "vote")
    return _take_along(there, "class") if room.following else there


def vote_again(room: Room) -> Room:
    """Take the second vote.

    Raises:
        RoomError: where nothing is asked, or the answer has been shown.
    """
    _need_ballot(room)
    if room.shows_answer:
        raise RoomError("The answer has been shown, so there is nothing left to vote on.")
    there = replace(room, phase="again", curtain=False)
    return _take_along(there, "class") if room.following else there


def reveal(room: Room) -> Room:
    """Show the answer and the counts.

    Raises:
        RoomError: where nothing is asked.
    """
    _need_ballot(room)
    revealed = tuple(dict.fromkeys((*room.revealed, room.question)))
    there = replace(room, phase="reveal", revealed=revealed, curtain=False)
    return _take_along(there, "class") if room.following else there


def follow(room: Room) -> Room:
    """Take the pupils to the scene's page, and along from then on.

    Raises:
        RoomError: before the first scene.
    """
    if room.part is None:
        raise RoomError("There is no scene yet to take the class to: press Next first.")
    phase = room.phase
    if phase == "free":
        phase = "waiting" if room.ballot is None else "reveal" if room.shows_answer else "vote"
    return _take_along(replace(room, phase=phase, following=True, curtain=False), "scene")


def set_free(room: Room) -> Room:
    """Let everybody explore; nobody is taken anywhere."""
    return replace(room, phase="free", following=False, curtain=False)


def draw_curtain(room: Room) -> Room:
    """Put *Eyes to the front* on the screens of the class, or take it away."""
    return replace(room, curtain=not room.curtain)


def show_tests(room: Room) -> Room:
    """Show test accuracies on the wall, or hide them again."""
    return replace(room, tests=not room.tests)


ACTIONS = {
    "next": go_on,
    "again": vote_again,
    "reveal": reveal,
    "follow": follow,
    "free": set_free,
    "curtain": draw_curtain,
    "tests": show_tests,
}


def to_plain(room: Room) -> dict[str, Any]:
    """A room as plain values, for JSON."""
    return asdict(room)


def from_plain(values: Mapping[str, Any]) -> Room:
    """The room that `to_plain` was given."""
    parts = tuple(
        Part(part["key"], part["title"], _ballot(part["ballot"]) if part["ballot"] else None)
        for part in values["parts"]
    )
    return Room(**{**values, "parts": parts, "revealed": tuple(values["revealed"])})


def _ballot(values: Mapping[str, Any]) -> Ballot:
    return Ballot(values["text"], tuple(Choice(**choice) for choice in values["choices"]))


def _need_ballot(room: Room) -> None:
    if room.ballot is None:
        raise RoomError("Nothing is asked in this scene.")


def _take_along(room: Room, destination: Destination) -> Room:
    return replace(room, moves=room.moves + 1, destination=destination)
