"""The picture: each layer's weights as a grid, its numbers to drag. The browser's part is picture.js."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.charts.parameters import bias_color, layer_colors
from components.concepts.parameters import MAX_HIDDEN_LAYERS, MAX_INPUTS, MAX_UNITS, Summary
from components.text import Lesson
from components.ui import theme
from components.ui.parameters import settings

HERE = Path(__file__).parent
KEY = "parameters.picture"
SCRIPTS = ("picture_geometry.js", "picture_sums.js", "picture.js")

_component = st.components.v2.component(
    "layerwise_parameters_picture",
    html=(
        '<div class="picture"><div class="stage"><svg role="img" tabindex="0"></svg>'
        '<p class="said" role="status"></p></div><div class="sums"></div></div>'
    ),
    css=(HERE / "picture.css").read_text(encoding="utf-8"),
    js="\n".join((HERE / name).read_text(encoding="utf-8") for name in SCRIPTS),
)


def draw(summary: Summary, lesson: Lesson) -> None:
    """Draw the grids of a network and take over what is dragged in them."""
    network = summary.network
    look = theme.current()
    dense = summary.dense
    colors = {f"layer{i}": color for i, color in enumerate(layer_colors(look, len(dense)))}
    _component(
        key=KEY,
        data={
            "sizes": [network.inputs, *network.hidden_units, network.outputs],
            "fixed": len(network.shape) > 1,
            "names": [line.name for line in dense],
            "lines": [
                {
                    "name": line.name,
                    "layer": dense.index(line) if line in dense else None,
                    "note": "" if line in dense else line.derivation,
                }
                for line in summary.lines
            ],
            "limits": {"inputs": MAX_INPUTS, "units": MAX_UNITS, "layers": MAX_HIDDEN_LAYERS},
            "colors": {**colors, "bias": bias_color(look), "muted": look.muted, "ink": look.background},
            "alt": describe(summary, lesson),
            "words": _words(lesson),
        },
        on_edited_change=_take_over,
    )


def describe(summary: Summary, lesson: Lesson) -> str:
    """The picture in words: every layer's sum and the total."""
    sums = "; ".join(f"{line.name}: {line.derivation} = {line.parameters:,}" for line in summary.dense)
    return f"{lesson['alt']} {sums}. {summary.parameters:,}."


def _words(lesson: Lesson) -> dict[str, str]:
    """The section `picture_words`: one "name: words" a line."""
    pairs = (line.partition(": ") for line in lesson["picture_words"].splitlines())
    return {name: words for name, _, words in pairs}


def _take_over() -> None:
    settings.apply_edit(st.session_state[KEY].get("edited"), settings.network())
