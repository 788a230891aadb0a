"""The picture of *One point*: its numbers forward, its error back, and one step down.

The browser only places the numbers, static/hidden_layers/one_point.js.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from components.concepts.activations import ACTIVATIONS
from components.concepts.layers import Layers
from components.concepts.number_text import json_number
from components.concepts.one_step import gradients, loss_of, stepped
from components.concepts.one_sum import pass_of
from components.training.plane_network import PlaneNetwork
from components.ui.hidden_layers.settings import OUTPUT, SETTINGS, STEM
from components.ui.kit.component import component

KEY = f"{STEM}.walk"
_picture = component("hidden_layers/one_point", room={"hidden_layers.walk": 330})


def one_point_picture(
    network: PlaneNetwork, number: int, chosen: tuple[int, int] | None, rate: float
) -> None:
    """Draw a training point on its way through the network and back.

    Args:
        network: with finite weights.
        number: of the point.
        chosen: layer and unit, both from 0, through which the shown path goes; None: where dL/dz is largest.
        rate: learning rate of the step.
    """
    point, label = network.points.x_train[number], int(network.points.y_train[number])
    data = picture_data(network.weights, network.activation, (point, label), chosen, rate)
    _picture(key=KEY, data=data, on_picked_change=_picked)


def picture_data(
    layers: Layers,
    activation: str,
    point: tuple[np.ndarray, int],
    chosen: tuple[int, int] | None,
    rate: float,
) -> dict[str, Any]:
    """What the browser gets: every number of the way, as lists."""
    x, label = np.asarray(point[0], np.float64), point[1]
    layers = layers.as_type(np.float64)
    passed = pass_of(x, layers, activation)
    found = gradients(x, label, layers, activation)
    after = stepped(layers, found, rate)
    y = float(passed.outputs[-1][0, 0])
    slopes = [ACTIVATIONS[activation].derivative(z[0]) for z in passed.pre_activations[:-1]]
    return {
        "sizes": [len(x), *(layer.units for layer in layers)],
        "activation": activation,
        "point": _numbers(x),
        "label": label,
        "rate": rate,
        "kernels": [_numbers(layer.kernel) for layer in layers],
        "biases": [_numbers(layer.bias) for layer in layers],
        "sums": [_numbers(z[0]) for z in passed.pre_activations],
        "outputs": [_numbers(output[0]) for output in passed.outputs],
        "slopes": [_numbers(slope) for slope in (*slopes, np.array([y * (1 - y)]))],
        "dOutputs": [_numbers(error) for error in found.outputs],
        "dSums": [_numbers(error) for error in found.sums],
        "dKernels": [_numbers(layer.kernel) for layer in found.layers],
        "loss": json_number(found.loss),
        "lossAfter": json_number(loss_of(x, label, after, activation)),
        "yAfter": json_number(float(pass_of(x, after, activation).outputs[-1][0, 0])),
        "path": [0, *_path(found.sums, chosen)],
    }


def _path(errors: tuple[np.ndarray, ...], chosen: tuple[int, int] | None) -> list[int]:
    """One unit of each layer: the chosen one, elsewhere the one whose sum matters most."""
    most = [int(np.argmax(np.abs(error))) for error in errors]
    return [chosen[1] if chosen and layer == chosen[0] else unit for layer, unit in enumerate(most)]


def _numbers(values: np.ndarray) -> list[Any]:
    """Nested lists of what JSON has: null for what is no number."""
    if values.ndim > 1:
        return [_numbers(row) for row in values]
    return [json_number(value) for value in values.tolist()]


def _picked() -> None:
    picked = st.session_state[KEY].get("picked")
    name = picked.get("unit") if isinstance(picked, Mapping) else None
    if name == OUTPUT or name in SETTINGS.all["unit"].options:
        SETTINGS.put(unit=name)
