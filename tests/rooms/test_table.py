from __future__ import annotations

import csv
import io
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from components.rooms.limits import HOURS_KEPT, JOINS_AT_ONCE, MOST_PIECES, MOST_ROOMS, MOST_TICKETS
from components.rooms.room import ACTIONS, RoomError
from components.rooms.store import RoomStore, default_directory
from components.rooms.table import JoinLaterError
from components.rooms.ticket import new_secret
from components.rooms.wall import Piece
from tests.rooms.classes import PARTS, Lesson

ROOT = Path(__file__).parents[2]


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    return Lesson(tmp_path)


def test_two_rounds_are_counted_with_who_changed(lesson: Lesson) -> None:
    first, second, late = lesson.join(3)
    lesson.act("next")
    lesson.vote(first, "two")
    lesson.vote(second, "three")
    lesson.act("next", "next")
    for ticket in (first, second, late):
        lesson.vote(ticket, "three")
    lesson.act("reveal")
    counted = lesson.table.look(lesson.code, ticket=late).tally
    assert counted is not None
    assert counted.rounds == ({"two": 1, "three": 1, "four": 0}, {"two": 0, "three": 3, "four": 0})
    assert counted.totals == (2, 3)
    assert counted.changes == {("two", "three"): 1, ("three", "three"): 1}


@pytest.mark.parametrize("actions", [["next"], ["next", "next"], ["next", "again"], ["next", "free"]])
def test_before_the_reveal_only_the_teacher_knows_counts_and_the_answer(
    lesson: Lesson, actions: list[str]
) -> None:
    lesson.act("next")
    (ticket,) = lesson.join()
    lesson.vote(ticket, "four")
    lesson.act(*actions[1:])
    for look in (lesson.table.look(lesson.code), lesson.table.look(lesson.code, ticket=ticket)):
        assert look.tally is None
        assert not any(choice.right or choice.response for choice in look.ballot.choices)
        assert look.part.ballot == look.ballot
    assert lesson.table.look(lesson.code, secret="x" * 32).tally is None
    assert lesson.table.look(lesson.code, secret=lesson.secret).tally.rounds[0]["four"] == 1
    lesson.act("reveal", "next", "next")
    assert lesson.table.look(lesson.code, ticket=ticket).tally is None  # the next question


def test_what_is_not_allowed_is_refused_in_a_sentence(lesson: Lesson) -> None:
    table, code = lesson.table, lesson.code
    (ticket,) = lesson.join()
    with pytest.raises(RoomError, match="No vote is taken"):
        lesson.vote(ticket, "two")
    lesson.act("next")
    for forged in ("", "forged", new_secret(), "<b>x</b>", "x" * 100_000):
        with pytest.raises(RoomError, match="no ticket of this room"):
            lesson.vote(forged, "two")
    for answer in ("", "five", "Three", "<script>"):
        with pytest.raises(RoomError, match="no such answer"):
            lesson.vote(ticket, answer)
    lesson.vote(ticket, "two")
    with pytest.raises(RoomError, match="answered already"):
        lesson.vote(ticket, "three")
    before = table.look(code, secret=lesson.secret)
    for secret in ("", ticket, lesson.secret[:-1], "x" * 100_000):
        for action in ACTIONS:
            with pytest.raises(RoomError, match="teacher's link"):
                table.act(code, secret, action)
        for refused in (
            lambda s=secret: table.end(code, s),
            lambda s=secret: table.export(code, s),
            lambda s=secret: table.go_to(code, s, 2),
            lambda s=secret: table.choose_plan(code, s, "x", PARTS),
        ):
            with pytest.raises(RoomError, match="teacher's link"):
                refused()
    with pytest.raises(RoomError, match="no such action"):
        table.act(code, lesson.secret, "drop")
    assert table.look(code, secret=lesson.secret) == before


