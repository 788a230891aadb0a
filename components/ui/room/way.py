"""Ways between the page of the class and the pages of the lesson."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

import streamlit as st

from components.text.plans import Scene, plans
from components.ui.kit.scene import MARK, PAGES


def scene_at(plan: str, place: int) -> Scene | None:
    """The scene of a plan at a place from 1; None if there is none."""
    scenes = plans()[plan].scenes if plan in plans() else ()
    return scenes[place - 1] if 0 < place <= len(scenes) else None


def go_to_class() -> NoReturn:
    """Open the page of the class."""
    st.switch_page(PAGES["classroom"])


def go_to_scene(plan: str, place: int) -> None:
    """Open the page of a scene, set up for it; does nothing where there is no such scene."""
    scene = scene_at(plan, place)
    if scene is not None:
        go_to(scene.page, scene.settings)


def go_to(stem: str, address: Mapping[str, str | list[str]]) -> NoReturn:
    """Open a page with these settings and everything else as it is at first."""
    st.switch_page(PAGES[stem], query_params={**address, MARK: "1"})
