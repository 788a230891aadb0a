from __future__ import annotations

import pytest

from components.rooms.limits import MOST_TICKETS
from components.rooms.ticket import (
    ALPHABET,
    ANIMALS,
    COLORS,
    deal,
    digest,
    new_code,
    new_secret,
    same,
    tidy_code,
)


def test_a_code_has_no_letter_that_is_taken_for_another() -> None:
    assert not set(ALPHABET) & set("0O1IL")
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(tidy_code(code) == code for code in codes)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("abc-234", "ABC234"), (" A B C 2 3 4", "ABC234"), ("ABC23", ""), ("ABC230", ""), ("", "")],
)
def test_a_code_as_it_is_typed(typed: str, code: str) -> None:
    assert tidy_code(typed) == code


def test_what_is_kept_of_a_secret_is_its_digest() -> None:
    secret = new_secret()
    assert secret not in digest(secret)
    assert same(secret, digest(secret))
    assert not same(secret + "x", digest(secret))
    assert not same("", digest(secret))


def test_no_two_pupils_of_a_full_room_are_called_the_same() -> None:
    assert len(ANIMALS) * len(COLORS) >= MOST_TICKETS
    taken: set[tuple[str, str]] = set()
    for _ in range(MOST_TICKETS):
        pupil = deal(new_secret(), taken)
        assert (pupil.animal, pupil.color) not in taken
        taken.add((pupil.animal, pupil.color))
        if len(taken) == len(ANIMALS):
            assert len({animal for animal, _ in taken}) == len(ANIMALS)  # animals of their own at first
