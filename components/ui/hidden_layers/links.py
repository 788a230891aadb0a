"""Links under the view *Build* that set the page up for what there is to try."""

from __future__ import annotations

import streamlit as st

from components.ui.hidden_layers.settings import STEM, TRUTH, TRUTH_SEED
from components.ui.kit.scene import settings_link

TRIES = {
    "no hidden layer": {"layer_1": "false"},
    "1 unit": {"units_1": "1"},
    "2 units": {"units_1": "2"},
    "3 units": {"units_1": str(TRUTH), "seed": str(TRUTH_SEED)},
    "spirals, 8": {"dataset": "spirals", "units_1": "8"},
    "spirals, 4-4": {"dataset": "spirals", "layer_2": "true"},
}


def tries() -> None:
    """Draw the links; what one of them does not name gets its default."""
    with st.container(horizontal=True, gap="small", key=f"{STEM}.tries"):
        for label, settings in TRIES.items():
            named = {f"{STEM}.{name}": value for name, value in settings.items()}
            settings_link(STEM, label, named, width="content")