def test_a_thousand_wrong_codes_find_nothing_and_harm_nobody_else(lesson: Lesson) -> None:
    sentences = set()
    for number in range(1_000):
        with pytest.raises(RoomError) as refused:
            lesson.table.find(f"A{number:05d}".replace("0", "Z").replace("1", "Y")[:6], "10.0.0.7")
        sentences.add(str(refused.value).partition(".")[0])
    assert sentences == {"There is no room with this code", "Too many wrong codes from here"}
    with pytest.raises(RoomError, match="Too many"):
        lesson.table.find(lesson.code, "10.0.0.7")  # so that trying on does not pay
    assert lesson.table.find(lesson.code.lower(), "10.0.0.8") == lesson.code
    lesson.clock.now += 61
    assert lesson.table.find(lesson.code, "10.0.0.7") == lesson.code


def test_a_class_that_comes_at_once_is_in_within_seconds(lesson: Lesson) -> None:
    inside, seconds = 0, 0
    while inside < 30:
        try:
            lesson.table.join(lesson.code)
            inside += 1
        except JoinLaterError:
            assert inside >= JOINS_AT_ONCE
            lesson.clock.now += 1
            seconds += 1
    assert seconds <= 4


def test_a_ticket_brings_a_pupil_back_with_the_vote(lesson: Lesson) -> None:
    (ticket,) = lesson.join()
    name = lesson.table.look(lesson.code, ticket=ticket).you.name
    lesson.act("next")
    lesson.vote(ticket, "two")
    table = lesson.restarted()  # in the middle of the lesson
    assert table.room_of(ticket) == lesson.code
    assert table.join(lesson.code, ticket) == ticket
    look = table.look(lesson.code, ticket=ticket)
    assert (look.you.name, look.vote, look.phase, look.pupils, look.answered) == (name, "two", "vote", 1, 1)
    assert look.version != lesson.table.version(lesson.code)
    assert table.is_teacher(lesson.code, lesson.secret)
    table.leave(ticket)
    assert table.room_of(ticket) == ""
    assert table.join(lesson.code, "made up") != "made up"
    assert table.look(lesson.code).pupils == 2


def test_rooms_and_tickets_have_a_limit(lesson: Lesson) -> None:
    lesson.join(MOST_TICKETS)
    with pytest.raises(RoomError, match="full"):
        lesson.join()
    for _ in range(MOST_ROOMS - 1):
        lesson.table.open()
    with pytest.raises(RoomError, match="rooms open"):
        lesson.table.open()
    lesson.clock.now += 2 * 3600
    lesson.table.open()  # one that nobody ever joined makes place
    assert lesson.table.look(lesson.code).pupils == MOST_TICKETS


def test_a_room_is_deleted_a_day_after_its_last_use_or_at_once(lesson: Lesson) -> None:
    (ticket,) = lesson.join()
    other, secret = lesson.table.open()
    lesson.table.end(other, secret)
    with pytest.raises(RoomError, match="has ended"):
        lesson.table.look(other)
    for _ in range(20):  # a whole class comes back from one address: nobody is locked out
        with pytest.raises(RoomError, match="has ended"):
            lesson.table.find(other, "10.0.0.7")
    lesson.clock.now += HOURS_KEPT * 3600 - 60
    lesson.act("next")
    lesson.vote(ticket, "two")
    lesson.clock.now += HOURS_KEPT * 3600 - 60
    lesson.table.sweep()
    assert lesson.table.look(lesson.code).answered == 1
    lesson.clock.now += 700
    with pytest.raises(RoomError, match="has ended"):
        lesson.table.look(lesson.code)
    assert lesson.table.version(lesson.code) == -1
    with sqlite3.connect(lesson.folder / "rooms.sqlite") as left:
        for table in ("room", "pupil", "vote", "piece"):
            assert left.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_the_wall_keeps_the_latest_of_a_pupil_and_no_giants(lesson: Lesson) -> None:
    (ticket,) = lesson.join()

    def hang(name: str, **facts: object) -> None:
        lesson.table.hang(lesson.code, ticket, lambda pupil: Piece("training", pupil, name, "mnist", facts))

    for number in range(MOST_PIECES + 3):
        hang(f"run {number}", test_accuracy=0.97, val_accuracy=0.96)
    hang("run 22", test_accuracy=0.98, val_accuracy=0.95)
    with pytest.raises(RoomError, match="too large"):
        hang("giant", code="x" * 10_000)
    with pytest.raises(RoomError, match="no ticket"):
        lesson.table.hang(lesson.code, "forged", lambda pupil: Piece("training", pupil, "x", "mnist"))
    for table in (lesson.table, lesson.restarted()):
        pieces = table.look(lesson.code).pieces
        assert pieces[0].name == "run 3"
        assert len(pieces) == MOST_PIECES
        assert pieces[-1].facts == {"val_accuracy": 0.95}  # the test accuracy is for the teacher to show
    lesson.act("tests")
    assert lesson.table.look(lesson.code).pieces[-1].facts["test_accuracy"] == 0.98


