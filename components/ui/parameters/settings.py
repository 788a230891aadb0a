"""The settings of /parameters, and the network that they describe."""

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
from components.text.questions import page_question
from components.training.recipe import (
    LONGEST_HIDDEN_UNITS,
    LayerLimits,
    RecipeError,
    parse_hidden_units,
)
from components.ui.kit.predict import Prediction
from components.ui.kit.setting import Settings, choice, real, text, whole

STEM = "parameters"
VECTOR, NOT_YET = "vector", "not_yet"
QUESTIONS = 999
LIMITS = LayerLimits(shallow=(MAX_HIDDEN_LAYERS, MAX_UNITS), deep=(MAX_HIDDEN_LAYERS, MAX_UNITS))
PRESETS = {
    "8-1": Network(),
    "8-32-32-1": Network(hidden_units=(32, 32)),
    "784-256-256-10": Network((784,), (256, 256), 10),
}
_LAST_GOOD = f"_{STEM}.last_good"

SETTINGS = Settings(
    STEM,
    whole("inputs", 8, "Inputs", (1, MAX_INPUTS)),
    text(
        "hidden_units",
        "",
        "Hidden layers",
        f"at most {MAX_HIDDEN_LAYERS} whole numbers from 1 to {MAX_UNITS}, such as 32,32",
        max_chars=LONGEST_HIDDEN_UNITS,
        placeholder="none; 32,32 for two",
        help="Units of each hidden Dense layer, commas between them. Empty: no hidden layer.",
    ),
    whole("outputs", 1, "Outputs", (1, MAX_UNITS)),
    choice("input", VECTOR, "Input", (VECTOR, *IMAGES)),
    choice(
        "activation",
        "relu",
        "Activation, hidden layers",
        {name: entry.label for name, entry in ACTIVATIONS.items()},
    ),
    real("dropout", 0.0, "Dropout after each", (0, MAX_DROPOUT), step=0.1, look="slider"),
    choice("api", "sequential", "Written as", APIS, look="segments"),
    choice(
        "fit",
        NOT_YET,
        "Fitted with",
        {NOT_YET: "not yet", **{name: entry.label for name, entry in OPTIMIZERS.items()}},
        look="segments",
        aliases={"not yet": NOT_YET},
    ),
    whole("question", 1, "Question", (1, QUESTIONS), width=140),
    whole("seed", 0, "Seed", (0, 9_999), width=140),
)


def choose_network(label: str) -> None:
    """Draw the presets, and folded away what describes a network by numbers that are typed."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key=f"{STEM}.presets"):
        st.markdown("Examples:", width="content")
        for name, preset in PRESETS.items():
            st.button(name, key=f"{STEM}.preset.{name}", on_click=apply, args=(preset,))
        with st.popover(label, width="content"):
            _type_network()


def _type_network() -> None:
    image = IMAGES.get(SETTINGS.value("input"))
    if image:  # it fixes the number of inputs
        pixels = f"{' x '.join(map(str, image))} = {prod(image):,}"
        st.text_input("Inputs", pixels, key=f"{STEM}.image.{pixels}", disabled=True)
    else:
        SETTINGS.draw("inputs")
    SETTINGS.draw("hidden_units")
    _, problem = _hidden_units()
    if problem:
        st.error(problem)
    SETTINGS.draw("outputs", "input", "activation", "dropout")


def network() -> Network:
    """The network that the settings describe; with unreadable hidden layers, the last good ones."""
    value = SETTINGS.value
    units, _ = _hidden_units()
    fit = value("fit")
    return Network(
        shape=IMAGES.get(value("input"), (value("inputs"),)),
        hidden_units=units,
        outputs=value("outputs"),
        activation=value("activation"),
        dropout=round(value("dropout"), 2),
        api=value("api"),
        optimizer=None if fit == NOT_YET else fit,
    )


def apply(wanted: Network) -> None:
    """Set what a network's layers are; before the widgets are drawn, or in a callback."""
    SETTINGS.put(**_layers(wanted))


def apply_edit(edit: Any, current: Network) -> None:
    """Take over what was dragged in the picture; the browser is not trusted to have kept the bounds."""
    if not isinstance(edit, Mapping):
        return
    try:
        hidden = tuple(int(n) for n in edit["hidden"])
        shape = (int(edit["inputs"]),) if len(current.shape) == 1 else current.shape
        wanted = Network(shape, hidden, int(edit["outputs"]))
    except (KeyError, TypeError, ValueError, OverflowError):
        return
    apply(wanted)


def prediction() -> Prediction:
    """How many parameters do two units have? The first answer moves the picture to them."""
    question = page_question(SETTINGS.stem)
    moves = {**_layers(Network()), "view": "picture", **SETTINGS.named(question.reveal)}
    return Prediction(question, moves, words=("parameter",))


def next_question() -> None:
    """Go on to the next question of the quiz; after the last one comes the first."""
    SETTINGS.put(question=SETTINGS.value("question") % QUESTIONS + 1)


def _layers(wanted: Network) -> dict[str, Any]:
    """The settings of a network's layers; an image stays the input that it is."""
    inputs = {"input": VECTOR, "inputs": wanted.inputs} if len(wanted.shape) == 1 else {}
    return {
        **inputs,
        "hidden_units": ",".join(map(str, wanted.hidden_units)),
        "outputs": wanted.outputs,
    }


def _hidden_units() -> tuple[tuple[int, ...], str]:
    """The hidden layers and, if the text is not usable, a sentence; then they are the last good ones."""
    try:
        units = parse_hidden_units(SETTINGS.value("hidden_units"), limits=LIMITS)
    except RecipeError as error:
        return st.session_state.get(_LAST_GOOD, ()), str(error)
    st.session_state[_LAST_GOOD] = units
    return units, ""
