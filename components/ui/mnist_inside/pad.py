"""The picture of the view Draw: the pad, and what the network makes of the drawing.

All of it is one browser component. It fetches the weights once and computes by itself: a stroke is answered
without Python. Python says what lies on the pad at first, which network reads it and how, and takes the
drawing that has settled, the step of "why?" and the unit that are open into the address.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from components.concepts.digit_form import FEEDS
from components.concepts.digit_novelty import FAR, MOST_INK
from components.concepts.number_text import json_number
from components.datasets import mnist
from components.training.checkpoint import Checkpoint
from components.training.digit_reading import PAD, DigitReading, examples
from components.training.sent_network import (
    REACH,
    activation_table,
    file_of,
    fits_half,
    kind_of_activation,
)
from components.ui.kit.component import component
from components.ui.kit.sent_file import sent_file
from components.ui.kit.start import at_start
from components.ui.mnist_inside.settings import CLASSES, SETTINGS, STEM, DigitQuery

KEY = f"{STEM}.pad"
at_start(examples)
WORDS = (
    "empty",
    "full",
    "failed",
    "loading",
    "small",
    "strange",
    "form",
    "exact",
    "first_order",
    "softmax",
    "cells",
)
_pad = component(
    "mnist_inside/pad",
    *(f"mnist_inside/{part}" for part in ("pad_numbers", "digit_form", "network", "novelty")),
    room={"mnist_inside.pad": (451, 1035)},
)


@dataclass(frozen=True)
class OnPad:
    """What lies on the pad.

    Attributes:
        name: of the drawing; another name replaces what the browser has.
        pixels: (84, 84) uint8.
        label: the class of a test image; None for a drawing.
    """

    name: str
    pixels: np.ndarray
    label: int | None


def draw_pad(on_pad: OnPad, query: DigitQuery, network: Checkpoint, rest: Mapping[str, Any]) -> None:
    """Draw the pad and all that is computed of it.

    Args:
        on_pad: what lies on it.
        query: how the network reads it, and what is compared.
        network: that reads it.
        rest: further parts of what is sent: "regression", "settled", "favourites", "words", "when".
    """
    feed = FEEDS[query.feed]
    _pad(
        key=KEY,
        data={
            "side": PAD,
            "answered": _number(_state("drawing").get("at")),
            "openedAt": _number(_state("opened").get("at")),
            "drawing": {
                "name": on_pad.name,
                "pixels": _bytes(on_pad.pixels),
                "label": on_pad.label,
                "number": query.image,
            },
            "feed": {"name": feed.name, "says": feed.says, "slip": not feed.scaled},
            "pair": [query.first, query.second],
            "why": query.why,
            "cell": query.cell,
            "network": network_parts(network, "network"),
            "exact": not network.recipe.hidden_units
            or kind_of_activation(network.recipe.activation) is not False,
            "examples": {"file": _examples_file(), "far": FAR, "mostInk": MOST_INK},
            **rest,
        },
        on_drawing_change=_take_drawing,
        on_opened_change=_take_opened,
        on_next_change=lambda: _next_of_class(_state_value("next")),
        on_rival_change=lambda: _take_rival(_state_value("rival")),
        on_closer_change=lambda: _look_closer(_state_value("closer")),
    )


def network_parts(network: Checkpoint, place: str) -> dict[str, Any]:
    """What the browser needs to compute with a network: where its weights are, and how they are used."""
    recipe = network.recipe
    kind = kind_of_activation(recipe.activation)
    table = "" if kind == "relu" or not recipe.hidden_units else activation_table(recipe.activation)
    return {
        "file": sent_file(_file_of(network), f"{KEY}.{place}"),
        "half": fits_half(network.weights),
        "sizes": list(recipe.layer_sizes),
        "scaled": "min_max" in recipe.preprocessing,
        "activation": {
            "kind": kind,
            "reach": REACH,
            "file": sent_file(table, f"{KEY}.{place}.activation") if table else "",
        },
    }


def settled(reading: DigitReading) -> dict[str, Any]:
    """Python's own reading of what lies on the pad; it stands until the browser has the weights."""
    return {
        "probabilities": [json_number(float(p)) for p in reading.probabilities],
        "logits": [json_number(float(z)) for z in reading.through.pre_activations[-1][0]],
    }


def favourites(cell: str, images: np.ndarray | None, words: str) -> dict[str, Any]:
    """The nine test images that excite a unit most, (9, 28, 28) uint8, as one picture; None: it is dead."""
    picture = None
    if images is not None:
        picture = _bytes(images.reshape(3, 3, 28, 28).swapaxes(1, 2).reshape(84, 84))
    return {"cell": cell, "images": picture, "words": words}


@st.cache_resource(max_entries=4, show_spinner=False, hash_funcs={Checkpoint: lambda network: network.key})
def _file_of(network: Checkpoint) -> bytes:
    return file_of(network)


def _examples_file() -> str:
    return sent_file(examples().tobytes(), f"{KEY}.examples")


def _bytes(values: np.ndarray) -> str:
    return base64.b64encode(np.ascontiguousarray(values).tobytes()).decode("ascii")


# ---- what the browser tells ----


def _state_value(name: str) -> Any:
    return getattr(st.session_state.get(KEY), name, None)


def _state(name: str) -> Mapping[str, Any]:
    value = _state_value(name)
    return value if isinstance(value, Mapping) else {}


def _number(value: object) -> float:
    return value if isinstance(value, (int, float)) else 0


def _take_drawing() -> None:
    SETTINGS.put(drawing=str(_state("drawing").get("code", "")))


def _take_opened() -> None:
    opened = _state("opened")
    SETTINGS.put(why=str(opened.get("why")) or "closed", cell=str(opened.get("cell", "")))


def _take_rival(chosen: object) -> None:
    SETTINGS.put(against=str(chosen))


def _next_of_class(chosen: object) -> None:
    """Put the next test image of a class on the pad, the first one after the last."""
    if str(chosen) not in CLASSES:
        return
    places = np.flatnonzero(mnist.load().y_test == int(str(chosen)))
    later = places[places > SETTINGS.value("image")]
    SETTINGS.put(image=int(later[0] if len(later) else places[0]), drawing="")


def _look_closer(cell: object) -> None:
    """Open the view One unit at a unit."""
    layer, _, unit = str(cell).partition(".")
    if layer in SETTINGS.all["layer"].options and unit.isdecimal():
        SETTINGS.put(layer=layer, unit=int(unit))
        st.session_state[f"{STEM}.view"] = "one_unit"
