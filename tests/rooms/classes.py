"""A room to test with: a table of its own, a plan of three scenes, and a clock that stands still."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from components.rooms.room import Ballot, Choice, Part
from components.rooms.store import RoomStore
from components.rooms.table import RoomTable

BALLOT = Ballot(
    "How many cuts?",
    (
        Choice("two", "Two", False, "Two cuts leave a strip."),
        Choice("three", "Three", True, "Three cuts close a triangle."),
        Choice("four", "Four", False, "Four do, too, but three are enough."),
    ),
)
PARTS = (Part("circle", "A circle", BALLOT), Part("look", "Look"), Part("again", "Once more", BALLOT))


@dataclass
class Clock:
    """Seconds that go on when a test says so."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Lesson:
    """A table with one room, whose plan has been chosen."""

    folder: Path
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.table = RoomTable(RoomStore(self.folder), self.clock)
        self.code, self.secret = self.table.open()
        self.table.choose_plan(self.code, self.secret, "cuts", PARTS)

    def join(self, count: int = 1) -> list[str]:
        """Let pupils in, no faster than the door allows; return their tickets."""
        tickets = []
        for _ in range(count):
            self.clock.now += 0.2
            tickets.append(self.table.join(self.code))
        return tickets

    def act(self, *actions: str) -> None:
        """What the teacher does."""
        for action in actions:
            self.table.act(self.code, self.secret, action)

    def vote(self, ticket: str, answer: str) -> None:
        """What a pupil does."""
        self.table.vote(self.code, ticket, answer)

    def restarted(self) -> RoomTable:
        """The table of an app that was started anew."""
        return RoomTable(RoomStore(self.folder), self.clock)
