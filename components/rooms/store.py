"""Where rooms are kept: one SQLite file, written through with every change; a restarted app reads it once.

The directory is the one that `LAYERWISE_ROOMS` names, else one beside that of the runs.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import RLock
from typing import Any

from components.rooms.room import Room, from_plain, to_plain
from components.rooms.ticket import Pupil
from components.rooms.votes import Votes
from components.rooms.wall import Piece
from components.training.store import default_directory as directory_of_runs

_TABLES = """
CREATE TABLE IF NOT EXISTS room (code TEXT PRIMARY KEY, used REAL, facts TEXT);
CREATE TABLE IF NOT EXISTS pupil (code TEXT, id TEXT, animal TEXT, color TEXT, PRIMARY KEY (code, id));
CREATE TABLE IF NOT EXISTS vote (
  code TEXT, question TEXT, round INTEGER, pupil TEXT, answer TEXT,
  PRIMARY KEY (code, question, round, pupil)
);
CREATE TABLE IF NOT EXISTS piece (
  code TEXT, kind TEXT, pupil TEXT, name TEXT, facts TEXT, PRIMARY KEY (code, kind, pupil, name)
);
"""
_OF_A_ROOM = ("room", "pupil", "vote", "piece")


def default_directory() -> Path:
    """The directory of the rooms: `LAYERWISE_ROOMS`, else one beside that of the runs."""
    named = os.environ.get("LAYERWISE_ROOMS")
    return Path(named) if named else directory_of_runs().with_name(f"{directory_of_runs().name}-rooms")


@dataclass
class Kept:
    """A room with all that belongs to it."""

    room: Room
    used: float  # seconds since 1970, of the last use
    pupils: dict[str, Pupil] = field(default_factory=dict)
    votes: Votes = field(default_factory=dict)
    pieces: dict[tuple[str, str, str], Piece] = field(default_factory=dict)


class RoomStore:
    """Writes rooms through. Safe to use from several threads.

    Attributes:
        problem: why nothing is kept, in a sentence; "" while all is well.
    """

    def __init__(self, directory: Path | None = None) -> None:
        self.directory = directory or default_directory()
        self.problem = ""
        self._lock = RLock()
        self._connection: sqlite3.Connection | None = None
        self._do(self._open)

    def rooms(self) -> list[Kept]:
        """Every room that was kept."""
        return self._do(lambda: list(self._read())) or []

    def keep_room(self, room: Room, used: float) -> None:
        """Write what the teacher has set."""
        self._write(
            "INSERT OR REPLACE INTO room VALUES (?, ?, ?)", room.code, used, json.dumps(to_plain(room))
        )

    def keep_pupil(self, code: str, pupil: Pupil) -> None:
        """Write who has joined."""
        self._write("INSERT INTO pupil VALUES (?, ?, ?, ?)", code, pupil.id, pupil.animal, pupil.color)

    def keep_vote(self, code: str, question: str, number: int, pupil: str, answer: str) -> None:
        """Write a vote of a round."""
        self._write("INSERT INTO vote VALUES (?, ?, ?, ?, ?)", code, question, number, pupil, answer)

    def keep_piece(self, code: str, piece: Piece) -> None:
        """Write what hangs on the wall; the same again replaces it."""
        facts = json.dumps(asdict(piece))
        key = (piece.kind, piece.pupil, piece.name)
        self._write("INSERT OR REPLACE INTO piece VALUES (?, ?, ?, ?, ?)", code, *key, facts)

    def drop_piece(self, code: str, kind: str, pupil: str, name: str) -> None:
        """Take something from the wall."""
        self._write(
            "DELETE FROM piece WHERE code=? AND kind=? AND pupil=? AND name=?", code, kind, pupil, name
        )

    def delete(self, code: str) -> None:
        """Delete a room with everything in it."""

        def run() -> None:
            with self._open_connection() as connection:
                for table in _OF_A_ROOM:
                    connection.execute(f"DELETE FROM {table} WHERE code=?", (code,))
            self._open_connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")  # nor does it stay in the log

        self._do(run)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _write(self, statement: str, *values: Any) -> None:
        self._do(lambda: self._open_connection().execute(statement, values))

    def _do(self, run: Callable[[], Any]) -> Any:
        """Do something with the file; a full or read-only disk ends no lesson, the memory has it all."""
        with self._lock:
            try:
                done = run()
            except (OSError, sqlite3.Error) as error:
                self.problem = f"What happens in rooms cannot be written to {self.directory}: {error}."
                return None
            self.problem = ""
            return done

    def _open(self) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        path = self.directory / "rooms.sqlite"
        # Each statement is written by itself; the lock sees to it that one thread at a time does so.
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=5)
        path.chmod(0o600)
        for line in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
            self._connection.execute(f"PRAGMA {line}")
        self._connection.executescript(_TABLES)

    def _open_connection(self) -> sqlite3.Connection:
        if self._connection is None:
            self._open()
        assert self._connection is not None
        return self._connection

    def _read(self) -> Iterator[Kept]:
        for code, used, facts in self._all("SELECT code, used, facts FROM room"):
            try:
                kept = Kept(from_plain(json.loads(facts)), used)
            except (ValueError, KeyError, TypeError):  # of another version: not worth a start that fails
                continue
            for row in self._all("SELECT id, animal, color FROM pupil WHERE code=? ORDER BY rowid", code):
                kept.pupils[row[0]] = Pupil(*row)
            votes = self._all("SELECT question, round, pupil, answer FROM vote WHERE code=?", code)
            for question, number, pupil, answer in votes:
                kept.votes.setdefault((question, number), {})[pupil] = answer
            for (facts,) in self._all("SELECT facts FROM piece WHERE code=? ORDER BY rowid", code):
                piece = Piece(**json.loads(facts))
                kept.pieces[piece.kind, piece.pupil, piece.name] = piece
            yield kept

    def _all(self, statement: str, *values: Any) -> Sequence[tuple[Any, ...]]:
        with closing(self._open_connection().execute(statement, values)) as found:
            return found.fetchall()
