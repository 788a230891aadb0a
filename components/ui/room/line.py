"""The line on top of every page for a pupil: which room, what is asked, the way to the class.

It is drawn again when the room has changed; where the teacher takes the class along, it takes the pupil
there.
"""

from __future__ import annotations

import streamlit as st

from components.rooms.table import Look
from components.ui.kit.appearance import both
from components.ui.room.bell import hang_bell
from components.ui.room.visit import is_taken_along, look_as_pupil
from components.ui.room.way import go_to_class, go_to_scene

POLL_SECONDS = 2.0
_WORDS = {
    "waiting": "Look at the front",
    "vote": "**Vote:**",
    "talk": "Talk it over with your neighbour:",
    "again": "**Vote again:**",
    "reveal": "The answer is out:",
    "free": "Explore; what you train and draw can hang on the wall",
}
_LINE = f"""<style>
.st-key-classroom-line {{
  background: color-mix(in srgb, {both("primary")} 16%, transparent);
  border-left: .25rem solid {both("primary")}; border-radius: .25rem; padding: .15rem .75rem;
  flex-wrap: nowrap; overflow: hidden; }}
.st-key-classroom-line > :first-child {{ flex: 1 1 auto; min-width: 0; }}
.st-key-classroom-line [data-testid="stMarkdownContainer"] {{ margin-bottom: 0; }}
.st-key-classroom-line p {{ overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical;
  -webkit-line-clamp: 1; margin: 0; line-height: 1.35; }}
@media (max-width: 640px) {{ .st-key-classroom-line p {{ -webkit-line-clamp: 2; }} }}
.st-key-classroom-line > :last-child {{ flex: 0 0 auto; }}
</style>"""


def draw_line(stem: str) -> None:
    """Draw the line, if this browser is in a room; on the class's own page there is none."""
    presented = {"present", "plan"} & set(st.query_params)
    if stem != "classroom" and not presented and look_as_pupil() is not None:
        st.html(_LINE)
        _line()


@st.fragment
def _line() -> None:
    look = look_as_pupil()
    if look is None:
        st.rerun()
    if is_taken_along(look):
        if look.destination == "scene":
            go_to_scene(look.plan, look.place)
        else:
            go_to_class()
    with st.container(key="classroom.line", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(words(look))
        st.page_link("pages/start/classroom.py", label="Go to the class", icon=":material/groups:")
    hang_bell(look.code, look.version, seconds=POLL_SECONDS)


def words(look: Look) -> str:
    """What the line says: what is asked, the room, who one is."""
    said = "Eyes to the front" if look.curtain else _WORDS[look.phase]
    asked = look.ballot is not None and look.phase != "free" and not look.curtain
    question = f" {' '.join(look.ballot.text.split())}" if asked else ""
    done = " (answered)" if asked and look.vote and look.phase in ("vote", "again") else ""
    return f"{said}{question}{done} · room {look.code}, {look.you.name}"
