"""The controls of /hidden_layers. Each is drawn in every run, where the view shows it or else unseen."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.concepts.activations import ACTIVATIONS
from components.concepts.initializers import INITIALIZERS
from components.datasets.toys import OWN_POINTS
from components.ui.hidden_layers import own_points, views_settings
from components.ui.hidden_layers.data_choice import choose_data
from components.ui.hidden_layers.settings import (
    BOUNDS,
    DEFAULTS,
    LAYERS,
    MOST_UNITS,
    STEM,
    VIEWS,
    usual_noise,
    value,
)
from components.ui.page import explain

_REVERSED = "flex-wrap: wrap-reverse;"  # on a narrow screen the picture comes first


def places(view: str) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Where the controls stand, and where the picture: side by side in Toggle, else folded away above it."""
    if view == VIEWS[0]:
        rule = f".st-key-{STEM}-frame [data-testid=stHorizontalBlock]:has(> .stColumn) {{ {_REVERSED} }}"
        st.html(f"<style>@media (max-width: 640px) {{ {rule} }}</style>")
        with st.container(key=f"{STEM}.frame"):
            side, main = st.columns([2.7, 7.3], gap="medium")
        return side, main
    folded = st.expander("Data and network", key=f"{STEM}.network")
    return folded.container(width=300), st.container()


def draw(place: DeltaGenerator, view: str) -> None:
    """Draw every control: data, layers and activation, the rare ones in an expander."""
    with place.container(gap="xsmall"):
        choose_data()
        own = value("dataset") == OWN_POINTS
        if own:
            own_points.draw()
        _layers()
        with st.expander("Noise, rate, seed, ...", key=f"{STEM}.more"):
            _rare(own=own)
            if view == VIEWS[0]:
                views_settings.choose_fill()


def _bound(name: str, word: str) -> dict[str, Any]:
    return {"key": f"{STEM}.{name}", "bind": "query-params", "help": explain(word)}


def _layers() -> None:
    """A switch and the units of each layer, then the activation of all of them."""
    row = f"[class*='st-key-{STEM}-row']"
    st.html(
        f"<style>{row} {{ flex-wrap: nowrap; }} {row} > :first-child {{ min-width: 0; }} "
        f"{row} label p {{ font-size: 13.5px; }} {row} label {{ gap: 5px; }} "
        f"[class*='st-key-{STEM}-units'] input {{ padding: 2px 8px; }}</style>"
    )
    for layer in LAYERS:
        with st.container(
            horizontal=True, vertical_alignment="center", gap="xxsmall", key=f"{STEM}.row{layer}"
        ):
            st.toggle(
                f"Layer {layer}",
                DEFAULTS[f"layer_{layer}"],
                key=f"{STEM}.layer_{layer}",
                bind="query-params",
                width="stretch",
            )
            st.number_input(
                f"Units of layer {layer}",
                1,
                MOST_UNITS,
                DEFAULTS[f"units_{layer}"],
                key=f"{STEM}.units_{layer}",
                bind="query-params",
                label_visibility="collapsed",
                disabled=not value(f"layer_{layer}"),
                width=124,
            )
    names = tuple(ACTIVATIONS)
    st.selectbox(
        "Activation", names, names.index(DEFAULTS["activation"]), **_bound("activation", "activation")
    )


def _rare(*, own: bool) -> None:
    """What a beginner leaves alone. Own points are as they are: no noise, no number, no seed."""
    noise = BOUNDS["noise"]
    st.number_input(
        "Noise",
        float(noise.least),
        float(noise.most),
        DEFAULTS["noise"],
        0.05,
        format="%g",
        placeholder=f"usual: {usual_noise():g}",
        disabled=own,
        **_bound("noise", "noise"),
    )
    _whole("Points", "points", "points in the plane", bounds="rows", step=50, disabled=own)
    _whole("Seed of the points", "data_seed", "seed of the points", disabled=own)
    _whole("Seed of the weights", "seed", "seed")
    names = tuple(INITIALIZERS)
    st.selectbox(
        "Initializer", names, names.index(DEFAULTS["initializer"]), **_bound("initializer", "initializer")
    )
    rate = BOUNDS["learning_rate"]
    st.number_input(
        "Learning rate",
        float(rate.least),
        float(rate.most),
        DEFAULTS["learning_rate"],
        0.01,
        format="%g",
        **_bound("learning_rate", "learning_rate"),
    )
    _whole("Batch size", "batch_size", "points in a batch", step=10)
    _whole("Epochs", "epochs", "epoch", step=20)


def _whole(label: str, name: str, word: str, *, bounds: str = "", **options: Any) -> None:
    limits = BOUNDS[bounds or name]
    options = {"step": 1, **options, **_bound(name, word)}
    st.number_input(label, int(limits.least), int(limits.most), DEFAULTS[name], **options)
