"""The frame of every page: strip, question, Reset, link, views, what the address was refused, last sentence.

    with open_page(SETTINGS, VIEWS) as page:
        ...
        page.view.draw(page.lesson)

Everything between is the page's own. The address is read on the way in and written on the way out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import text
from components.text import Lesson
from components.ui.kit.address import close_address, open_address
from components.ui.kit.component import component
from components.ui.kit.predict import take_back
from components.ui.kit.projector import present_button
from components.ui.kit.save import save_menu
from components.ui.kit.scene import presented
from components.ui.kit.setting import Settings
from components.ui.kit.view import View, Views, view_setting

PARTS = ("x", "H1", "H2", "z", "y")
_copy_link = component("kit/copy_link")
# What is drawn while another view is computed: behind the view, and only if that takes a moment.
_DRAWING = """<style>
.st-key-drawing {
  position: absolute; inset: 0; z-index: -1; min-height: 60vh; animation: drawing 0s .15s both;
}
.st-key-drawing > * { height: 100%; }
div:has(> .st-key-drawing) { position: relative; }
@keyframes drawing { from { visibility: hidden; } to { visibility: visible; } }
</style>"""


@dataclass
class Page:
    """What is open in this run.

    Attributes:
        lesson: the prose of the page.
        settings: of the page.
        views: of the page; empty if it has but one.
        problems: sentences that are said above the picture, after what the address was refused.
    """

    lesson: Lesson
    settings: Settings
    views: Views
    view_name: str
    problems: list[str] = field(default_factory=list)
    _warning: DeltaGenerator | None = None

    @property
    def view(self) -> View:
        """The view that is open."""
        return self.views[self.settings.value(self.view_name)]

    def choose_view(self) -> View:
        """Draw the control that chooses the view."""
        self.settings.draw(self.view_name)
        return self.view

    @contextmanager
    def body(self) -> Iterator[None]:
        """All of a page that depends on the view, under what the address was refused.

        Another view is not seen to replace this one bit by bit.
        There are two places for it, used in turn: another view goes into the one and the other is emptied,
        before anything is drawn. (One place, emptied and filled, would not do: Streamlit sends only the
        last of both.)
        """
        self._warning = st.container()
        state, view = f"_{self.settings.stem}.body", self.view.key if self.views else ""
        before, place = st.session_state.get(state, (view, 0))
        place = place if before == view else 1 - place
        with st.container(gap=None):
            places = [st.container() if i == place else st.empty() for i in (0, 1)]
        with places[place]:
            drawing = st.empty()
            if before != view:
                st.html(_DRAWING)
                with drawing.container(key="drawing"):
                    st.skeleton(height="stretch")
            yield
            drawing.empty()
        st.session_state[state] = view, place


@contextmanager
def open_page(
    settings: Settings, views: Views | None = None, *, view: str = "view", start: str = ""
) -> Iterator[Page]:
    """Open a page: its head first, the sentence to complete last.

    Args:
        settings: of the page; "Reset" puts all of them back.
        views: of the page, if it has several.
        view: name of the setting that says which view is open.
        start: the view that the page opens with; the first one, if not given.
    """
    if views:
        settings = Settings(settings.stem, view_setting(views, view, start), *settings.all.values())
    open_address(settings)
    lesson = text.load(settings.stem)
    page = Page(lesson, settings, views or {}, view)
    _head(page)
    yield page
    sentences = [*settings.refusals(), *filter(None, page.problems)]
    if sentences:
        (page._warning or st).warning("  \n".join(sentences), icon=":material/link_off:")
    close_address(settings)
    if presented() is None:
        _close(lesson)


def _head(page: Page) -> None:
    """The strip with this page's part lit, Reset, the link and what can be saved, then the question."""
    lesson, settings = page.lesson, page.settings
    if shown := presented():
        if shown.scene is None:
            st.title(lesson.title, anchor=False)
        return
    with st.container(gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="page.strip"):
            if "strip" in lesson.sections:
                st.markdown(_strip(lesson["strip"].split()), width="stretch")
            st.button(
                "Reset",
                key=f"{settings.stem}.reset",
                type="tertiary",
                icon=":material/restart_alt:",
                on_click=_reset,
                args=(settings,),
                help="Puts every setting of this page back to its default. What was trained stays.",
            )
            _copy_link(key=f"{settings.stem}.copy_link", data={"label": "Copy link"}, width="content")
            present_button()
            save_menu(settings, page.view if page.views else None)
        st.title(lesson.title, anchor=False)


def _close(lesson: Lesson) -> None:
    """The sentence to complete; its end shows on a click."""
    beginning, _, end = lesson["complete"].partition("...")
    st.divider()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**Complete the sentence.** {beginning.strip()} ...", width="content")
        shown = st.toggle("Show the end", key=f"{lesson.stem}.complete")
    if shown:
        st.markdown(f"... {end.strip()}")


def _strip(lit: Sequence[str]) -> str:
    marks = [f":primary-badge[**{part}**]" if part in lit else f":gray-badge[{part}]" for part in PARTS]
    return " → ".join(marks)


def _reset(settings: Settings) -> None:
    settings.reset()
    take_back(settings)
    st.session_state[f"{settings.stem}.complete"] = False
