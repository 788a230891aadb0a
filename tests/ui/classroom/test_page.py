"""The page of the class without a browser: the door, a teacher, a pupil, the projector."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.rooms.table import RoomTable
from components.rooms.wall import Piece
from components.text.plans import plans
from components.training.digit_reading import drawing_code, image_on_pad
from components.ui.classroom.addresses import bases, joining_link, qr_code, teacher_link
from components.ui.classroom.teacher import parts_of
from components.ui.classroom.wall import KINDS
from components.ui.room.visit import rooms
from tests.addresses import nobody_trains, open_page

pytestmark = pytest.mark.usefixtures(nobody_trains.__name__)
PLAN = plans()["hidden_layer"]
BALLOT = PLAN.scenes[0].ask


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RoomTable]:
    monkeypatch.setenv("LAYERWISE_ROOMS", str(tmp_path))
    rooms.clear()
    yield rooms()
    rooms.clear()


@pytest.fixture
def room(table: RoomTable) -> tuple[str, str]:
    code, secret = table.open()
    table.choose_plan(code, secret, PLAN.key, parts_of(PLAN))
    return code, secret


def as_pupil(code: str, ticket: str, page: str = "classroom") -> AppTest:
    app = open_page(page, {"classroom.room": code} if page == "classroom" else {})
    app.session_state["_room.found"] = True  # what the browser says, which is not here
    app.session_state["_room.ticket"] = ticket
    return app.run()


def as_teacher(code: str, secret: str) -> AppTest:
    return open_page("classroom", {"classroom.room": code, "classroom.secret": secret})


def words(app: AppTest) -> str:
    shown = [*app.title, *app.markdown, *app.caption, *app.error, *app.info, *app.warning]
    return "\n".join(str(element.value) for element in shown)


def test_a_teacher_opens_a_room_and_gets_a_code_and_a_link(table: RoomTable) -> None:
    app = open_page("classroom", {})
    app.button(key="classroom.open").click().run()
    assert not app.exception
    code = app.session_state["_room.teacher"].partition(".")[0]
    assert code in words(app)
    assert any("classroom.secret=" in element.value for element in app.code)
    assert table.look(code).plan in plans()
    app.button(key="classroom.next").click().run()
    assert table.look(code).phase == "vote"
    app.button(key="classroom.end").click().run()
    assert "has ended" in words(app)
    assert table.version(code) == -1
    assert app.button(key="classroom.open")


def test_the_teachers_link_leaves_the_address_and_a_wrong_one_is_refused(room: tuple[str, str]) -> None:
    code, secret = room
    app = as_teacher(code, secret)
    assert app.button(key="classroom.next")
    assert "classroom.secret" not in app.query_params
    for wrong in (secret[:-1], "<b>x</b>", "x" * 5_000):
        app = as_teacher(code, wrong)
        assert not [button for button in app.button if button.key == "classroom.next"]
        assert "classroom.secret" not in app.query_params
        assert "classroom.secret" in app.warning[0].value


def test_a_pupil_votes_once_and_sees_counts_only_after_the_reveal(
    table: RoomTable, room: tuple[str, str]
) -> None:
    code, secret = room
    tickets = [table.join(code) for _ in range(3)]
    table.act(code, secret, "next")
    app = as_pupil(code, tickets[0])
    assert not app.exception
    app.button(key=f"classroom.answer_{BALLOT.choices[1].key}").click().run()
    assert table.look(code, ticket=tickets[0]).vote == BALLOT.choices[1].key
    assert "1 of 3" in words(app)
    assert app.button(key=f"classroom.answer_{BALLOT.choices[0].key}").disabled
    table.act(code, secret, "next")
    assert "neighbour" in words(app.run())
    table.act(code, secret, "reveal")
    assert not app.run().exception
    assert not [button for button in app.button if "answer" in button.key]


def test_the_line_stands_on_other_pages_and_the_class_is_taken_along(
    table: RoomTable, room: tuple[str, str]
) -> None:
    code, secret = room
    ticket = table.join(code)
    table.act(code, secret, "next")
    app = as_pupil(code, ticket, "parameters")
    assert f"room {code}" in words(app)
    assert "**Vote:** Without a hidden layer" in words(app)
    assert f"room {code}" not in words(open_page("parameters", {}))
    table.act(code, secret, "follow")
    app.run()
    assert app.session_state["_page"] == PLAN.scenes[0].page
    assert app.session_state["_hidden_layers.settings"]["dataset"] == "blobs"


def test_the_door_says_what_is_wrong_and_lets_one_in_when_there_is_room(
    table: RoomTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("classroom", {"classroom.room": "ZZZZZZ"})
    assert "no room with this code" in app.info[0].value
    code, _ = table.open()
    with monkeypatch.context() as crowd:
        crowd.setattr("components.rooms.limits.Bucket.take", lambda self: False)
        app = as_pupil(code, "")
        assert "next in a moment" in words(app)
    assert "You are in" in words(app.run())
    assert table.look(code).pupils == 1


def test_the_projector_shows_the_room_and_cannot_drive_it(table: RoomTable, room: tuple[str, str]) -> None:
    code, secret = room
    app = open_page("classroom", {"classroom.room": code, "classroom.view": "projector"})
    assert code in words(app)
    table.act(code, secret, "next")
    app.run()
    assert BALLOT.choices[0].label in words(app)
    assert not app.button
    table.act(code, secret, "curtain")
    assert "Eyes to the front" in words(app.run())
    table.act(code, secret, "free")
    assert "wall is empty" in words(app.run())
    assert not app.exception


def test_every_kind_of_piece_is_drawn(table: RoomTable, room: tuple[str, str]) -> None:
    code, secret = room
    ticket = table.join(code)
    facts = {
        "training": {
            "epochs": 7,
            "kept": 4,
            "val_accuracy": 0.95,
            "patience": 3,
            "seed": 1,
            "digest": "0" * 64,
        },
        "drawing": {"code": "no drawing", "read": 7, "share": 0.9},
    }
    assert set(facts) == set(KINDS)
    for kind, fact in facts.items():
        table.hang(code, ticket, lambda pupil, kind=kind, fact=fact: Piece(kind, pupil, "x", "mnist", fact))
    table.act(code, secret, "free")
    app = as_pupil(code, ticket)
    assert not app.exception
    assert "Trainings of the class (1)" in words(app)
    assert "Drawn digits (1)" in words(app)
    app.session_state["_classroom.opened"] = ("training", 0)  # what a click notes
    assert "no longer has this training" in app.run().warning[0].value
    app.session_state["_classroom.opened"] = ("drawing", 0)
    assert not app.run().exception
    assert app.session_state["_page"] == "mnist"  # the page that the piece names


def test_a_drawn_digit_is_put_on_the_wall(table: RoomTable, room: tuple[str, str]) -> None:
    code, secret = room
    app = as_pupil(code, table.join(code), "mnist_inside")
    assert app.button(key="mnist_inside.hang").disabled  # a test image lies on the pad
    drawing = drawing_code(image_on_pad(0))
    app.session_state["_mnist_inside.settings"]["drawing"] = drawing
    app.run()
    app.button(key="mnist_inside.hang").click().run()
    assert not app.exception
    (piece,) = table.look(code, secret=secret).pieces
    assert (piece.kind, piece.page, piece.facts["code"]) == ("drawing", "mnist_inside", drawing)
    assert piece.facts["read"] == 7  # the first test image is a 7
    assert piece.address == {"mnist_inside.drawing": drawing}


def test_every_plan_can_be_asked_in_a_room(table: RoomTable, room: tuple[str, str]) -> None:
    code, secret = room
    for plan in plans().values():
        table.choose_plan(code, secret, plan.key, parts_of(plan))
        look = table.look(code, secret=secret)
        assert look.places == len(plan.scenes)
    assert any(part.ballot for plan in plans().values() for part in parts_of(plan))


def test_votes_are_not_deleted_by_a_slip(
    table: RoomTable, room: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, secret = room
    table.act(code, secret, "next")
    table.vote(code, table.join(code), BALLOT.choices[0].key)
    app = as_teacher(code, secret)

    def press(key: str) -> str:
        app.button(key=f"classroom.{key}").click().run()
        assert not app.exception
        return words(app)

    assert "for good" in press("end")
    assert "for good" in press("end")  # a double click is no answer
    assert "for good" not in press("keep")
    monkeypatch.setattr("components.ui.classroom.teacher.DOUBLE_CLICK", 0)
    assert "for good" in press("end")
    assert table.look(code, secret=secret).answered == 1
    assert "has ended" in press("end")
    assert table.version(code) == -1


def test_links_lead_to_the_page_of_the_class() -> None:
    (base, *_) = bases()
    assert joining_link(base, "ABC234").endswith("/classroom?classroom.room=ABC234")
    assert teacher_link(base, "ABC234", "x").endswith("&classroom.secret=x")
    assert qr_code(joining_link(base, "ABC234")).startswith("<svg")
