"""A plan as a list of its scenes, which prints as one page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.text import Lesson
from components.text.plans import Plan, Scene
from components.ui.kit.component import component
from components.ui.kit.scene import scene_link

STYLE = Path(__file__).with_suffix(".css")  # for st.html
_print = component("kit/print_button")


def sheet(plan: Plan, lesson: Lesson) -> None:
    """Draw the head of a plan, then scene by scene what is asked, expected and said."""
    st.html(STYLE)
    with st.container(key="plans.sheet", gap="small"):
        st.header(plan.title, anchor=False)
        st.markdown(f"{plan.minutes} minutes, {len(plan.scenes)} scenes, for {plan.audience}.")
        with st.container(key="plans.do", horizontal=True, vertical_alignment="center", gap="small"):
            icon = ":material/present_to_all:"
            scene_link(plan, 1, "Present this lesson", present=True, icon=icon, width="content")
            st.page_link(
                "pages/start/classroom.py",
                label="Let the class vote on it",
                icon=":material/groups:",
                width="content",
            )
            _print(key="plans.print", data={"label": "Print this sheet"}, width="content")
        st.caption(lesson["keys"])
        for number, scene in enumerate(plan.scenes, start=1):
            _scene(plan, number, scene)


def _scene(plan: Plan, number: int, scene: Scene) -> None:
    with st.container(key=f"plans.scene_{number}", gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{number}. {scene.title}** ({scene.minutes} min)", width="content")
            scene_link(plan, number, "Open", icon=":material/open_in_new:", width="content")
            scene_link(
                plan, number, "Present", present=True, icon=":material/present_to_all:", width="content"
            )
        if scene.ask:
            answers = (f":material/check: **{c.label}**" if c.right else c.label for c in scene.ask.choices)
            st.markdown(f"{scene.ask.text}  \n{' · '.join(answers)}")
        st.markdown(scene.say)
        st.caption(f"/{scene.address}")
