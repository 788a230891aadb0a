"""The picture of /hidden_layers: the network, each unit as the map of what it computes, and the boundary.

The browser gets the weights of every kept epoch and computes the rest: maps, boundary and scores follow a
unit that is silenced, or another epoch, at once and without a rerun of the script.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from components.concepts.activations import ACTIVATIONS
from components.concepts.number_text import json_number
from components.concepts.silenced_units import Unit
from components.concepts.silencing import FILLS
from components.datasets.toys import PLANE
from components.ui.hidden_layers.pictures.film import METRICS, Film
from components.ui.kit.component import component

TABLE_REACH = 20.0  # the activation is tabulated from -20 to 20
TABLE_SIZE = 4001

_picture = component(
    "hidden_layers/network_picture", "hidden_layers/forward", room={"hidden_layers.picture": (496, 937)}
)


def network_picture(
    film: Film,
    *,
    key: str,
    silenced: Collection[Unit] = (),
    fill: str = "zero",
    on_silence: Callable[[tuple[Unit, ...]], None] | None = None,
    awaited: str = "",
    on_place: Callable[[object], None] | None = None,
) -> None:
    """Draw the network with its maps, the boundary with the points, and the scrubber over the epochs.

    Args:
        film: what to show; a longer film of the same name is drawn into the same picture.
        key: of the component; its node and the epoch looked at outlive a rerun.
        silenced: the units that are silent; the browser follows, unless the visitor is ahead of it.
            Units that this network does not have are left out.
        fill: what a silent unit puts out, in `silencing.FILLS`: 0, or its mean over the training points.
        on_silence: gets the silent units, in order, before the script runs again. It has to see to it that
            the next call gets them as `silenced`.
        awaited: what is said over the picture while it still shows the network before; "" if it does not.
        on_place: gets what the browser says of a point that was put down; None: none can be.

    Raises:
        ValueError: for another fill.
    """
    data = picture_data(film, silenced, fill)
    data["answered"] = st.session_state.get(f"{key}.answered", 0)
    data |= {"awaited": awaited, "placing": PLANE if on_place else 0}
    _picture(
        key=key,
        data=data,
        on_silenced_change=partial(_changed, key, film.hidden_units, on_silence),
        on_placed_change=partial(_placed, key, on_place),
    )


def picture_data(film: Film, silenced: Collection[Unit], fill: str) -> dict[str, Any]:
    """What the browser gets: plain values that JSON has, arrays as base64 of float32."""
    if fill not in FILLS:
        raise ValueError(f"fill is {fill!r}; it has to be one of {', '.join(FILLS)}.")
    silent = [unit for unit in sorted(silenced) if _exists(unit, film.hidden_units)]
    count = len(film.snapshot_epochs)
    flat = [np.asarray(stack).reshape(count, -1) for stack in film.snapshots]
    return {
        "name": film.name,
        "label": "-".join(map(str, film.sizes)),
        "kink": 0.0 in ACTIVATIONS[film.activation].jumps,
        "sizes": list(film.sizes),
        "activation": film.activation,
        "table": {"reach": TABLE_REACH, "values": _bytes(activation_table(film.activation))},
        "epochs": film.epochs,
        "snapshotEpochs": [int(epoch) for epoch in film.snapshot_epochs],
        "weights": _bytes(np.concatenate(flat, axis=1)) if flat else "",
        "points": {name: _bytes(getattr(film.points, name)) for name in ("x_train", "y_train")}
        | {name: _bytes(getattr(film.points, name)) for name in ("x_test", "y_test")},
        "reach": film.reach,
        "history": {name: [json_number(value) for value in film.history.get(name, ())] for name in METRICS},
        "live": film.live,
        "silenced": [list(unit) for unit in silent],
        "fill": fill,
    }


def activation_table(name: str) -> np.ndarray:
    """Values of an activation at `TABLE_SIZE` places from -`TABLE_REACH` to `TABLE_REACH`, float32.

    Linear interpolation between them is exact to 2e-5; beyond them the last slope goes on.
    """
    places = np.linspace(-TABLE_REACH, TABLE_REACH, TABLE_SIZE)
    return ACTIVATIONS[name].function(places).astype(np.float32)


def read_silenced(payload: object, hidden_units: Sequence[int]) -> tuple[Unit, ...] | None:
    """The silent units as the browser reports them, in order and each once; None for anything else.

    Args:
        payload: a list of [layer, unit], both from 0.
        hidden_units: how many units each hidden layer has.
    """
    if not isinstance(payload, list) or len(payload) > sum(hidden_units):
        return None
    found = set()
    for pair in payload:
        if not isinstance(pair, list) or len(pair) != 2 or any(type(number) is not int for number in pair):
            return None
        if not _exists((pair[0], pair[1]), hidden_units):
            return None
        found.add((pair[0], pair[1]))
    return tuple(sorted(found))


def _exists(unit: Unit, hidden_units: Sequence[int]) -> bool:
    return 0 <= unit[0] < len(hidden_units) and 0 <= unit[1] < hidden_units[unit[0]]


def _changed(
    key: str, hidden_units: Sequence[int], on_silence: Callable[[tuple[Unit, ...]], None] | None
) -> None:
    payload = st.session_state[key].get("silenced")
    if not isinstance(payload, Mapping):
        return
    at = payload.get("at")
    if type(at) in (int, float) and math.isfinite(at):
        st.session_state[f"{key}.answered"] = at  # from here on the picture follows the script again
    silent = read_silenced(payload.get("units"), hidden_units)
    if silent is not None and on_silence is not None:
        on_silence(silent)


def _placed(key: str, on_place: Callable[[object], None] | None) -> None:
    payload = st.session_state[key].get("placed")
    if on_place is not None and payload is not None:
        on_place(payload)


def _bytes(values: np.ndarray) -> str:
    return base64.b64encode(np.ascontiguousarray(values, dtype="<f4").tobytes()).decode("ascii")
