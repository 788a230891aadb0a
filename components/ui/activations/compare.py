"""The table of all activation functions."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from components.concepts.activations import ACTIVATIONS, Activation
from components.concepts.bell import Bell, under_bell
from components.concepts.number_text import number


@st.cache_data(max_entries=1, show_spinner=False)
def table() -> pd.DataFrame:
    """One row for each entry of the registry; what depends on a bell is for N(0, 1)."""
    return pd.DataFrame([_row(entry) for entry in ACTIVATIONS.values()])


def _row(entry: Activation) -> dict[str, object]:
    under = under_bell(entry, Bell())
    return {
        "function": entry.name,
        "largest slope": entry.largest_slope,
        "RMS slope, N(0, 1)": under.rms_slope,
        "after 20 layers": under.after_layers,
        "flat, N(0, 1)": 100 * under.flat_share,
        "range": f"{_bound(entry.low)} to {_bound(entry.high)}",
        "zero-centred": entry.zero_centered,
        "saturates": entry.saturates,
        "costs": entry.operations,
        "good and bad": entry.note,
        "year": entry.year,
        "source": entry.source,
    }


def _bound(value: float) -> str:
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return number(value, ".3g")
