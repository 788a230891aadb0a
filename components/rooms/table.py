"""The one table of all rooms: memory is the truth, and every change is written through to the store.

What a viewer is shown comes from `look` alone, and `look` does not know counts by answer for anybody but the
teacher before the reveal: what a page never has, it cannot send.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import RLock

from components.rooms import room as rules
from components.rooms.limits import (
    HOURS_KEPT,
    JOINS_A_SECOND,
    JOINS_AT_ONCE,
    LARGEST_PIECE,
    MOST_PIECES,
    MOST_ROOMS,
    MOST_TICKETS,
    Bucket,
    WrongCodes,
)
from components.rooms.room import ROUNDS, Ballot, Part, Phase, Room, RoomError
from components.rooms.store import Kept, RoomStore
from components.rooms.ticket import LONGEST, Pupil, deal, digest, new_code, new_secret, same, tidy_code
from components.rooms.votes import Tally, counts_csv, tally
from components.rooms.wall import Piece, size

EMPTY_HOURS = 1.0  # after which a room that nobody has joined makes place for another


class JoinLaterError(RoomError):
    """Too many come at once; the same again in a second will do."""


@dataclass(frozen=True)
class Look:
    """What one viewer may know of a room now.

    Attributes:
        version: another one whenever anything has changed.
        ballot: what is asked; which answer is right is known after the reveal, and to the teacher.
        pupils: how many have joined.
        answered: how many have answered in the round that is open, or was open last.
        tally: counts by answer: for the teacher, and for all after the reveal; None otherwise.
        you: who the viewer is; None for a teacher, and for a projector.
        vote: the viewer's own answer in this round; "" if there is none.
        before: the viewer's answer in the first round.
    """

    code: str
    version: int
    plan: str
    place: int
    places: int
    part: Part | None
    ballot: Ballot | None
    phase: Phase
    next_step: str
    following: bool
    moves: int
    destination: rules.Destination
    curtain: bool
    tests: bool
    shows_answer: bool
    pupils: int
    answered: int
    tally: Tally | None
    pieces: tuple[Piece, ...]
    names: dict[str, str]  # pupil's id -> name, of those whose pieces hang there
    you: Pupil | None = None
    vote: str = ""
    before: str = ""


class RoomTable:
    """All rooms of this process. Safe to use from several threads."""

    def __init__(self, store: RoomStore, clock: Callable[[], float] = time.time) -> None:
        self._store, self._clock = store, clock
        self._lock = RLock()
        self._kept: dict[str, Kept] = {}
        self._versions: dict[str, int] = {}
        self._bells: dict[str, str] = {}  # code -> what those who are in the room ask for its version with
        self._doors: dict[str, Bucket] = {}
        self._rooms_of: dict[str, str] = {}  # digest of a ticket -> code of the room it was used in last
        self._wrong = WrongCodes(clock)
        self._ended: deque[str] = deque(
            maxlen=MOST_ROOMS
        )  # a class that comes back has not typed anything wrong
        self._swept = clock()
        for kept in store.rooms():
            self._seat(kept)
        self.sweep()

    @property
    def problem(self) -> str:
        """Why rooms are not kept on the disk; "" while they are."""
        return self._store.problem

    # ---- opening and joining ----

    def open(self) -> tuple[str, str]:
        """Open a room; return its code and the teacher's secret.

        Raises:
            RoomError: if there are too many rooms.
        """
        with self._lock:
            self.sweep()
            if len(self._kept) >= MOST_ROOMS and not self._drop_an_empty_one():
                raise RoomError(f"This server has {MOST_ROOMS} rooms open; end one of them first.")
            code, secret = new_code([*self._kept, *self._ended]), new_secret()
            kept = Kept(Room(code, digest(secret)), self._clock())
            self._seat(kept)
            self._store.keep_room(kept.room, kept.used)
            return code, secret

    def find(self, typed: str, address: str) -> str:
        """The code of the room that somebody asks for.

        Args:
            typed: what was typed, or stood in a link.
            address: of who asks.

        Raises:
            RoomError: if there is no such room, or the address has tried too many.
        """
        with self._lock:
            if self._wrong.too_many(address):
                raise RoomError("Too many wrong codes from here. Wait a minute, then try again.")
            code = tidy_code(typed)
            if code in self._ended:
                raise RoomError("This room has ended.")
            if code not in self._kept:
                self._wrong.count(address)
                raise RoomError(
                    "There is no room with this code. A code has six letters and digits, but no 0 O 1 I L."
                )
            return code

    def join(self, code: str, ticket: str = "") -> str:
        """Let somebody in, or back in; return the ticket.

        Args:
            code: of the room, from `find`.
            ticket: that the browser has; one that this room does not know is replaced.

        Raises:
            JoinLaterError: if many come at once.
            RoomError: if the room is full or gone.
        """
        with self._lock:
            kept = self._of(code)
            if ticket and digest(ticket) in kept.pupils:
                self._rooms_of[digest(ticket)] = code
                return ticket
            if len(kept.pupils) >= MOST_TICKETS:
                raise RoomError(f"This room is full: it has {MOST_TICKETS} pupils.")
            if not self._doors[code].take():
                raise JoinLaterError("Many are coming in at once. You are next in a moment.")
            known = bool(ticket) and len(ticket) <= LONGEST and digest(ticket) in self._rooms_of
            ticket = ticket if known else new_secret()  # one that we have not dealt is not taken over
            pupil = deal(ticket, {(other.animal, other.color) for other in kept.pupils.values()})
            kept.pupils[pupil.id] = pupil
            self._rooms_of[pupil.id] = code
            self._store.keep_pupil(code, pupil)
            self._changed(kept)
            return ticket

    def room_of(self, ticket: str) -> str:
        """Code of the room in which a ticket was used last; "" if there is none."""
        if not ticket or len(ticket) > LONGEST:
            return ""
        return self._rooms_of.get(digest(ticket), "")

    def leave(self, ticket: str) -> None:
        """Forget which room a browser is in; its votes stay, and the ticket brings it back."""
        with self._lock:
            pupil = digest(ticket)
            if pupil in self._rooms_of:
                self._rooms_of[pupil] = ""

    # ---- looking ----

    def version(self, code: str) -> int:
        """A number that changes with everything that changes in a room; -1 if it is gone."""
        return self._versions.get(code, -1)

    def bell(self, code: str) -> str:
        """What a browser that is in a room asks for its version with; "" if the room is gone."""
        return self._bells.get(code, "")

    def version_of_bell(self, bell: str) -> int:
        """The version of the room that has this bell; -1 if there is none."""
        return next((self.version(code) for code, known in list(self._bells.items()) if known == bell), -1)

    def is_teacher(self, code: str, secret: str) -> bool:
        """Whether a secret drives a room."""
        kept = self._kept.get(code)
        return kept is not None and bool(secret) and same(secret, kept.room.secret)

    def look(self, code: str, *, ticket: str = "", secret: str = "") -> Look:
        """What somebody may know of a room.

        Raises:
            RoomError: if the room is gone.
        """
        with self._lock:
            kept = self._of(code)
            room, teacher = kept.room, self.is_teacher(code, secret)
            you = kept.pupils.get(digest(ticket)) if ticket else None
            open_to_all = room.shows_answer
            ballot, votes = room.ballot, kept.votes
            number = 2 if room.phase == "again" or (room.question, 2) in votes else 1
            cast = votes.get((room.question, number), {}) if ballot else {}
            first = votes.get((room.question, 1), {}) if ballot else {}
            counted = tally(votes, room.question, ballot) if ballot and (teacher or open_to_all) else None
            if ballot and not (teacher or open_to_all):
                ballot = ballot.without_answer()
            pieces = tuple(kept.pieces.values())
            if not (room.tests or teacher):
                pieces = tuple(_without_test(piece) for piece in pieces)
            makers = {piece.pupil for piece in pieces}
            return Look(
                code=code,
                version=self._versions[code],
                plan=room.plan,
                place=room.place,
                places=len(room.parts),
                part=replace(room.part, ballot=ballot) if room.part else None,
                ballot=ballot,
                phase=room.phase,
                next_step=rules.next_step(room),
                following=room.following,
                moves=room.moves,
                destination=room.destination,
                curtain=room.curtain,
                tests=room.tests,
                shows_answer=open_to_all,
                pupils=len(kept.pupils),
                answered=len(cast),
                tally=counted,
                pieces=pieces,
                names={key: pupil.name for key, pupil in kept.pupils.items() if key in makers},
                you=you,
                vote=cast.get(you.id, "") if you else "",
                before=first.get(you.id, "") if you else "",
            )

    # ---- what pupils do ----

    def vote(self, code: str, ticket: str, answer: str) -> None:
        """Cast a vote in the round that is open.

        Raises:
            RoomError: for a ticket that is not of this room, an answer that does not exist, a second vote in
                the round, and when no vote is taken.
        """
        with self._lock:
            kept, pupil = self._pupil(code, ticket)
            room = kept.room
            number = ROUNDS.get(room.phase)
            if number is None or room.ballot is None or room.shows_answer:
                raise RoomError("No vote is taken at the moment.")
            if answer not in {choice.key for choice in room.ballot.choices}:
                raise RoomError("This question has no such answer.")
            cast = kept.votes.setdefault((room.question, number), {})
            if pupil.id in cast:
                raise RoomError("You have answered already; your first answer counts.")
            cast[pupil.id] = answer
            self._store.keep_vote(code, room.question, number, pupil.id, answer)
            self._changed(kept)

    def hang(self, code: str, ticket: str, make: Callable[[str], Piece | None]) -> None:
        """Put something on the wall; the oldest of a pupil's makes place if there are too many.

        Args:
            code: of the room.
            ticket: of the pupil.
            make: makes the piece of the pupil's id; None: there is nothing to show.

        Raises:
            RoomError: for a ticket that is not of this room, or a piece that is too large.
        """
        with self._lock:
            kept, pupil = self._pupil(code, ticket)
            piece = make(pupil.id)
            if piece is None:
                return
            if size(piece) > LARGEST_PIECE:
                raise RoomError("This is too large for the wall.")
            key = (piece.kind, pupil.id, piece.name)
            kept.pieces[key] = piece
            self._store.keep_piece(code, piece)
            own = [other for other in kept.pieces if other[:2] == key[:2]]
            for old in own[:-MOST_PIECES]:
                del kept.pieces[old]
                self._store.drop_piece(code, *old)
            self._changed(kept)

    # ---- what the teacher does ----

    def act(self, code: str, secret: str, action: str) -> None:
        """Move a room on: an action of `ACTIONS`.

        Raises:
            RoomError: without the secret, or if the action makes no sense now.
        """
        change = rules.ACTIONS.get(action)
        if change is None:
            raise RoomError("There is no such action.")
        self._change(code, secret, change)

    def choose_plan(self, code: str, secret: str, plan: str, parts: Sequence[Part]) -> None:
        """Give a room its plan.

        Raises:
            RoomError: without the secret.
        """
        self._change(code, secret, lambda room: rules.choose_plan(room, plan, parts))

    def go_to(self, code: str, secret: str, place: int) -> None:
        """Open a scene of the plan.

        Raises:
            RoomError: without the secret, or for a scene that the plan does not have.
        """
        self._change(code, secret, lambda room: rules.go_to(room, place))

    def end(self, code: str, secret: str) -> None:
        """End a room, and delete everything about it.

        Raises:
            RoomError: without the secret.
        """
        with self._lock:
            self._teacher(code, secret)
            self._delete(code)

    def export(self, code: str, secret: str) -> str:
        """Counts by question and round, as CSV.

        Raises:
            RoomError: without the secret.
        """
        with self._lock:
            kept = self._teacher(code, secret)
            return counts_csv(kept.room, kept.votes)

    def sweep(self) -> None:
        """Delete rooms that nobody has used for a day."""
        with self._lock:
            self._swept = self._clock()
            old = self._swept - HOURS_KEPT * 3600
            for code in [code for code, kept in self._kept.items() if kept.used < old]:
                self._delete(code)

    # ---- within ----

    def _change(self, code: str, secret: str, change: Callable[[Room], Room]) -> None:
        with self._lock:
            kept = self._teacher(code, secret)
            kept.room = change(kept.room)
            self._changed(kept)
            self._store.keep_room(kept.room, kept.used)

    def _changed(self, kept: Kept) -> None:
        """Note that a room was used, and is another than before."""
        now = self._clock()
        if now - kept.used > 60:
            self._store.keep_room(kept.room, now)
        kept.used = now
        self._versions[kept.room.code] += 1
        if now - self._swept > 600:
            self.sweep()

    def _seat(self, kept: Kept) -> None:
        code = kept.room.code
        self._kept[code] = kept
        self._versions[code] = time.time_ns()  # also after a restart another one than browsers have seen
        self._bells[code] = new_secret()
        self._doors[code] = Bucket(JOINS_A_SECOND, JOINS_AT_ONCE, self._clock)
        self._rooms_of.update(dict.fromkeys(kept.pupils, code))

    def _of(self, code: str) -> Kept:
        if self._swept < self._clock() - 600:
            self.sweep()
        if code not in self._kept:
            raise RoomError("This room has ended.")
        return self._kept[code]

    def _teacher(self, code: str, secret: str) -> Kept:
        kept = self._of(code)
        if not self.is_teacher(code, secret):
            raise RoomError("Only the teacher's link can do this.")
        return kept

    def _pupil(self, code: str, ticket: str) -> tuple[Kept, Pupil]:
        kept = self._of(code)
        pupil = kept.pupils.get(digest(ticket)) if ticket else None
        if pupil is None:
            raise RoomError("This browser has no ticket of this room: enter the code once more.")
        return kept, pupil

    def _drop_an_empty_one(self) -> bool:
        old = self._clock() - EMPTY_HOURS * 3600
        empty = [kept for kept in self._kept.values() if not kept.pupils and kept.used < old]
        if empty:
            self._delete(min(empty, key=lambda kept: kept.used).room.code)
        return bool(empty)

    def _delete(self, code: str) -> None:
        for pupil in self._kept.pop(code).pupils:
            if self._rooms_of.get(pupil) == code:
                del self._rooms_of[pupil]
        del self._versions[code], self._bells[code], self._doors[code]
        self._ended.append(code)
        self._store.delete(code)


def _without_test(piece: Piece) -> Piece:
    """A piece without what the teacher has not shown yet."""
    return replace(piece, facts={key: value for key, value in piece.facts.items() if key != "test_accuracy"})
