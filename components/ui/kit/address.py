"""The address of a page: read when the page is opened or Back is pressed, written in every run.

Streamlit makes an entry in the browser's history of everything that Python writes into the address. The
component `history` lets a new entry through only where another view is open, so that Back goes to the view
before. Streamlit tells a run that Back or Forward was pressed; there is no public name for it yet.
"""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state import QueryParamsProxy

from components.ui.kit.component import component
from components.ui.kit.scene import MARK, tell_opened, wanted_settings
from components.ui.kit.setting import Settings

LOSABLE = "_losable"  # in the session: the visit holds what a reload would lose, so the browser asks first
_PAGE, _WRITTEN = "_page", "_address.written"
_history = component("kit/history")


def watch_history() -> None:
    """Keep the history in order, and run again when the theme changes; to be called before the page."""
    with st.container(key="history"):
        data = {"losable": LOSABLE in st.session_state}
        _history(key="_history", data=data, height=1, on_theme_change=lambda: None)


def open_address(settings: Settings) -> None:
    """Take what the address says if it is new, and what the widgets say otherwise.

    A page that is opened without settings in its address keeps those that the visit gave it before.
    """
    arrived = st.session_state.get(_PAGE) != settings.stem
    st.session_state[_PAGE] = settings.stem
    settings.begin(arrived=arrived)
    asked = _parameters(st.query_params)
    names_some = any(key.startswith(f"{settings.stem}.") for key in asked)
    wanted = wanted_settings(settings.stem)
    tell_opened(wanted is not None or _marked(asked))
    if wanted is not None:
        settings.take(wanted)
    elif _marked(asked) or (arrived and names_some) or (not arrived and went_back()):
        settings.take(asked)
    elif settings.keep():
        settings.forgive()
    write_address(settings)


def close_address(settings: Settings) -> None:
    """Write what is set, at the end of a page, and leave nothing in the session for widgets out of sight."""
    write_address(settings)
    settings.finish()


def leave_address(stem: str) -> None:
    """Open a page without settings: nothing of another page stays in the address."""
    st.session_state[_PAGE] = stem
    _write({})


def write_address(settings: Settings) -> None:
    """Write what is set now."""
    _write(settings.address())
    settings.remember()


def _write(ours: dict[str, str | list[str]]) -> None:
    now = _parameters(st.query_params)
    # What belongs to no page stays; the settings of another page came along with the click on its link.
    others = {key: values for key, values in now.items() if "." not in key}
    if _marked(now):
        del others[MARK]
    wanted = {**others, **ours}
    written = {key: [value] if isinstance(value, str) else list(value) for key, value in wanted.items()}
    # The browser may not yet have shown what was written last: `now` alone would not tell.
    if written != now or written != st.session_state.get(_WRITTEN):
        st.query_params.from_dict(wanted)
        st.session_state[_WRITTEN] = written


def _parameters(found: QueryParamsProxy) -> dict[str, list[str]]:
    return {key: found.get_all(key) for key in found}


def _marked(parameters: dict[str, list[str]]) -> bool:
    """Whether a link marks them as all that is set; on the projector it is the number of a scene."""
    return MARK in parameters and "plan" not in parameters


def went_back() -> bool:
    """Whether this run was asked for by Back or Forward."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation
