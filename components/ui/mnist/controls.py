"""The controls of /mnist. Each is drawn in every run, where its step shows it or else unseen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.concepts.activations import ACTIVATIONS
from components.concepts.early_stopping import MODES
from components.concepts.initializers import INITIALIZERS
from components.concepts.losses import LOSSES
from components.concepts.optimizers import OPTIMIZERS
from components.training.recipe import METRICS
from components.ui.controls import hidden
from components.ui.mnist.look import choose_image
from components.ui.mnist.settings import BOUNDS, DEFAULTS, MAPS, STEM, value
from components.ui.page import explain

_RULE = ("monitor", "patience", "min_delta", "restore_best_weights")
_KERAS = ("use_early_stopping", "mode", "start_from_epoch", "baseline")
_OF_THE_RULE = {*_RULE, *_KERAS, "past_stop", "map"} - {"use_early_stopping"}
_MAIN: dict[str, tuple[str, ...]] = {
    "Prepare": ("scaling", "shuffle_pixels", "loss", "rows", "validation_split"),
    "Model": ("hidden_units", "activation", "initializer", "optimizer", "learning_rate"),
    "Train": ("epochs", *_RULE),
    "Rule": (*_RULE, "map"),
}
_RARE: dict[str, tuple[str, ...]] = {
    "Model": ("loss", "batch_size", "seed"),
    "Train": ("past_stop", *_KERAS, "rows", "batch_size", "validation_split", "seed"),
    "Rule": _KERAS,
}
_RARE_LABELS = {
    "Model": "Loss, batch, seed",
    "Train": "All of Keras' options, rows, seed",
    "Rule": "All of Keras' options",
}


def draw(step: str, place: DeltaGenerator) -> None:
    """Draw every control: the step's own in `place`, its rarer ones below them, the others unseen."""
    unseen = hidden(STEM)
    with place:
        main = st.container(gap="xsmall")
        rare = st.expander(_RARE_LABELS[step]) if step in _RARE else unseen
    if step != "Look":
        with unseen:
            choose_image()
    for name, control in _CONTROLS.items():
        where = main if name in _MAIN.get(step, ()) else rare if name in _RARE.get(step, ()) else unseen
        with where:
            control(name)


def _bound(name: str) -> dict[str, Any]:
    off = name in _OF_THE_RULE and not value("use_early_stopping")
    return {"key": f"{STEM}.{name}", "bind": "query-params", "help": explain(name), "disabled": off}


def _bounds(name: str, kind: type) -> tuple[Any, Any]:
    return kind(BOUNDS[name].least), kind(BOUNDS[name].most)


def _whole(label: str, *, step: int = 1) -> Callable[[str], None]:
    def control(name: str) -> None:
        st.number_input(label, *_bounds(name, int), DEFAULTS[name], step, **_bound(name))

    return control


def _slider(label: str) -> Callable[[str], None]:
    def control(name: str) -> None:
        st.slider(label, *_bounds(name, int), DEFAULTS[name], **_bound(name))

    return control


def _number(label: str, *, step: float) -> Callable[[str], None]:
    def control(name: str) -> None:
        shape = {"step": step, "format": "%g"}
        st.number_input(label, *_bounds(name, float), DEFAULTS[name], **shape, **_bound(name))

    return control


def _choice(label: str, options: tuple[str, ...]) -> Callable[[str], None]:
    def control(name: str) -> None:
        st.selectbox(label, options, index=options.index(DEFAULTS[name]), **_bound(name))

    return control


def _switch(label: str) -> Callable[[str], None]:
    def control(name: str) -> None:
        st.toggle(label, DEFAULTS[name], **_bound(name))

    return control


def _map(name: str) -> None:
    st.segmented_control("Colour of the map", MAPS, default=MAPS[0], required=True, **_bound(name))


def _hidden_units(name: str) -> None:
    st.text_input("Hidden layers, units of each", DEFAULTS[name], max_chars=200, **_bound(name))


_CONTROLS: dict[str, Callable[[str], None]] = {
    "use_early_stopping": _switch("Use EarlyStopping"),  # first: it switches the others off
    "epochs": _slider("Epochs, at most"),
    "monitor": _choice("monitor", METRICS),
    "patience": _slider("patience"),
    "min_delta": _number("min_delta", step=0.001),
    "restore_best_weights": _switch("restore_best_weights"),
    "past_stop": _switch("Go on past the stop"),
    "mode": _choice("mode", MODES),
    "start_from_epoch": _whole("start_from_epoch"),
    "baseline": _number("baseline", step=0.01),
    "scaling": _switch("Min-max scaling"),
    "shuffle_pixels": _switch("Shuffle the pixels"),
    "hidden_units": _hidden_units,
    "activation": _choice("Activation", tuple(ACTIVATIONS)),
    "initializer": _choice("Initializer", tuple(INITIALIZERS)),
    "loss": _choice("Loss", tuple(LOSSES)),
    "optimizer": _choice("Optimizer", tuple(OPTIMIZERS)),
    "learning_rate": _number("Learning rate", step=0.0005),
    "rows": _whole("Rows", step=1000),
    "batch_size": _whole("Batch size", step=8),
    "validation_split": _number("validation_split", step=0.05),
    "seed": _whole("Seed"),
    "map": _map,
}
