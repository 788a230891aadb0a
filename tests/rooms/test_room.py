from __future__ import annotations

import json

import pytest

from components.rooms.room import (
    PHASES,
    Room,
    RoomError,
    choose_plan,
    follow,
    from_plain,
    go_on,
    go_to,
    reveal,
    set_free,
    to_plain,
    vote_again,
)
from tests.rooms.classes import PARTS

ROOM = choose_plan(Room("ABC234", "digest"), "cuts", PARTS)


def test_a_question_goes_through_its_phases_and_then_to_the_next_scene() -> None:
    seen, room = [(ROOM.place, ROOM.phase)], ROOM
    for _ in range(6):
        room = go_on(room)
        seen.append((room.place, room.phase))
    assert seen == [
        (0, "waiting"),
        (1, "vote"),
        (1, "talk"),
        (1, "again"),
        (1, "reveal"),
        (2, "waiting"),
        (3, "vote"),
    ]
    assert {phase for _, phase in seen} | {"free"} == set(PHASES)


def test_a_teacher_may_leave_out_what_the_class_does_not_need() -> None:
    room = go_on(ROOM)
    assert reveal(room).phase == "reveal"
    assert vote_again(room).phase == "again"
    assert set_free(room).phase == "free"
    assert follow(set_free(room)).phase == "vote"  # the question is still open


def test_what_was_revealed_is_no_longer_asked() -> None:
    room = reveal(go_on(ROOM))
    with pytest.raises(RoomError, match="has been shown"):
        vote_again(room)
    assert go_to(go_on(room), 1).phase == "reveal"


def test_actions_that_make_no_sense_say_so() -> None:
    with pytest.raises(RoomError, match="Nothing is asked"):
        reveal(ROOM)
    with pytest.raises(RoomError, match="no scene yet"):
        follow(ROOM)
    with pytest.raises(RoomError, match="no further scene"):
        go_on(reveal(go_to(ROOM, 3)))
    with pytest.raises(RoomError, match="scenes 1 to 3"):
        go_to(ROOM, 4)


def test_pupils_are_taken_along_only_while_they_follow() -> None:
    room = follow(go_on(ROOM))
    assert (room.moves, room.destination) == (1, "scene")
    room = go_on(reveal(room))
    assert (room.place, room.moves, room.destination) == (
        2,
        3,
        "scene",
    )  # to the class for the answer, then on
    free = set_free(room)
    assert go_on(free).moves == free.moves


def test_a_room_survives_json() -> None:
    room = follow(reveal(go_on(ROOM)))
    assert from_plain(json.loads(json.dumps(to_plain(room)))) == room
