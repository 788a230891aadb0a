"""The projector: a page without what only a reader needs, in type that a class can read, paged by a clicker.

`?plan=<plan>&scene=<n>` in the address of any page opens a scene of a plan, `?present=true` the page as it
stands. The browser counts the steps and says which one it wants by its number, so that a key that is pressed
before the last one was answered is not lost. A scene has two steps if something is to be revealed.
"""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from components.text.plans import Plan, Scene, plans
from components.ui.kit.address import went_back
from components.ui.kit.component import STATIC, component
from components.ui.kit.scene import MARK, Presented, follow_scene, open_scene, present

PLAN, AS_IT_STANDS = "plan", "present"  # in the address
KEY = "_projector"
_STEP, _OPENED, _WINDOW = f"{KEY}.step", f"{KEY}.opened", f"{KEY}.window"
_BEGIN, _END = f"{KEY}.begin", f"{KEY}.end"
USUAL_WINDOW = 1080  # pixels of height, until the browser has said
_projector = component("kit/projector")
_EARLY_KEYS = (STATIC / "kit/early_keys.js").read_text(encoding="utf-8")


def present_button() -> None:
    """Draw the button that presents the page as it stands."""
    st.button(
        "Present",
        key="present",
        type="tertiary",
        icon=":material/present_to_all:",
        on_click=partial(st.session_state.__setitem__, _BEGIN, True),
        help="Shows the question and the picture, large, for a projector. Esc ends it.",
    )


def project(page: StreamlitPage) -> None:
    """Put on the projector what the address asks for; in app.py, before the page runs."""
    plan = _asked_for()
    if plan is None and AS_IT_STANDS not in st.query_params:
        present(None)
        st.session_state.pop(_OPENED, None)
        return
    if plan is None:
        present(Presented())
        _draw({"plan": "", "place": page.title, "minutes": ""}, Presented(), 0, 1)
        return
    steps = steps_of(plan)
    step = _step(plan, steps)
    number, revealed = steps[step]
    is_elsewhere = page.url_path != plan.scenes[number - 1].page  # a key was pressed on the page before
    if is_elsewhere or st.session_state.get(_OPENED) != (plan.key, step):
        st.session_state[_OPENED] = plan.key, step
        open_scene(plan, number, revealed=revealed)
        follow_scene(page, plan=plan.key, scene=str(number))
    if st.query_params.get(MARK) != str(number):
        st.query_params[MARK] = str(number)
    shown = Presented(plan.scenes[number - 1], revealed)
    present(shown)
    _draw(_told(plan, number), shown, step, len(steps))
    _head(plan.scenes[number - 1], revealed)


def steps_of(plan: Plan) -> list[tuple[int, bool]]:
    """The steps of a plan: the number of the scene, from 1, and whether its answer is shown."""
    return [
        (number, revealed)
        for number, scene in enumerate(plan.scenes, start=1)
        for revealed in ((False, True) if scene.ask or scene.reveal else (False,))
    ]


def type_size() -> float:
    """The size of the projector's type in pixels; `projected.css` says the same of the browser's window."""
    height = st.session_state.get(_WINDOW, USUAL_WINDOW)
    return min(max(16.0, 0.024 * height), 30.0)


def window_height() -> int:
    """The height of the projector's window in pixels."""
    return st.session_state.get(_WINDOW, USUAL_WINDOW)


def _asked_for() -> Plan | None:
    """The plan that the address names; begins and ends the presentation."""
    if st.session_state.pop(_END, False):
        for name in (PLAN, AS_IT_STANDS, MARK):
            st.query_params.pop(name, None)
    if st.session_state.pop(_BEGIN, False):
        st.query_params[AS_IT_STANDS] = "true"
    return plans().get(st.query_params.get(PLAN, ""))


def _step(plan: Plan, steps: list[tuple[int, bool]]) -> int:
    """The step that was asked for last, by a key or by the address."""
    opened, _ = st.session_state.get(_OPENED, ("", 0))
    if opened == plan.key and not went_back():
        return min(max(st.session_state.get(_STEP, 0), 0), len(steps) - 1)
    asked = st.query_params.get(MARK, "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
    step = next((i for i, (scene, _) in enumerate(steps) if scene >= number), 0)
    st.session_state[_STEP] = step
    return step


def _told(plan: Plan, number: int) -> dict[str, str]:
    """What the bar at the foot says of a scene."""
    scene = plan.scenes[number - 1]
    place = f"{number} of {len(plan.scenes)}: {scene.title}"
    return {"plan": plan.title, "place": place, "minutes": f"{scene.minutes} min"}


def _draw(told: dict[str, str], shown: Presented, step: int, steps: int) -> None:
    """The listener for the keys, the bar at the foot, and the style of the projector."""
    data = {"step": step, "steps": steps, **told}
    style = _style(shown.scene, shown.revealed)
    with st.container(key="projector"):
        st.html(f"<script>{_EARLY_KEYS}</script>", unsafe_allow_javascript=True)
        st.html(f"<style>{style}</style>")
        _projector(
            key=KEY,
            data=data,
            height=1,
            on_step_change=_stepped,
            on_end_change=partial(st.session_state.__setitem__, _END, True),
            on_window_change=_resized,
        )


def _stepped() -> None:
    step = getattr(st.session_state.get(KEY), "step", None)
    if isinstance(step, int | float) and 0 <= step < 1000:
        st.session_state[_STEP] = int(step)


def _resized() -> None:
    height = getattr(st.session_state.get(KEY), "window", None)
    if isinstance(height, int | float) and 200 <= height <= 10_000:
        st.session_state[_WINDOW] = int(height)


def _head(scene: Scene, revealed: bool) -> None:
    """What is asked, and the answers; then the right one and why."""
    with st.container(key="projector.head", gap="xsmall"):
        if scene.ask is None:
            st.markdown(f"**{scene.title}**")
            return
        st.markdown(f"**{scene.ask.text}**")
        if revealed:
            right = scene.ask.right
            st.markdown(f":green-badge[:material/check: {right.label}] {right.response}")
        else:
            st.markdown(" ".join(f":gray-badge[{choice.label}]" for choice in scene.ask.choices))


def _style(scene: Scene | None, revealed: bool) -> str:
    """The style of the projector; of a scene's page only the controls that it names are left."""
    style = (STATIC / "kit/projected.css").read_text(encoding="utf-8")
    if scene is None:
        return style.replace("KEPT", _WIDGETS)
    kept = ", ".join(f".st-key-{scene.page}-{name}" for name in scene.show) or ".nothing"
    style = style.replace("KEPT", kept)
    hidden = f".stMain :is({_WIDGETS}):not({kept})"
    if scene.picture and revealed:
        only = f".st-key-{scene.page}-{scene.picture}"
        hidden += f", .stMain :is({_PICTURES}):not({only})"
        hidden += f', .stMain [data-testid="stColumn"]:not(:has({only}))'
    return f"{style}{hidden} {{ display: none; }}"


_PICTURES = ", ".join(
    f'[data-testid="stElementContainer"]:has([data-testid="{kind}"])'
    for kind in ("stPlotlyChart", "stBidiComponentIsolated", "stImage")
)
_WIDGETS = ", ".join(
    f'[data-testid="stElementContainer"]:has(.{kind})'
    for kind in (
        *("stSlider", "stSelectbox", "stMultiSelect", "stNumberInput", "stTextInput", "stCheckbox"),
        "stButtonGroup",
    )
)
