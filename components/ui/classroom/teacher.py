"""The teacher's page: how the class comes in, the bar that drives the room, counts, the wall."""

from __future__ import annotations

import time
from collections.abc import Callable

import streamlit as st

from components.rooms.room import Ballot, Choice, Part, RoomError
from components.rooms.table import Look
from components.text import Lesson
from components.text.plans import Plan, plans
from components.ui.classroom import question
from components.ui.classroom.addresses import bases, joining_link, qr_code, teacher_link
from components.ui.classroom.settings import SETTINGS, STEM
from components.ui.classroom.wall import wall
from components.ui.classroom.who import Visitor
from components.ui.kit.scene import PAGES
from components.ui.room.visit import keep_teacher, rooms
from components.ui.room.way import scene_at

_PROBLEM = "_classroom.problem"
_ASKED = "_classroom.end_asked"  # code -> when it was asked whether the room shall end
DOUBLE_CLICK = 0.7  # seconds within which a second press is no answer
_NEXT = {
    "talk": "Next: talk it over",
    "again": "Next: vote again",
    "reveal": "Next: the answer",
    "": "The end",
}
_STYLE = f"""<style>
.st-key-{STEM}-code p {{ font-size: 2.4rem; font-weight: 700; letter-spacing: .12em; line-height: 1.1; }}
.st-key-{STEM}-count p {{ font-size: 1.3rem; font-weight: 700; }}
</style>"""


def draw(visitor: Visitor, lesson: Lesson) -> None:
    """Draw the room as its teacher sees it."""
    look, secret = visitor.look, visitor.secret
    assert look is not None
    if not look.plan and plans():
        _put_plan(look.code, secret, next(iter(plans())))
        st.rerun()
    st.html(_STYLE)
    _head(look)
    _bar(look, secret, lesson)
    if problem := st.session_state.pop(_PROBLEM, "") or rooms().problem:
        st.warning(problem)
    main, side = st.columns([5, 3], gap="large")
    with main:
        _lesson(look, secret, lesson)
    with side:
        _plan(look, secret)
        if look.place:
            with st.expander("How the class comes in", icon=":material/qr_code:"):
                _joining(look, lesson)
        with st.expander("Your link", expanded=look.place == 0, icon=":material/key:"):
            st.markdown(lesson["link"])
            with st.container(key=f"{STEM}.teacher"):
                st.code(teacher_link(_base(), look.code, secret), language=None, wrap_lines=True)
        _end(look, secret, lesson)


def _head(look: Look) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        with st.container(key=f"{STEM}.code", width="content"):
            st.markdown(look.code)
        here = "1 pupil is here" if look.pupils == 1 else f"{look.pupils} pupils are here"
        st.markdown(f"**{here}**", width="content")
        question.phase(look)
        st.space("stretch")
        st.link_button(
            "Projector's page",
            f"classroom?classroom.view=projector&classroom.room={look.code}",
            icon=":material/open_in_new:",
        )


def _bar(look: Look, secret: str, lesson: Lesson) -> None:
    """What drives the room."""
    asks = look.ballot is not None
    following = scene_at(look.plan, look.place + 1)
    title = f"Next: {following.title}" if following else "Next"
    label = title if look.next_step == "scene" else _NEXT[look.next_step]
    bar = st.container(key=f"{STEM}.bar", horizontal=True, gap="small")
    st.caption(lesson["bar"])
    with bar:
        _act(look, secret, "next", label, type="primary", disabled=not look.next_step)
        can = asks and look.phase in ("vote", "talk", "free") and not look.shows_answer
        _act(look, secret, "again", "Vote again", disabled=not can)
        _act(look, secret, "reveal", "Reveal", disabled=not asks or look.phase == "reveal")
        _act(
            *(look, secret, "follow", "Follow"),
            type="primary" if look.following else "secondary",
            disabled=look.part is None,
        )
        _act(
            *(look, secret, "free", "Free"),
            disabled=look.phase == "free",
        )
        _act(
            *(look, secret, "curtain", "Curtain"),
            type="primary" if look.curtain else "secondary",
        )


def _lesson(look: Look, secret: str, lesson: Lesson) -> None:
    if look.part is None:
        _joining(look, lesson)
        st.info(lesson["mirror"], icon=":material/cast:")
    else:
        scene = scene_at(look.plan, look.place)
        minutes = f" · {scene.minutes} min" if scene else ""
        st.markdown(f"**Scene {look.place} of {look.places}: {look.part.title}**{minutes}")
        if scene is not None:
            st.page_link(
                PAGES[scene.page],
                label="Open its page",
                icon=":material/arrow_forward:",
                query_params={
                    **(scene.reveal if look.shows_answer and scene.reveal else scene.settings),
                    "scene": "1",
                },
            )
        if look.ballot is not None:
            question.ask(look.ballot)
            question.count(look)
            question.bars(look)
        if scene is not None:
            with st.expander(
                "What to point at", expanded=look.ballot is None, icon=":material/speaker_notes:"
            ):
                st.markdown(scene.say)
    if look.pieces or look.phase == "free":
        if any("test_accuracy" in piece.facts for piece in look.pieces):
            label = "Hide the test accuracies" if look.tests else "Show the class the test accuracies"
            _act(look, secret, "tests", label)
        wall(look)


