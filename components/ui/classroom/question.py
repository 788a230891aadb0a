"""The question of a room: its answers, and after the reveal the votes as bars."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from components.charts.classroom import bands
from components.charts.theme import DARK, LIGHT
from components.rooms.room import Ballot
from components.rooms.table import Look
from components.ui.classroom.settings import STEM
from components.ui.kit.component import component

LETTERS = "ABCDEFGHIJ"
_bars = component("classroom/bars")
# A phone has the answers one below the other, each as wide as the screen and high enough for a thumb.
_ANSWERS = f"""<style>
.st-key-{STEM}-answers button {{ min-height: 3.25rem; justify-content: flex-start; text-align: left; }}
.st-key-{STEM}-answers button > div, .st-key-{STEM}-answers button [data-testid="stMarkdownContainer"] {{
  justify-content: flex-start; width: 100%; }}
.st-key-{STEM}-answers button p {{ font-size: 1.05rem; white-space: normal; }}
.st-key-{STEM}-answers button:disabled {{ opacity: 1; color: inherit; }}
.st-key-{STEM}-answers button[kind="primary"]:disabled {{
  background: light-dark({LIGHT.primary}, {DARK.primary}); }}
</style>"""


def ask(ballot: Ballot) -> None:
    """Say what is asked."""
    st.markdown(f"# {' '.join(ballot.text.split())}")


def answers(ballot: Ballot, chosen: str, *, open_: bool, choose: Callable[[str], None] | None = None) -> None:
    """Draw the answers, each with its letter.

    Args:
        ballot: the question.
        chosen: key of the viewer's own answer; "" if there is none.
        open_: whether they can be pressed.
        choose: called with the key of the one that is pressed.
    """
    st.html(_ANSWERS)
    with st.container(key=f"{STEM}.answers", gap="small"):
        for letter, choice in zip(LETTERS, ballot.choices, strict=False):
            st.button(
                f"**{letter}**  {choice.label}",
                key=f"{STEM}.answer_{choice.key}",
                type="primary" if choice.key == chosen else "secondary",
                width="stretch",
                disabled=not open_,
                on_click=choose,
                args=(choice.key,),
            )


def bars(look: Look, *, brief: bool = False) -> None:
    """Draw the counts of both rounds; who changed from what to what as bands between them.

    Args:
        look: a room whose counts this viewer may know.
        brief: leaves what is said of wrong answers to the phones, where there is room for it.
    """
    if look.tally is None or look.ballot is None:
        return
    with st.container(key=f"{STEM}.bars"):
        _bars(key=f"{STEM}.bars_picture", data=bars_data(look, brief=brief))


def bars_data(look: Look, *, brief: bool = False) -> Mapping[str, Any]:
    """What the picture of the counts is given; before the reveal the teacher has the counts alone."""
    marks = look.shows_answer
    first, second = look.tally.rounds
    keys = [choice.key for choice in look.ballot.choices]
    letters = dict(zip(keys, LETTERS, strict=False))
    found = bands(look.tally, keys)
    return {
        "answers": [
            {
                "letter": letters[choice.key],
                "label": choice.label,
                "counts": [first[choice.key], second[choice.key]],
                "right": choice.right and marks,
                "says": choice.response if marks and (choice.right or not brief) else "",
                "yours": choice.key in (look.vote or look.before,),
            }
            for choice in look.ballot.choices
        ],
        "totals": list(look.tally.totals),
        "blocks": [[[letters[key], *rest] for key, *rest in column] for column in found["blocks"]],
        "bands": [
            [
                letters[one],
                letters[other],
                *rest,
                next(c.right for c in look.ballot.choices if c.key == other) and marks,
            ]
            for one, other, *rest in found["bands"]
        ],
        "voters": found["voters"],
    }


def count(look: Look) -> None:
    """Say how many have answered."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key=f"{STEM}.counted"):
        with st.container(key=f"{STEM}.count", width="content"):
            st.markdown(f"{look.answered} of {look.pupils}")
        st.markdown("have answered", width="content")


def phase(look: Look) -> None:
    """Say where the room is, in one word."""
    with st.container(key=f"{STEM}.phase", width="content"):
        st.badge(look.phase, color="blue")
