"""The view *One point*: a training point through the network and back, and one unit's sum in numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from components.charts.hidden_layers_boundary import pickable
from components.concepts.layers import Pass
from components.concepts.network_formula import output_in_latex, sum_in_latex
from components.concepts.number_text import number as number_text
from components.concepts.number_text import percent, short_number
from components.concepts.one_step import gradients
from components.concepts.one_sum import pass_of, unit_sum
from components.concepts.plane import plane_around
from components.text import Lesson
from components.training.plane_network import PlaneNetwork
from components.ui import theme
from components.ui.hidden_layers.pictures.one_point_picture import one_point_picture
from components.ui.hidden_layers.settings import OUTPUT, SETTINGS, STEM
from components.ui.kit.prose import draw_prose
from components.ui.kit.save import show_table
from components.ui.picking import pick


def view(lesson: Lesson, network: PlaneNetwork) -> None:
    """Draw the points to pick from, the way of one through all layers and back, and the sum of one unit."""
    left, right = st.columns([1, 1.7], gap="medium")
    with left:
        chart = st.container()
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            SETTINGS.draw("point")
            usual = units_of(network)[leading_unit(network, picked_point(network)[0])]
            SETTINGS.draw_options("unit", units_of(network), placeholder=usual)
        hardest = {"point": hardest_point(network)}
        label = "The point with the largest loss"
        st.button(label, key=f"{STEM}.hardest", on_click=SETTINGS.put, kwargs=hardest, type="tertiary")
        SETTINGS.draw("step_rate")
    number, problem = picked_point(network)
    point = network.points.x_train[number]
    passed = pass_of(point, network.weights, network.activation)
    layer, unit = picked_unit(network, number)
    with chart:
        _scatter(lesson, network, number)
    with right:
        if problem:
            st.warning(problem)
        with st.container(key=f"{STEM}.result"):
            st.markdown(verdict(lesson, network, number, passed))
        if np.isfinite(passed.outputs[-1]).all():
            chosen = (layer, unit) if SETTINGS.value("unit") else None
            one_point_picture(network, number, chosen, SETTINGS.value("step_rate"))
            st.caption(lesson["one_point.walk"])
    _sum(lesson, network, point, passed, (layer, unit))
    with st.expander("All weights, layer by layer", key=f"{STEM}.all_weights"):
        _all_weights(network, point, passed)
    draw_prose(STEM, lesson["one_point"])


def picked_point(network: PlaneNetwork) -> tuple[int, str]:
    """The number of the training point that is set, and what is wrong with it: "" if nothing is."""
    count, wanted = len(network.points.x_train), SETTINGS.value("point")
    if wanted < count:
        return wanted, ""
    if wanted == SETTINGS.all["point"].default:  # nobody asked for it
        return count - 1, ""
    return count - 1, f"There is no point {wanted}; the points are 0 to {count - 1}. Shown is the last."


def hardest_point(network: PlaneNetwork) -> int:
    """The number of the training point with the largest loss; 0 in a network that diverged."""
    with np.errstate(all="ignore"):
        z = network.weights.logits(network.points.x_train, network.activation)[:, 0]
    right = np.where(network.points.y_train > 0.5, z, -z)  # log-odds of the point's own class
    return int(np.argmin(np.nan_to_num(right)))


def units_of(network: PlaneNetwork) -> list[str]:
    """The names of all units with weights: H1.1, H1.2, ..., and the output."""
    hidden_units = enumerate(network.hidden_units, start=1)
    return [*(f"H{layer}.{unit + 1}" for layer, n in hidden_units for unit in range(n)), OUTPUT]


def leading_unit(network: PlaneNetwork, number: int) -> int:
    """The unit of the first layer, from 0, whose sum matters most to a point's loss: the picture's path."""
    point, label = network.points.x_train[number], int(network.points.y_train[number])
    with np.errstate(all="ignore"):
        found = gradients(point, label, network.weights.as_type(np.float64), network.activation)
    return int(np.argmax(np.abs(found.sums[0])))


def picked_unit(network: PlaneNetwork, number: int) -> tuple[int, int]:
    """Layer and unit, both from 0; if none is set, the `leading_unit`. The output is the last layer."""
    name = SETTINGS.value("unit") or units_of(network)[leading_unit(network, number)]
    if name == OUTPUT:
        return len(network.hidden_units), 0
    layer, _, unit = name.removeprefix("H").partition(".")
    return int(layer) - 1, int(unit) - 1


def verdict(lesson: Lesson, network: PlaneNetwork, number: int, passed: Pass) -> str:
    """What the output says of the point, and whether it is right."""
    y, truth = float(passed.outputs[-1][0, 0]), int(network.points.y_train[number])
    if not np.isfinite(y):
        return lesson["one_point.diverged"]
    says = int(passed.pre_activations[-1][0, 0] > 0)
    x1, x2 = network.points.x_train[number]
    return lesson["one_point.result"].format(
        number=number,
        x1=number_text(x1),
        x2=number_text(x2),
        z=number_text(float(passed.pre_activations[-1][0, 0])),
        y=f"{y:.3f}" if y >= 0.0005 else short_number(y),
        says=says,
        sure=percent(max(y, 1 - y)),
        truth=truth,
        verdict="**right**" if says == truth else "**wrong**",
    )


def _scatter(lesson: Lesson, network: PlaneNetwork, number: int) -> None:
    points = (network.points.x_train, network.points.y_train)
    chart = pickable(plane_around(points[0]), points, number, "Training points: click one", theme.current())
    alt = lesson["one_point.alt"].format(number=number, count=len(points[0]))
    numbers = range(len(points[0]))
    pick(chart, key=f"{STEM}.points_picture", setting=f"{STEM}.point", numbers=numbers, alt=alt)


def _sum(
    lesson: Lesson, network: PlaneNetwork, point: np.ndarray, passed: Pass, chosen: tuple[int, int]
) -> None:
    """The sum of the chosen unit and what becomes of it, with the actual numbers."""
    layer, unit = chosen
    found = unit_sum(point, passed, network.weights, layer, unit)
    is_output = layer == len(network.hidden_units)
    names = [f"{'h' if layer else 'x'}_{{{i}}}" for i in range(1, len(found.inputs) + 1)]
    st.html(f"<style>.st-key-{STEM}-sum .katex {{ font-size: 1.02em; }}</style>")  # fits beside the points
    with st.container(key=f"{STEM}.sum", border=True, gap="xsmall"):
        name = "The output y" if is_output else f"Unit {unit + 1} of H{layer + 1}"
        before = f"H{layer}" if layer else "x"
        st.markdown(lesson["one_point.sum"].format(name=name, before=before))
        st.latex(sum_in_latex(found, names))
        activation = "sigmoid" if is_output else network.activation
        st.latex(output_in_latex(found, activation, "y" if is_output else "h"))


def _all_weights(network: PlaneNetwork, point: np.ndarray, passed: Pass) -> None:
    """Inputs, weights, bias, z and output of every unit, a table a layer."""
    signal = point
    for layer in range(len(passed.outputs)):
        is_output = layer == len(network.hidden_units)
        name = "y" if is_output else f"H{layer + 1}"
        before = f"H{layer}." if layer else "x"
        rows = [f"{before}{i + 1} = {number_text(float(value))}" for i, value in enumerate(signal)]
        dense = network.weights[layer]
        parts = [dense.kernel, dense.bias[None], passed.pre_activations[layer], passed.outputs[layer]]
        columns = ["y"] if is_output else [f"{name}.{i + 1}" for i in range(dense.units)]
        table = pd.DataFrame(np.vstack(parts), [*rows, "bias b", "sum z", "output"], columns)
        st.markdown(f"**{name}**: weights of its inputs, one column a unit")
        show_table(table.round(3), f"{name}, weights and sums", key=f"{STEM}.sums_{layer}")
        signal = passed.outputs[layer][0]