def _plan(look: Look, secret: str) -> None:
    known = {key: f"{plan.title} ({plan.minutes} min)" for key, plan in plans().items()}
    st.selectbox(
        "Plan",
        list(known),
        index=list(known).index(look.plan) if look.plan in known else None,
        format_func=lambda key: known.get(key, key),
        key=f"{STEM}.plan",
        on_change=lambda: _try(lambda: _put_plan(look.code, secret, st.session_state[f"{STEM}.plan"])),
    )
    titles = (
        ["before the first", *(scene.title for scene in plans()[look.plan].scenes)]
        if look.plan in known
        else []
    )
    if titles:
        key = f"{STEM}.place"
        st.session_state[key] = look.place
        st.selectbox(
            "Scene",
            range(len(titles)),
            format_func=lambda place: f"{place}: {titles[place]}",
            key=key,
            on_change=lambda: _try(lambda: rooms().go_to(look.code, secret, st.session_state[key])),
        )


def _joining(look: Look, lesson: Lesson) -> None:
    base = _base()
    link = joining_link(base, look.code)
    picture, words = st.columns([1, 1.4], vertical_alignment="center")
    picture.image(qr_code(link), width="stretch")
    words.markdown(f"**{base.partition('://')[2]}/classroom**  \nand the code **{look.code}**, or this link:")
    words.code(link, language=None, wrap_lines=True)
    known = bases()
    if len(known) > 1:
        st.selectbox("Address of this computer", known, key=f"{STEM}.host")
    st.markdown(lesson["nobody"])


def _base() -> str:
    known = bases()
    chosen = st.session_state.get(f"{STEM}.host")
    return chosen if chosen in known else known[0]


def _end(look: Look, secret: str, lesson: Lesson) -> None:
    """The counts, and the end; where votes or a wall would be lost it takes two presses."""
    counts = rooms().export(look.code, secret)
    lost = bool(look.pieces) or counts.count("\n") > 1  # the first line has the names
    when = st.session_state.get(_ASKED, {}).get(look.code)
    if when:
        st.warning(lesson["end"], icon=":material/delete_forever:")
    with st.container(horizontal=True):
        st.download_button(
            "Counts as CSV",
            counts,
            f"votes-{look.code}.csv",
            "text/csv",
            key=f"{STEM}.export",
            on_click="ignore",
        )
        st.button(
            "Yes, delete everything" if when else "End and delete",
            key=f"{STEM}.end",
            icon=":material/delete:",
            type="primary" if when else "secondary",
            on_click=lambda: _try(lambda: _end_or_ask(look.code, secret, counts, lost=lost)),
        )
        if when:
            st.button("Keep the room", key=f"{STEM}.keep", on_click=st.session_state.pop, args=(_ASKED,))


def _end_or_ask(code: str, secret: str, counts: str, *, lost: bool) -> None:
    asked = st.session_state.get(_ASKED, {}).get(code)
    if lost and not asked:
        st.session_state[_ASKED] = {code: time.monotonic()}
    elif not lost or time.monotonic() > asked + DOUBLE_CLICK:
        _end_room(code, secret, counts)


def _end_room(code: str, secret: str, counts: str) -> None:
    rooms().end(code, secret)
    st.session_state.pop(_ASKED, None)
    keep_teacher("", "")
    SETTINGS.put(room="", view="class")
    st.session_state[f"_{STEM}.ended"] = (code, counts)


def _act(look: Look, secret: str, action: str, label: str, **button: object) -> None:
    st.button(
        label,
        key=f"{STEM}.{action}",
        on_click=lambda: _try(lambda: rooms().act(look.code, secret, action)),
        **button,
    )


def _try(act: Callable[[], None]) -> None:
    try:
        act()
    except RoomError as error:
        st.session_state[_PROBLEM] = str(error)


def _put_plan(code: str, secret: str, key: str) -> None:
    rooms().choose_plan(code, secret, key, parts_of(plans()[key]))


def parts_of(plan: Plan) -> list[Part]:
    """The scenes of a plan as the parts of a room's lesson."""
    return [
        Part(
            f"{number}_{scene.key}",
            scene.title,
            None
            if scene.ask is None
            else Ballot(
                scene.ask.text, tuple(Choice(c.key, c.label, c.right, c.response) for c in scene.ask.choices)
            ),
        )
        for number, scene in enumerate(plan.scenes, start=1)
    ]