def test_the_export_counts_by_question_and_round(lesson: Lesson) -> None:
    first, second = lesson.join(2)
    lesson.act("next")
    lesson.vote(first, "two")
    lesson.vote(second, "two")
    lesson.act("again")
    lesson.vote(second, "three")
    rows = list(csv.DictReader(io.StringIO(lesson.table.export(lesson.code, lesson.secret))))
    assert [(row["round"], row["answer"], row["votes"], row["right"]) for row in rows] == [
        *(("1", "Two", "2", "no"), ("1", "Three", "0", "yes"), ("1", "Four", "0", "no")),
        *(("2", "Two", "0", "no"), ("2", "Three", "1", "yes"), ("2", "Four", "0", "no")),
    ]


def test_thirty_threads_lose_no_vote_and_cast_none_twice(lesson: Lesson) -> None:
    tickets = lesson.join(30)
    lesson.act("next")
    refused = []

    def vote(ticket: str) -> None:
        try:
            lesson.vote(ticket, "three")
        except RoomError as error:
            refused.append(str(error))

    threads = [threading.Thread(target=vote, args=(ticket,)) for ticket in tickets * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 60
    for table in (lesson.table, lesson.restarted()):
        assert table.look(lesson.code, secret=lesson.secret).tally.rounds[0]["three"] == 30


def test_what_was_acknowledged_is_there_after_a_kill(tmp_path: Path) -> None:
    program = f"""
from pathlib import Path
from tests.rooms.classes import Lesson
lesson = Lesson(Path({str(tmp_path)!r}))
print(lesson.code, flush=True)
lesson.act("next")
for number, ticket in enumerate(lesson.join(200), start=1):
    lesson.vote(ticket, "two")
    print(number, flush=True)
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as child:
        code = child.stdout.readline().strip()
        acknowledged = [int(child.stdout.readline()) for _ in range(40)][-1]
        child.kill()
    (kept,) = RoomStore(tmp_path).rooms()
    assert kept.room.code == code
    assert len(kept.votes["cuts/circle", 1]) >= acknowledged


def test_a_disk_that_cannot_be_written_ends_no_lesson(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no directory")
    lesson = Lesson(tmp_path / "file" / "rooms")
    assert "cannot be written" in lesson.table.problem
    (ticket,) = lesson.join()
    lesson.act("next")
    lesson.vote(ticket, "two")
    assert lesson.table.look(lesson.code).answered == 1


def test_rooms_stand_beside_the_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LAYERWISE_ROOMS", raising=False)
    monkeypatch.setenv("LAYERWISE_RUNS", "/data/runs")
    assert default_directory() == Path("/data/runs-rooms")
    monkeypatch.setenv("LAYERWISE_ROOMS", "/data/rooms")
    assert default_directory() == Path("/data/rooms")


def test_a_room_has_a_bell_that_says_its_version_and_nothing_else(lesson: Lesson) -> None:
    table, code = lesson.table, lesson.code
    bell, (other, _) = table.bell(code), table.open()
    assert bell
    assert bell not in (table.bell(other), code, lesson.secret)
    before = table.version_of_bell(bell)
    lesson.act("curtain")
    assert table.version_of_bell(bell) == table.version(code) != before
    for wrong in ("", code, lesson.secret, bell[:-1]):
        assert table.version_of_bell(wrong) == -1
    table.end(code, lesson.secret)
    assert table.version_of_bell(bell) == -1
    assert table.bell(code) == ""
