"""The widget of a setting, for each kind of setting and each of its looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from components.ui.kit.setting import Setting


def draw_widget(setting: Setting, now: Any, arguments: dict[str, Any]) -> None:
    """Draw the widget of a setting.

    Args:
        setting: whose widget it is.
        now: its present value.
        arguments: of the widget: its label, its key, and what differs from what is usual.
    """
    _WIDGETS[setting.kind](setting, now, arguments)


# Each widget is also told its value as its default: a run that follows at once may be all that the browser
# sees, and only the first one says that the value was set.


def _draw_number(setting: Setting, now: Any, arguments: dict[str, Any]) -> None:
    kind = int if setting.kind == "whole" else float
    least, most = map(kind, setting.bounds)
    arguments |= {"min_value": least, "max_value": most, "value": None if now is None else kind(now)}
    if setting.look == "slider":
        st.slider(**arguments)
    else:
        st.number_input(**({"format": "%g"} if kind is float else {}) | arguments)


def _draw_switch(setting: Setting, now: Any, arguments: dict[str, Any]) -> None:
    st.toggle(value=now, **arguments)


def _draw_choice(setting: Setting, now: Any, arguments: dict[str, Any]) -> None:
    typed = setting.typed is not None and "options" not in arguments  # what is shown here is all there is
    options = arguments.pop("options", setting.options)
    if typed and now is not None:
        options = {**options, now: options.get(now, now)}
    now = now if now in options else None
    arguments |= {"options": list(options), "format_func": lambda key: options.get(key, key)}
    if setting.look == "segments":
        st.segmented_control(default=now, required=now is not None, **arguments)
    elif setting.look == "steps":
        st.select_slider(value=now, **arguments)
    else:
        arguments |= {"accept_new_options": True} if typed else {}
        st.selectbox(index=None if now is None else list(options).index(now), **arguments)


def _draw_picks(setting: Setting, now: Any, arguments: dict[str, Any]) -> None:
    options = arguments.pop("options", setting.options)
    arguments |= {"options": list(options), "format_func": lambda key: options.get(key, key)}
    arguments["default"] = [key for key in now if key in options]
    if setting.look == "list":
        st.multiselect(**arguments)
    else:
        st.pills(selection_mode="multi", **arguments)


def _draw_text(setting: Setting, now: Any, arguments: dict[str, Any]) -> None:
    st.text_input(value=now, **arguments)


_WIDGETS: Mapping[str, Callable[[Setting, Any, dict[str, Any]], None]] = {
    "whole": _draw_number,
    "real": _draw_number,
    "switch": _draw_switch,
    "choice": _draw_choice,
    "picks": _draw_picks,
    "text": _draw_text,
}
