"""The view Draw: a digit on the pad, the answer, and why."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import streamlit as st

from components.concepts.unit_features import strongest
from components.datasets import mnist
from components.rooms import wall
from components.text import Lesson
from components.training.checkpoint import Checkpoint
from components.training.digit_reading import (
    EXAMPLES,
    FALSE_ALARMS,
    DrawingError,
    drawing_from,
    image_on_pad,
    read_digit,
)
from components.training.sent_network import as_sent
from components.ui.kit.prose import draw_prose
from components.ui.kit.setting import quoted
from components.ui.mnist_inside import pad
from components.ui.mnist_inside.network import softmax_regression, unit_outputs
from components.ui.mnist_inside.one_unit import counted
from components.ui.mnist_inside.settings import SETTINGS, STEM, DigitQuery, digit_query
from components.ui.room.hang import hang, is_in_a_room

_CELL = re.compile(r"H(\d{1,2})\.(\d{1,4})", re.ASCII)


def draw(lesson: Lesson, network: Checkpoint) -> str:
    """Draw the pad and what the network makes of what lies on it.

    Returns:
        What is wrong with the settings; "" if nothing is.
    """
    query = digit_query()
    on_pad, problem = _on_pad(query)
    cell, no_cell = _cell(network, query.cell)
    if query.first is not None and query.first == query.second:
        problem = problem or lesson["draw.same"].format(digit=query.first)
    rest = {
        "regression": pad.network_parts(softmax_regression(), "regression"),
        "settled": _settled(on_pad, query, network),
        "favourites": _favourites(lesson, network, cell) if cell and query.why == "units" else None,
        "words": {"alt": lesson["alt"], **{name: lesson[f"draw.{name}"] for name in pad.WORDS}},
        "when": f"Network after epoch {network.epoch}." if network.epoch else "Network before training.",
    }
    pad.draw_pad(on_pad, query, network, rest)
    refused = _to_the_wall(query, rest["settled"]) if is_in_a_room() else ""
    words = lesson["notice"].format(examples=EXAMPLES, false_alarms=f"{100 * FALSE_ALARMS:.0f} %")
    draw_prose(STEM, words)
    return problem or no_cell or refused


def _to_the_wall(query: DigitQuery, settled: dict[str, Any] | None) -> str:
    """The button that hangs the drawing on the wall of the class; returns why it does not hang there."""
    drawn = bool(query.drawing) and settled is not None
    label = "Put it on the wall" if drawn else "Draw a digit to put it on the wall of your class"
    if not st.button(label, key=f"{STEM}.hang", icon=":material/dashboard:", disabled=not drawn):
        return ""
    shares = [share if isinstance(share, (int, float)) else 0.0 for share in settled["probabilities"]]
    read = int(np.argmax(shares))
    address = {key: value for key, value in SETTINGS.address().items() if key != f"{STEM}.view"}
    return hang(lambda pupil: wall.drawing(query.drawing, read, shares[read], pupil, address))


def _on_pad(query: DigitQuery) -> tuple[pad.OnPad, str]:
    """What lies on the pad, and what is wrong with the drawing in the address."""
    problem = ""
    if query.drawing:
        try:
            return pad.OnPad(query.drawing, drawing_from(query.drawing), None), ""
        except DrawingError as error:
            SETTINGS.put(drawing="")
            problem = f"{error} A test image is shown instead."
    image = image_on_pad(query.image)
    return pad.OnPad(f"image {query.image}", image, int(mnist.load().y_test[query.image])), problem


def _settled(on_pad: pad.OnPad, query: DigitQuery, network: Checkpoint) -> dict[str, Any] | None:
    """Python's reading, with the weights that the browser is sent; None where there is nothing to read."""
    try:
        with np.errstate(all="ignore"):
            found = read_digit(
                on_pad.pixels, as_sent(network), softmax_regression(), query.feed, (None, None)
            )
    except DrawingError:
        return None
    return pad.settled(found)


def _cell(network: Checkpoint, asked: str) -> tuple[tuple[int, int] | None, str]:
    """The unit that is open, as layer and number, both from 0; and what is wrong with the one asked for."""
    if not asked:
        return None, ""
    found, units = _CELL.fullmatch(asked), network.recipe.hidden_units
    if found:
        layer, unit = int(found[1]) - 1, int(found[2])
        if 0 <= layer < len(units) and unit < units[layer]:
            return (layer, unit), ""
    SETTINGS.put(cell="")
    return None, f"This network has no hidden unit `{quoted(asked)}`; no unit is open."


def _favourites(lesson: Lesson, network: Checkpoint, cell: tuple[int, int]) -> dict[str, Any]:
    layer, unit = cell
    outputs = unit_outputs(network, layer, unit)
    name, data, best = f"H{layer + 1}.{unit}", mnist.load(), strongest(outputs)
    if not outputs.any():
        return pad.favourites(name, None, lesson["draw.dead"])
    words = lesson["draw.favourites"].format(classes=counted(data.y_test[best]))
    return pad.favourites(name, data.x_test[best], words)
