"""The view Draw: a digit on the pad, its way through the network, and the template of the answer."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from components.concepts.digit_form import FEEDS
from components.concepts.number_text import number
from components.datasets import mnist
from components.text import Lesson
from components.training.checkpoint import Checkpoint
from components.training.digit_reading import (
    DigitReading,
    DrawingError,
    drawing_from,
    image_on_pad,
    read_digit,
)
from components.ui.mnist_inside import pad
from components.ui.mnist_inside.network import softmax_regression
from components.ui.mnist_inside.settings import SETTINGS, STEM, DigitQuery, digit_query

_KEPT = f"_{STEM}.drawing"  # the pad loses its state while another view is open
SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"


def draw(lesson: Lesson, network: Checkpoint) -> None:
    """Draw the pad and what the network makes of it."""
    _read_drawing(lesson, network, digit_query())


@st.fragment
def _read_drawing(lesson: Lesson, network: Checkpoint, query: DigitQuery) -> None:
    """The pad and its answer; a stroke runs this function alone."""
    if SETTINGS.value("image") != query.image:
        st.rerun()  # the pad asked for another test image
    paper = f"test image {query.image}"
    answer_place = st.container(key=f"{STEM}.result")
    drawing, resume = np.zeros((pad.PAD, pad.PAD), np.uint8), False
    try:
        drawing, drawn, resume = _on_pad(paper, query.image)
        reading = read_digit(drawing, network, softmax_regression(), query.feed, (query.first, query.second))
    except DrawingError as error:
        answer_place.markdown(str(error))
        pad.draw_pad(paper, drawing, pad.refused(str(error)), resume=resume)
        return
    answer_place.markdown(_sentence(lesson, reading, query, network, drawn=drawn))
    pad.draw_pad(paper, drawing, pad.answered(reading, lesson["alt"]), resume=resume)


def _on_pad(paper: str, image: int) -> tuple[np.ndarray, bool, bool]:
    """What lies on the pad; whether a visitor drew it; whether the browser has to be told.

    Only a run that a new stroke asked for may leave the pixels out: then the browser has them for sure.

    Raises:
        DrawingError: if the browser sent no drawing.
    """
    sent: Any = pad.sent_drawing()
    kept = st.session_state.get(_KEPT)
    if kept is None or kept["paper"] != paper:  # what was drawn on other paper is gone
        kept = {"paper": paper, "pixels": None, "at": sent.get("at")}
    new = sent.get("paper") == paper and sent.get("at") != kept["at"]
    st.session_state[_KEPT] = kept = dict(sent) if new else kept
    if kept.get("pixels") is None:
        return image_on_pad(image), False, True
    return drawing_from(kept["pixels"]), True, not new


def _sentence(
    lesson: Lesson, reading: DigitReading, query: DigitQuery, network: Checkpoint, *, drawn: bool
) -> str:
    """The main numbers in words."""
    first, second = reading.pair
    found = reading.template
    what = (
        "Your drawing" if drawn else f"Test image {query.image:,}, a **{mnist.load().y_test[query.image]}**"
    )
    numbers = lesson["numbers" if found.exact else "numbers_first_order"].format(
        first=SUBSCRIPTS[first],
        second=SUBSCRIPTS[second],
        on_image=number(found.on_image),
        rest=number(found.rest, "+.2f"),
        difference=number(found.difference),
    )
    slip = FEEDS[query.feed].says
    after = f" after epoch {network.epoch}" if network.epoch else " before training"
    said = f"{what}:{after} it **{reading.words}**. {numbers}"
    return f"{said} :orange[{slip}]" if slip else said
