"""The controls of /vanishing_gradients: what they return, and what they refuse."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from components.concepts import gradient_flow, initializers
from components.concepts.activations import ACTIVATIONS
from components.concepts.initializers import INITIALIZERS
from components.text import Lesson
from components.ui.page import Answer, explain, predict

STEM = "vanishing_gradients"
VIEWS = ("Layers", "Gain map", "Chain rule", "Trained")
WIDTHS = (8, 16, 32, 64, 128, 256)
GAINS = ("normal:0.5", "normal:1", "normal:1.5", "normal:2", "normal:4")
OVERLAID = 6  # more lines than this cannot be told apart
DEFAULTS = {
    "activation": ["sigmoid"],
    "initializer": "glorot_uniform",
    "depth": 20,
    "width": 128,
    "seed": 0,
    "view": VIEWS[0],
}
ANSWER = {**DEFAULTS, "activation": ["sigmoid", "tanh", "relu"]}  # what the prediction is about
EXPECTED = {
    "activation": f"up to {OVERLAID} of {', '.join(ACTIVATIONS)}",
    "initializer": f"one of {', '.join(INITIALIZERS)}, or normal: and a gain from 0.1 to 10",
    "depth": "a whole number from 1 to 50",
    "width": f"one of {', '.join(map(str, WIDTHS))}",
    "seed": "a whole number from 0 to 2147483647",
    "view": f"one of {', '.join(VIEWS)}",
}


@dataclass(frozen=True)
class Settings:
    """What the page is set to; every value can be used."""

    activations: tuple[str, ...]
    initializer: str
    depth: int
    width: int
    seed: int
    problem: str = ""  # a sentence about a value that was replaced by the default


def ask(lesson: Lesson) -> None:
    """Ask for the prediction; the first answer moves the picture to the truth."""
    answers = [
        Answer("tanh > ReLU > sigmoid", True, lesson["right"]),
        Answer("ReLU > tanh > sigmoid", False, lesson["relu_first"]),
        Answer("all about the same", False, lesson["all_same"]),
    ]
    answer = predict(STEM, lesson["prediction"], answers)
    answered = st.session_state.get(f"_{STEM}.answer")
    st.session_state[f"_{STEM}.answer"] = answer and answer.label
    if answer is not None and answer.label != answered:
        for name, value in ANSWER.items():
            st.session_state[f"{STEM}.{name}"] = value


def choose_view() -> tuple[str, tuple[str, ...]]:
    """The open view, and the activations that it overlays."""
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{STEM}.above"):
        view = st.segmented_control(
            "View",
            VIEWS,
            default=DEFAULTS["view"],
            required=True,
            key=f"{STEM}.view",
            bind="query-params",
            label_visibility="collapsed",
        )
        activations = st.multiselect(
            "Activations",
            list(ACTIVATIONS),
            default=DEFAULTS["activation"],
            max_selections=OVERLAID,
            key=f"{STEM}.activation",
            bind="query-params",
            placeholder="none chosen: sigmoid is shown",
            label_visibility="collapsed",
        )
    return view or DEFAULTS["view"], tuple(activations[:OVERLAID]) or tuple(DEFAULTS["activation"])


def choose(view: str, activations: tuple[str, ...]) -> Settings:
    """The controls beside the picture; those that the open view does not use are greyed."""
    initializer = st.selectbox(
        "Initializer",
        [*INITIALIZERS, *GAINS],
        index=list(INITIALIZERS).index(DEFAULTS["initializer"]),
        accept_new_options=True,
        key=f"{STEM}.initializer",
        bind="query-params",
        help=explain("initializer"),
    )
    least, most = gradient_flow.DEPTHS
    depth = st.slider(
        "Depth (layers)", least, most, DEFAULTS["depth"], key=f"{STEM}.depth", bind="query-params"
    )
    unused = view in ("Gain map", "Trained")
    width = st.select_slider(
        "Width (units in each layer)",
        WIDTHS,
        DEFAULTS["width"],
        key=f"{STEM}.width",
        bind="query-params",
        disabled=unused,
    )
    seed = st.number_input(
        "Seed",
        *gradient_flow.SEEDS,
        DEFAULTS["seed"],
        key=f"{STEM}.seed",
        bind="query-params",
        disabled=view == "Trained",
        help=explain("seed"),
    )
    initializer, problem = _checked(initializer)
    return Settings(activations, initializer, depth, width, seed, problem)


def _checked(initializer: str | None) -> tuple[str, str]:
    """The initializer's name, and a sentence if it was refused: a gain may be typed."""
    try:
        return initializers.named(initializer or DEFAULTS["initializer"]).name, ""
    except ValueError as error:
        sentence = str(error).replace("`", " ")
        return DEFAULTS["initializer"], f"{sentence[0].upper()}{sentence[1:]} The default is used."
