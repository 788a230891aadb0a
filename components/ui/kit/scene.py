"""Scenes: a page that is set up for one purpose, from a plan, from a link or from the projector."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from components.text.plans import Plan, Scene
from components.text.questions import Choice, Question

MARK = "scene"  # of a link within the app: what it does not name has its default
PAGES = {path.stem: path for path in Path(__file__).parents[3].glob("pages/*/*.py")}
_WANTED, _PRESENTED, _JUST_OPENED = "_scene.wanted", "_scene.presented", "_scene.just_opened"


@dataclass(frozen=True)
class Presented:
    """What is on the projector: a scene of a plan with its answer shown or not, or a page as it stands."""

    scene: Scene | None = None
    revealed: bool = False


def open_scene(plan: Plan, number: int, *, revealed: bool = False) -> None:
    """Set a page up for a scene, from 1; in a callback, or in app.py before the page runs.

    The page of the scene opens with `follow_scene`, which app.py calls in every run.
    """
    scene = plan.scenes[number - 1]
    settings = scene.reveal if revealed and scene.reveal else scene.settings
    st.session_state[_WANTED] = scene.page, dict(settings)


def follow_scene(page: StreamlitPage, **parameters: str) -> None:
    """Go to the page of the scene that is wanted, if another one is open.

    Args:
        page: that is open.
        parameters: of the address that stay, of no page's settings.
    """
    wanted, _ = st.session_state.get(_WANTED, (page.url_path, {}))
    if wanted != page.url_path:
        st.switch_page(PAGES[wanted], query_params=parameters)


def just_opened() -> bool:
    """Whether this run of a page was set up by a scene or by a link within the app."""
    return st.session_state.get(_JUST_OPENED, False)


def tell_opened(opened: bool) -> None:
    """Say whether this run of a page was set up by a scene or by a link within the app."""
    st.session_state[_JUST_OPENED] = opened


def wanted_settings(stem: str) -> Mapping[str, list[str]] | None:
    """The settings that a scene wants of a page, once; None if none wants any."""
    wanted, settings = st.session_state.pop(_WANTED, ("", {}))
    return {key: [value] for key, value in settings.items()} if wanted == stem else None


def scene_link(plan: Plan, number: int, label: str, *, present: bool = False, **look: Any) -> None:
    """Draw a link to a scene, from 1, that works in another tab; with `present`, to it on the projector."""
    scene = plan.scenes[number - 1]
    where = {"plan": plan.key, MARK: str(number)} if present else {MARK: scene.key, **scene.settings}
    st.page_link(PAGES[scene.page], label=label, query_params=where, **look)


def settings_link(page: str, label: str, settings: Mapping[str, str], **look: Any) -> None:
    """Draw a link that sets a page up; what it does not name has its default.

    Args:
        page: its stem.
        label: of the link.
        settings: parameter -> value, as in an address.
        look: of `st.page_link`.
    """
    st.page_link(PAGES[page], label=label, query_params={MARK: "try", **settings}, **look)


def present(shown: Presented | None) -> None:
    """Say what this run puts on the projector; None: it is an ordinary visit."""
    st.session_state[_PRESENTED] = shown


def presented() -> Presented | None:
    """What this run puts on the projector; None in an ordinary visit."""
    return st.session_state.get(_PRESENTED)


def answer_shown(question: Question) -> tuple[bool, Choice | None]:
    """Whether the projector asks instead of the page, and the answer that it shows to this question."""
    shown = presented()
    if shown is None or shown.scene is None:
        return False, None
    return True, question.right if shown.revealed and shown.scene.ask == question else None
