"""Codes, secrets and tickets: what opens a room, what drives it, and what brings a pupil back.

A code is said aloud, so it has no letters that are taken for others. A secret and a ticket are said by
browsers only; what is kept of them is their digest. No names are typed: a pupil is an animal with a colour.
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import secrets
from collections.abc import Collection
from dataclasses import dataclass

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without 0 O 1 I L
CODE_LENGTH = 6
LONGEST = 100  # characters of what a browser hands in as a ticket or a secret
ANIMALS = (
    *(
        "badger",
        "bear",
        "beaver",
        "bee",
        "camel",
        "crab",
        "crane",
        "dolphin",
        "eagle",
        "falcon",
        "fox",
        "frog",
    ),
    *("gecko", "hare", "heron", "ibex", "koala", "lynx", "mole", "moose", "otter", "owl", "panda", "seal"),
    *("swan", "tiger", "trout", "turtle", "whale", "wolf"),
)
COLORS = ("blue", "green", "orange", "purple", "pink", "gold", "grey", "red")  # theme.py has their values


@dataclass(frozen=True)
class Pupil:
    """Somebody in a room.

    Attributes:
        id: digest of the ticket; the ticket itself stays in the pupil's browser.
    """

    id: str
    animal: str
    color: str

    @property
    def name(self) -> str:
        """What the pupil is called: "Blue otter"."""
        return f"{self.color.capitalize()} {self.animal}"


def new_code(taken: Collection[str] = ()) -> str:
    """A code that no other room has."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        if code not in taken:
            return code


def tidy_code(typed: str) -> str:
    """A code as it was typed, in capitals and without spaces and dashes; "" for what can be none."""
    code = "".join(c for c in typed.upper() if c not in " -")
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else ""


def new_secret() -> str:
    """A secret for a teacher's link, or a ticket."""
    return secrets.token_urlsafe(24)


def digest(secret: str) -> str:
    """What is kept of a secret or a ticket."""
    return hashlib.sha256(secret[: LONGEST + 1].encode()).hexdigest()


def same(secret: str, kept: str) -> bool:
    """Whether a secret is the one whose digest was kept; takes the same time whether it is or not."""
    return hmac.compare_digest(digest(secret), kept)


def deal(ticket: str, taken: Collection[tuple[str, str]]) -> Pupil:
    """A pupil whom nobody in the room can be taken for: an animal of its own while there are enough.

    Args:
        ticket: of the pupil's browser.
        taken: animal and colour of those who are there.
    """
    animals = {animal for animal, _ in taken}
    free = [pair for pair in itertools.product(ANIMALS, COLORS) if pair not in taken]
    best = [pair for pair in free if pair[0] not in animals] or free
    return Pupil(digest(ticket), *secrets.choice(best))
