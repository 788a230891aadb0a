"""Which units the visitor silenced in the picture: "H1.2,H2.1" in the address, units from 1.

The text stands in a field that nobody sees; a click in the picture writes it, so that the link keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import streamlit as st

from components.concepts.silenced_units import Unit
from components.ui.controls import hidden
from components.ui.hidden_layers.settings import STEM

KEY = f"{STEM}.silenced"
MOST_LETTERS = 200
_TAKEN = f"_{STEM}.silence_taken"
_UNIT = re.compile(r"H([1-9])\.([1-9])")


def draw_unseen() -> None:
    """Draw the field, unseen; to be called in every run, after `forget` and before `read`."""
    with hidden(f"{STEM}_silenced"):
        st.text_input("Silenced units", "", key=KEY, bind="query-params", max_chars=MOST_LETTERS)


def read(hidden_units: tuple[int, ...]) -> tuple[frozenset[Unit], str]:
    """The silenced units, from 0, and a sentence for what the network does not have: "" if it has all.

    Args:
        hidden_units: of the network on the screen.
    """
    found, wrong = set(), []
    for part in filter(None, (part.strip() for part in str(st.session_state.get(KEY) or "").split(","))):
        match = _UNIT.fullmatch(part)
        layer, unit = (int(n) - 1 for n in match.groups()) if match else (-1, -1)
        if match and layer < len(hidden_units) and unit < hidden_units[layer]:
            found.add((layer, unit))
        else:
            wrong.append(part)
    if not wrong:
        return frozenset(found), ""
    shown = "".join(c for c in wrong[0] if c.isalnum() or c in ".-")[:20]
    return frozenset(found), (
        f"Silenced is `{shown}`, which this network does not have; expected are units such as H1.2."
    )


def write(units: Collection[Unit]) -> None:
    """Silence these units, from 0, and no others; in a callback, or before the field is drawn."""
    st.session_state[KEY] = ",".join(f"H{layer + 1}.{unit + 1}" for layer, unit in sorted(units))


def take(units: Collection[Unit]) -> None:
    """Take over what was clicked in the picture; in its callback."""
    write(units)
    st.session_state[_TAKEN] = True


def was_taken() -> bool:
    """Whether something was clicked since the last look."""
    return st.session_state.pop(_TAKEN, False)
