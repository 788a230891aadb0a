"""The door: a pupil enters a code, a teacher opens a room."""

from __future__ import annotations

import streamlit as st

from components.text import Lesson
from components.ui.classroom.settings import SETTINGS, STEM
from components.ui.classroom.who import Visitor, ask_anew, open_room, refused_to_open


def draw(visitor: Visitor, lesson: Lesson) -> None:
    """Draw the two ways in."""
    st.title(lesson.title, anchor=False)
    st.markdown(lesson["intro"])
    if f"_{STEM}.ended" in st.session_state:
        _ended(lesson)
    if visitor.waiting and visitor.problem:
        st.info(visitor.problem, icon=":material/hourglass_top:")
    elif visitor.problem:
        st.info(visitor.problem, icon=":material/key_off:")
    enter, teach = st.columns(2, gap="medium")
    with enter.container(border=True, height="stretch"):
        st.markdown("## Join")
        st.markdown(lesson["door"])
        with st.form(f"{STEM}.form", border=False):
            SETTINGS.draw("room")
            st.form_submit_button(
                "Enter", key=f"{STEM}.enter", type="primary", on_click=ask_anew, width="stretch"
            )
    with teach.container(border=True, height="stretch"):
        st.markdown("## Teach with it")
        st.markdown(lesson["open"])
        st.button("Open a room", key=f"{STEM}.open", on_click=open_room, width="stretch")
        if problem := refused_to_open():
            st.error(problem)


def _ended(lesson: Lesson) -> None:
    """Say that the room is gone; the counts can still be taken along while the page is open."""
    code, counts = st.session_state[f"_{STEM}.ended"]
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(lesson["ended"], width="stretch")
        st.download_button(
            "Counts as CSV",
            counts,
            f"votes-{code}.csv",
            "text/csv",
            key=f"{STEM}.last_counts",
            on_click="ignore",
            width="content",
        )
