"""The page of a pupil, made for a phone: what is asked, what one has answered, what the class has."""

from __future__ import annotations

import streamlit as st

from components.rooms.room import RoomError
from components.rooms.table import Look
from components.text import Lesson
from components.ui.classroom import question
from components.ui.classroom.settings import STEM
from components.ui.classroom.wall import wall
from components.ui.classroom.who import Visitor, leave
from components.ui.kit.scene import PAGES
from components.ui.room.visit import is_taken_along, rooms, ticket
from components.ui.room.way import go_to_scene, scene_at

_PROBLEM = "_classroom.problem"
_NARROW = f"""<style>
.st-key-{STEM}-pupil {{ max-width: 46rem; margin: 0 auto; }}
.st-key-{STEM}-curtain {{ min-height: 60vh; justify-content: center; text-align: center; }}
.st-key-{STEM}-curtain p {{ text-align: center; font-size: 1.6rem; }}
</style>"""


def draw(visitor: Visitor, lesson: Lesson) -> None:
    """Draw what the room is at, for one pupil."""
    look = visitor.look
    assert look is not None
    assert look.you is not None
    if is_taken_along(look) and look.destination == "scene":
        go_to_scene(look.plan, look.place)
    st.html(_NARROW)
    with st.container(key=f"{STEM}.pupil"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{look.you.name}** · room {look.code}", width="stretch")
            question.phase(look)
        if look.curtain:
            with st.container(key=f"{STEM}.curtain"):
                st.markdown(lesson["curtain"])
        else:
            _room(look, lesson)
        st.space("small")
        st.button("Leave the room", key=f"{STEM}.leave", type="tertiary", on_click=leave)


def _room(look: Look, lesson: Lesson) -> None:
    if problem := st.session_state.pop(_PROBLEM, ""):
        st.error(problem)
    if look.phase == "free" or look.ballot is None:
        _explore(look, lesson)
        return
    question.ask(look.ballot)
    if look.phase == "reveal":
        question.bars(look)
        _to_scene(look, "See the picture")
        return
    voting = look.phase in ("vote", "again")
    if look.phase == "talk":
        st.info(lesson["talk"], icon=":material/forum:")
    # In the second vote the first answer is no longer marked: one chooses anew.
    own = look.vote if voting else look.vote or look.before
    question.answers(look.ballot, own, open_=voting and not look.vote, choose=_choose)
    question.count(look)
    if voting and look.vote:
        st.caption(lesson["sent"])


def _explore(look: Look, lesson: Lesson) -> None:
    if look.phase == "free":
        st.markdown(lesson["free"])
        _to_scene(look, "To the picture of the lesson")
        with st.container(horizontal=True):
            for stem, label in (("mnist", "Train on MNIST"), ("mnist_inside", "Draw a digit")):
                st.page_link(PAGES[stem], label=label, icon=":material/arrow_forward:")
        wall(look)
        return
    if look.part is None:
        st.markdown(f"# {lesson['waiting']}")
        st.markdown(f"{look.pupils} of the class are here.")
        return
    st.markdown(f"# {look.part.title}")
    st.markdown(lesson["scene"])
    _to_scene(look, "The same picture here")


def _to_scene(look: Look, label: str) -> None:
    """A link to the picture of the scene; after the reveal, to where it has moved."""
    scene = scene_at(look.plan, look.place)
    if scene is None:
        return
    settings = scene.reveal if look.shows_answer and scene.reveal else scene.settings
    st.page_link(
        PAGES[scene.page],
        label=label,
        icon=":material/arrow_forward:",
        query_params={**settings, "scene": "1"},
    )


def _choose(answer: str) -> None:
    look_code = rooms().room_of(ticket())
    try:
        rooms().vote(look_code, ticket(), answer)
    except RoomError as error:
        st.session_state[_PROBLEM] = str(error)
