"""The settings of /parameters: widgets bound to the address, and the network that they describe."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

import streamlit as st

from components.concepts.activations import ACTIVATIONS
from components.concepts.optimizers import OPTIMIZERS
from components.concepts.parameters import (
    APIS,
    IMAGES,
    MAX_DROPOUT,
    MAX_HIDDEN_LAYERS,
    MAX_INPUTS,
    MAX_UNITS,
    Network,
)
from components.training.recipe import LayerLimits, RecipeError, parse_hidden_units

VIEWS = ("Picture", "Summary", "Cost", "Quiz")
VECTOR, NOT_YET = "vector", "not yet"
LIMITS = LayerLimits(shallow=(MAX_HIDDEN_LAYERS, MAX_UNITS), deep=(MAX_HIDDEN_LAYERS, MAX_UNITS))
PRESETS = {
    "8-1": Network(),
    "8-32-32-1": Network(hidden_units=(32, 32)),
    "784-256-256-10": Network((784,), (256, 256), 10),
}
DEFAULTS: dict[str, Any] = {
    "view": VIEWS[0],
    "inputs": 8,
    "hidden_units": "",
    "outputs": 1,
    "input": VECTOR,
    "activation": "relu",
    "dropout": 0.0,
    "api": "sequential",
    "fit": NOT_YET,
    "seed": 0,
    "question": 1,
}
EXPECTED = {
    "view": f"one of {', '.join(VIEWS)}",
    "inputs": f"a whole number from 1 to {MAX_INPUTS:,}",
    "hidden_units": f"at most {MAX_HIDDEN_LAYERS} whole numbers from 1 to {MAX_UNITS}, such as 32,32",
    "outputs": f"a whole number from 1 to {MAX_UNITS}",
    "input": f"one of {', '.join((VECTOR, *IMAGES))}",
    "activation": f"one of {', '.join(ACTIVATIONS)}",
    "dropout": f"a rate from 0 to {MAX_DROPOUT:g}",
    "api": f"one of {', '.join(APIS)}",
    "fit": f"one of {', '.join((NOT_YET, *OPTIMIZERS))}",
    "seed": "a whole number from 0 to 9999",
    "question": "a whole number from 1 to 999",
}
_BOUND = {"bind": "query-params"}


def choose_network() -> None:
    """Presets, inputs, hidden layers and outputs; the rare options in an expander."""
    with st.container(horizontal=True, gap="xsmall"):
        for name, preset in PRESETS.items():
            st.button(name, key=f"parameters.preset.{name}", on_click=apply, args=(preset,))
    inputs = st.container()
    st.text_input(
        "Hidden layers",
        key="parameters.hidden_units",
        placeholder="none; 32,32 for two",
        help="Units of each hidden Dense layer, commas between them. Empty: no hidden layer.",
        **_BOUND,
    )
    trouble = st.empty()
    st.number_input("Outputs", 1, MAX_UNITS, DEFAULTS["outputs"], key="parameters.outputs", **_BOUND)
    with st.expander("More options", key="parameters.more"):
        st.selectbox("Input", (VECTOR, *IMAGES), key="parameters.input", **_BOUND)
        st.selectbox(
            "Activation, hidden layers", tuple(ACTIVATIONS), 1, key="parameters.activation", **_BOUND
        )
        st.slider("Dropout after each", 0.0, MAX_DROPOUT, 0.0, 0.1, key="parameters.dropout", **_BOUND)
    with inputs:
        _choose_inputs()
    _, problem = _hidden_units()
    if problem:
        trouble.error(problem)


def choose_api() -> None:
    """How the model is written, which changes the printed text."""
    st.segmented_control(
        "Written as", tuple(APIS), default=DEFAULTS["api"], required=True, key="parameters.api", **_BOUND
    )


def choose_fit() -> None:
    """What the model was fitted with, which changes its total."""
    options = (NOT_YET, *OPTIMIZERS)
    st.segmented_control(
        "Fitted with", options, default=NOT_YET, required=True, key="parameters.fit", **_BOUND
    )


def choose_question() -> None:
    """Which question of the quiz: a seed and a number."""
    st.number_input("Question", 1, 999, 1, key="parameters.question", width=140, **_BOUND)
    st.number_input("Seed", 0, 9_999, 0, key="parameters.seed", width=140, **_BOUND)


def network() -> Network:
    """The network that the widgets describe; with unreadable hidden layers, the last good ones."""
    units, _ = _hidden_units()
    fit = _setting("fit")
    return Network(
        shape=IMAGES.get(_setting("input"), (int(_setting("inputs")),)),
        hidden_units=units,
        outputs=int(_setting("outputs")),
        activation=_setting("activation"),
        dropout=round(float(_setting("dropout")), 2),
        api=_setting("api"),
        optimizer=None if fit == NOT_YET else fit,
    )


def apply(wanted: Network) -> None:
    """Set the widgets to a network's layers; before they are drawn, or in a callback."""
    if len(wanted.shape) == 1:
        st.session_state["parameters.input"] = VECTOR
        st.session_state["parameters.inputs"] = wanted.inputs
    st.session_state["parameters.hidden_units"] = ",".join(map(str, wanted.hidden_units))
    st.session_state["parameters.outputs"] = wanted.outputs


def apply_edit(edit: Any, current: Network) -> None:
    """Take over what was dragged in the picture; the browser is not trusted to have kept the bounds."""
    if not isinstance(edit, Mapping):
        return
    try:
        hidden = tuple(int(n) for n in edit["hidden"])
        shape = (int(edit["inputs"]),) if len(current.shape) == 1 else current.shape
        wanted = Network(shape, hidden, int(edit["outputs"]))
    except (KeyError, TypeError, ValueError):
        return
    apply(wanted)


def _choose_inputs() -> None:
    """The number of inputs; an image fixes it, and the widget is kept out of sight for the address."""
    image = IMAGES.get(_setting("input"))
    if image:
        pixels = f"{' x '.join(map(str, image))} = {prod(image):,}"
        st.text_input("Inputs", pixels, key=f"parameters.image.{pixels}", disabled=True)
    with st.container(key="parameters.elsewhere.inputs") if image else st.container():
        st.number_input("Inputs", 1, MAX_INPUTS, DEFAULTS["inputs"], key="parameters.inputs", **_BOUND)


def _hidden_units() -> tuple[tuple[int, ...], str]:
    """The hidden layers and, if the text is not usable, a sentence; then they are the last good ones."""
    try:
        units = parse_hidden_units(_setting("hidden_units"), limits=LIMITS)
    except RecipeError as error:
        return st.session_state.get("_parameters.last_good", ()), str(error)
    st.session_state["_parameters.last_good"] = units
    return units, ""


def _setting(name: str) -> Any:
    """A setting; `?parameters.view=` in an address gives None, which is the default."""
    value = st.session_state.get(f"parameters.{name}")
    return DEFAULTS[name] if value is None else value
