"""The picture of the view Draw: the pad, and the drawing on its way through the network.

All of it is one browser component: a stroke goes to Python as 84 x 84 bytes, one message brings back all the
numbers, and the picture changes where it stands.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from components.concepts.template import Template
from components.datasets import mnist
from components.training.digit_reading import COUNTED, PAD, DigitReading, as_image
from components.ui.kit.component import component
from components.ui.mnist_inside.settings import CLASSES, SETTINGS, STEM

KEY = f"{STEM}.pad"
_pad = component("mnist_inside/pad", "mnist_inside/pad_numbers")


def sent_drawing() -> Mapping[str, Any]:
    """What the browser sent last: "paper", "pixels" and "at"; empty before the first stroke."""
    state = st.session_state.get(KEY)
    drawing = getattr(state, "drawing", None) or {}
    return drawing if isinstance(drawing, Mapping) else {}


def draw_pad(paper: str, drawing: np.ndarray, answer: Mapping[str, Any], *, resume: bool) -> None:
    """Draw the pad and the way through.

    Args:
        paper: name of what lies on the pad; another name clears it.
        drawing: (84, 84) uint8, what lies there.
        answer: from `answered` or `refused`.
        resume: whether to send `drawing` along; the browser takes it over with new paper, or on a new pad.
    """
    number = sent_drawing().get("at")
    _pad(
        key=KEY,
        data={
            "side": PAD,
            "paper": paper,
            "pixels": _bytes(drawing) if resume else "",
            "answered": number if isinstance(number, (int, float)) else 0,
            **answer,
        },
        on_drawing_change=lambda: None,
        on_next_change=lambda: _next_of_class(getattr(st.session_state[KEY], "next", None)),
    )


def refused(sentence: str) -> dict[str, Any]:
    """The answer to a drawing that cannot be read."""
    return {"alt": sentence, "reading": None}


def answered(reading: DigitReading, alt: str) -> dict[str, Any]:
    """The numbers of a reading, as few bytes as the picture needs."""
    form, order = reading.form, reading.order
    top, bottom, left, right = form.box
    hidden = reading.through.outputs[:-1]
    return {
        "alt": alt,
        "reading": {
            "box": [top, bottom, left, right],
            "fitted": _grey(form.fitted),
            "centred": _grey(form.image),
            "fed": _grey(reading.image),
            "layers": [_layer(f"H{i}", h[0]) for i, h in enumerate(hidden, start=1)],
            "probabilities": [round(float(p), 6) for p in reading.probabilities],
            "logits": [round(float(z), 3) for z in reading.through.pre_activations[-1][0]],
            "pair": list(reading.pair),
            "template": _template(reading.template, reading.inputs, order),
            "fixed": _template(reading.fixed, None, np.arange(784)),
            "counts": _most(reading, reading.counts),
            "rivals": _most(reading, reading.rivals),
        },
    }


def _layer(name: str, h: np.ndarray) -> dict[str, Any]:
    on = int((h > 0).sum())
    return {"name": name, "units": len(h), "on": on, **_signed(h)}


def _template(found: Template, inputs: np.ndarray | None, order: np.ndarray) -> dict[str, Any]:
    pixels = as_image(found.pixels, order)
    numbers = {
        "onImage": round(found.on_image, 4),
        "rest": round(found.rest, 4),
        "difference": round(found.difference, 4),
        "exact": found.exact,
        "weights": _signed(pixels),
    }
    if inputs is not None:
        numbers["product"] = _signed(as_image(found.pixels * inputs, order))
    return numbers


def _most(reading: DigitReading, values: np.ndarray | None) -> list[list[float]]:
    """The units of the last hidden layer that add most, up or down: unit, activation, what it adds."""
    if values is None:
        return []
    h = reading.through.outputs[-2][0]
    chosen = np.argsort(-np.abs(values), kind="stable")[:COUNTED]
    return [[int(i), round(float(h[i]), 3), round(float(values[i]), 3)] for i in chosen]


def _signed(values: np.ndarray) -> dict[str, Any]:
    """Signed numbers as one byte each, the largest amount being 127."""
    peak = float(np.abs(values).max()) if values.size else 0.0
    scaled = np.rint(values / peak * 127) if peak else np.zeros(values.shape)
    return {"peak": float(f"{peak:.4g}"), "values": _bytes(scaled.astype(np.int8))}


def _grey(image: np.ndarray) -> dict[str, Any]:
    return {"height": image.shape[0], "width": image.shape[1], "values": _bytes(image)}


def _bytes(values: np.ndarray) -> str:
    return base64.b64encode(np.ascontiguousarray(values).tobytes()).decode("ascii")


def _next_of_class(chosen: object) -> None:
    """Put the next test image of a class on the pad, the first one after the last."""
    if str(chosen) not in CLASSES:
        return
    places = np.flatnonzero(mnist.load().y_test == int(str(chosen)))
    later = places[places > SETTINGS.value("image")]
    SETTINGS.put(image=int(later[0] if len(later) else places[0]))
