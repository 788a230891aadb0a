"""Votes and their counts: two rounds of a question, and who changed from what to what."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from components.rooms.room import Ballot, Room

Votes = dict[tuple[str, int], dict[str, str]]  # question, round -> pupil's id -> key of the answer


@dataclass(frozen=True)
class Tally:
    """The counts of a question.

    Attributes:
        rounds: for each of the two rounds, key of an answer -> how many chose it.
        changes: answer of the first round, answer of the second -> how many went that way.
    """

    rounds: tuple[Mapping[str, int], Mapping[str, int]]
    changes: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def totals(self) -> tuple[int, int]:
        """How many voted in each round."""
        return sum(self.rounds[0].values()), sum(self.rounds[1].values())


def tally(votes: Votes, question: str, ballot: Ballot) -> Tally:
    """Count the votes of a question; answers that nobody chose have 0."""
    first, second = (votes.get((question, number), {}) for number in (1, 2))
    keys = [choice.key for choice in ballot.choices]
    counts = tuple(
        {key: sum(vote == key for vote in cast.values()) for key in keys} for cast in (first, second)
    )
    changes = Counter((first[pupil], vote) for pupil, vote in second.items() if pupil in first)
    return Tally(counts, dict(changes))


def counts_csv(room: Room, votes: Votes) -> str:
    """The counts of every question that was asked, for a spreadsheet: a line a question, round and answer."""
    return written(_rows(room, votes), ("scene", "question", "round", "answer", "right", "votes"))


def written(rows: Iterable[Iterable[object]], names: Iterable[str]) -> str:
    """Lines of a CSV; a spreadsheet takes none of them for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_harmless(value) for value in row])
    return text.getvalue()


def _rows(room: Room, votes: Votes) -> Iterable[tuple[object, ...]]:
    for part in room.parts:
        question = f"{room.plan}/{part.key}"
        for number in (1, 2):
            if part.ballot is None or not votes.get((question, number)):
                continue
            counts = tally(votes, question, part.ballot).rounds[number - 1]
            for choice in part.ballot.choices:
                right = "yes" if choice.right else "no"
                yield part.title, part.ballot.text, number, choice.label, right, counts[choice.key]


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in tuple("=+-@\t\r") else value
