"""The picture: each layer's weights as a grid, its numbers to drag.

The browser's part is static/parameters/: picture.js draws, geometry.js says where.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components.charts.parameters import layer_roles
from components.concepts.parameters import MAX_HIDDEN_LAYERS, MAX_INPUTS, MAX_UNITS, Summary
from components.concepts.parameters_code import script
from components.text import Lesson
from components.ui.kit.component import component
from components.ui.kit.prose import draw_prose
from components.ui.parameters import settings

KEY = "parameters.picture"
_ANSWERED = f"_{KEY}.answered"
_picture = component("parameters/picture", "parameters/geometry", room={"parameters.picture": (446, 769)})


def draw(summary: Summary, lesson: Lesson) -> None:
    """Draw the grids of a network and take over what is dragged in them."""
    network, dense = summary.network, summary.dense
    _picture(
        key=KEY,
        data={
            "sizes": [network.inputs, *network.hidden_units, network.outputs],
            "fixed": len(network.shape) > 1,
            "names": [line.name for line in dense],
            "roles": layer_roles(len(dense)),
            "lines": [
                {
                    "name": line.name,
                    "layer": dense.index(line) if line in dense else None,
                    "note": "" if line in dense else line.derivation,
                }
                for line in summary.lines
            ],
            "limits": {"inputs": MAX_INPUTS, "units": MAX_UNITS, "layers": MAX_HIDDEN_LAYERS},
            "alt": describe(summary, lesson),
            "words": _words(lesson),
            "answered": st.session_state.get(_ANSWERED),
        },
        on_edited_change=_take_over,
    )
    notice, code = st.columns([2, 3], gap="large")
    with notice:
        draw_prose("parameters", lesson["notice"])
    with code:
        st.markdown(lesson["formula"])
        st.markdown(lesson["same_in_keras"])
        st.code(script(network), language="python")


def describe(summary: Summary, lesson: Lesson) -> str:
    """The picture in words: every layer's sum and the total."""
    sums = "; ".join(f"{line.name}: {line.derivation} = {line.parameters:,}" for line in summary.dense)
    return f"{lesson['alt']} {sums}. {summary.parameters:,} in all."


def _words(lesson: Lesson) -> dict[str, str]:
    """The section `picture_words`: one "name: words" a line."""
    pairs = (line.partition(": ") for line in lesson["picture_words"].splitlines())
    return {name: words for name, _, words in pairs}


def _take_over() -> None:
    edit = st.session_state[KEY].get("edited")
    settings.apply_edit(edit, settings.network())
    if isinstance(edit, Mapping) and isinstance(edit.get("at"), int):
        st.session_state[_ANSWERED] = edit["at"]
