"""The projector's page: what the room shows to everybody, to be read from the last row."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from components.rooms.table import Look
from components.text import Lesson
from components.ui.classroom import question
from components.ui.classroom.addresses import bases, joining_link, qr_code
from components.ui.classroom.settings import STEM
from components.ui.classroom.wall import wall
from components.ui.classroom.who import Visitor
from components.ui.kit.component import component
from components.ui.room.way import scene_at

_SCREEN = f"""<style>
html {{ font-size: clamp(16px, 2.4vh, 30px); }}
[data-testid="stHeader"], [data-testid="stSidebar"], [data-testid="stExpandSidebarButton"],
[data-testid="stToolbar"] {{ display: none; }}
.stMainBlockContainer {{ padding: 1.2rem 2.5rem; max-width: none; }}
.st-key-{STEM}-screen {{ min-height: calc(100vh - 2.4rem); }}
.st-key-{STEM}-screen:has(.st-key-{STEM}-join) {{ justify-content: center; }}
.st-key-{STEM}-join p {{ font-size: 1.6rem; }}
.st-key-{STEM}-code p {{ font-size: 5.5rem; font-weight: 700; letter-spacing: .12em; line-height: 1.1; }}
.st-key-{STEM}-question h1 {{ font-size: 1.6rem; line-height: 1.25; }}
.st-key-{STEM}-list p {{ font-size: 1.4rem; }}
.st-key-{STEM}-count p {{ font-size: 2rem; font-weight: 700; }}
.st-key-{STEM}-curtain {{ min-height: 80vh; justify-content: center; text-align: center; }}
.st-key-{STEM}-curtain p {{ text-align: center; font-size: 2.6rem; }}
</style>"""
_picture = component("classroom/picture")
_WORDS = {
    "vote": "Vote now",
    "talk": "Talk it over with your neighbour",
    "again": "Vote again",
    "reveal": "The answer",
    "waiting": "",
    "free": "Explore",
}


def draw(visitor: Visitor, lesson: Lesson) -> None:
    """Draw the screen."""
    look = visitor.look
    assert look is not None
    st.html(_SCREEN)
    with st.container(key=f"{STEM}.screen"):
        if look.curtain:
            with st.container(key=f"{STEM}.curtain"):
                st.markdown(lesson["curtain"])
        elif look.part is None:
            _join(look)
        else:
            _scene(look)


def _join(look: Look) -> None:
    """How to come in: as large as it can be."""
    base = bases()[0]
    picture, words = st.columns([2, 3], gap="large", vertical_alignment="center")
    picture.image(qr_code(joining_link(base, look.code)), width="stretch")
    with words.container(key=f"{STEM}.join"):
        st.markdown(f"Open **{base.partition('://')[2]}/classroom** and enter")
        with st.container(key=f"{STEM}.code"):
            st.markdown(look.code)
        st.markdown(f"**{look.pupils}** {'is' if look.pupils == 1 else 'are'} here")
        question.phase(look)


def _scene(look: Look) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{_WORDS[look.phase] or look.part.title}** · room {look.code} · {look.pupils} here",
            width="stretch",
        )
        question.phase(look)
    if look.phase == "free":
        wall(look, size=1.5)
        return
    if look.ballot is None:
        _show_picture(look)
        return
    with st.container(key=f"{STEM}.question"):
        question.ask(look.ballot)
    words, picture = st.columns([4, 5], gap="large")
    with picture:
        _show_picture(look)
    with words:
        if look.phase == "reveal":
            question.bars(look, brief=True)
            return
        with st.container(key=f"{STEM}.list"):
            for letter, choice in zip(question.LETTERS, look.ballot.choices, strict=False):
                st.markdown(f"**{letter}** &nbsp; {choice.label}")
        question.count(look)


def _show_picture(look: Look) -> None:
    """The picture of the scene's page, as it is presented; after the reveal it has moved."""
    scene = scene_at(look.plan, look.place)
    if scene is None:
        return
    settings = scene.reveal if look.shows_answer and scene.reveal else scene.settings
    address = f"{scene.page}?{urlencode({'present': 'true', **settings})}"
    _picture(key=f"{STEM}.picture", data={"address": address, "title": f"The picture: {scene.title}"})
