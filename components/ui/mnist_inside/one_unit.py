"""The view "One unit": all units of a layer as pictures, and one of them closely."""

from __future__ import annotations

import numpy as np
import streamlit as st

from components.charts import mnist_inside_units as charts
from components.charts.digits import SIDE
from components.concepts.number_text import number
from components.concepts.unit_features import class_means, is_silent_below_zero, pictures, strongest
from components.datasets import mnist
from components.text import Lesson
from components.training.checkpoint import Checkpoint
from components.training.full_pass import LayerStudy
from components.ui import theme
from components.ui.kit.prose import draw_prose
from components.ui.mnist_inside.network import layer_study, unit_outputs
from components.ui.mnist_inside.settings import SETTINGS, STEM, draw_layer
from components.ui.picking import pick

NAMED = 12  # dead units that are listed by number


def one_unit(lesson: Lesson, network: Checkpoint) -> str:
    """Draw the gallery of a layer and what is known of one of its units.

    Returns:
        What is wrong with the settings; "" if nothing is.
    """
    if not network.recipe.hidden_units:
        with st.container(key=f"{STEM}.result"):
            st.markdown(lesson["one_unit.no_hidden"])
        return ""
    left, right = st.columns([1.15, 1], gap="medium")
    with left, st.container(horizontal=True, vertical_alignment="bottom"):
        layer = draw_layer(network)
        SETTINGS.draw("unit")
    study = layer_study(network, layer)
    unit, problem = _chosen(study)
    with left:
        _gallery(lesson, network, layer, unit)
        st.caption(_caption(lesson, network, study))
    with right:
        _closely(lesson, network, layer, unit)
    draw_prose(STEM, lesson["one_unit"])
    return problem


def _chosen(study: LayerStudy) -> tuple[int, str]:
    """The unit that is set, and what is wrong with it: "" if nothing is. Unset: the one that counts most."""
    units, wanted = len(study.order), SETTINGS.value("unit")
    if wanted is None:
        return int(study.order[0]), ""
    if wanted < units:
        return int(wanted), ""
    name = SETTINGS.value("layer")
    return units - 1, f"{name} has no unit {wanted}; its units are 0 to {units - 1}. Shown is the last."


def _gallery(lesson: Lesson, network: Checkpoint, layer: int, unit: int) -> None:
    study = layer_study(network, layer)
    words = [
        f"unit {i}: loss {number(study.loss_change[i], '+.4f')} without it<br>"
        f"active on {100 * study.activity.active[i]:.0f} % of the images"
        for i in study.order
    ]
    marked = int(np.flatnonzero(study.order == unit)[0])
    images = _pictures(network, layer)[study.order]
    pick(
        charts.gallery(images, words, marked, theme.current()),
        key=f"{STEM}.gallery",
        setting=f"{STEM}.unit",
        numbers=study.order.tolist(),
        alt=lesson["one_unit.gallery.alt"].format(layer=f"H{layer + 1}", units=len(study.order)),
    )


def _caption(lesson: Lesson, network: Checkpoint, study: LayerStudy) -> str:
    dead = study.activity.dead
    if not is_silent_below_zero(network.recipe.activation):
        count = lesson["one_unit.never_dead"].format(activation=network.recipe.activation)
    elif not dead:
        count = lesson["one_unit.none_dead"]
    else:
        names = ", ".join(map(str, dead[:NAMED])) + (", ..." if len(dead) > NAMED else "")
        count = lesson["one_unit.dead"].format(count=len(dead), names=names)
    helpful = int((study.loss_change > 0).sum())
    return lesson["one_unit.caption"].format(
        rows=f"{study.rows:,}", helpful=helpful, units=len(study.order), dead=count
    )


def _closely(lesson: Lesson, network: Checkpoint, layer: int, unit: int) -> None:
    study, data = layer_study(network, layer), mnist.load()
    outputs = unit_outputs(network, layer, unit)
    best = strongest(outputs)
    name = f"unit {unit} of H{layer + 1}"
    with st.container(key=f"{STEM}.result"):
        rank = int(np.flatnonzero(study.order == unit)[0]) + 1
        bias = network.weights[layer].bias[unit]
        st.markdown(
            lesson["one_unit.result"].format(
                name=name[0].upper() + name[1:],
                bias=number(bias, "+.3f"),
                active=f"{100 * study.activity.active[unit]:.1f} %",
                change=number(study.loss_change[unit], "+.4f"),
                rank=rank,
                units=len(study.order),
            )
        )
        excites = "one_unit.silent" if unit in study.activity.dead else "one_unit.excites"
        classes = counted(data.y_test[best])
        st.markdown(lesson[excites].format(classes=classes, most=f"{outputs[best[0]]:.2f}"))
    captions = [f"{label}: {out:.1f}" for label, out in zip(data.y_test[best], outputs[best], strict=True)]
    theme.show(
        charts.examples(data.x_test[best], captions, theme.current()),
        alt=lesson["one_unit.examples.alt"].format(name=name, classes=classes),
        key=f"{STEM}.examples",
        still=True,
    )
    looks, answers = st.columns(2)
    with looks:
        title = "Incoming weights" if layer == 0 else f"Pictures of H{layer}, weighted"
        image = _pictures(network, layer)[unit]
        alt = lesson["one_unit.picture.alt"].format(name=name)
        theme.show(charts.picture(image, title, theme.current()), alt=alt, key=f"{STEM}.picture")
    with answers:
        means = class_means(outputs, data.y_test, 10)
        alt = lesson["one_unit.classes.alt"].format(name=name, most=int(means.argmax()))
        theme.show(charts.class_means(means, theme.current()), alt=alt, key=f"{STEM}.class_means")


def _pictures(network: Checkpoint, layer: int) -> np.ndarray:
    """The pictures of a layer's units with every pixel in its place: (n_units, 28, 28)."""
    with np.errstate(all="ignore"):
        looked = np.nan_to_num(pictures(network.weights, layer))
    if "shuffle_pixels" in network.recipe.preprocessing:
        in_place = np.empty_like(looked)
        in_place[:, mnist.pixel_order()] = looked
        looked = in_place
    return looked.reshape(-1, SIDE, SIDE)


def counted(labels: np.ndarray) -> str:
    """How often each class occurs, the commonest first: "6 of class 7, 3 of class 9"."""
    classes, counts = np.unique(labels, return_counts=True)
    return ", ".join(f"{counts[i]} of class\u00a0{classes[i]}" for i in np.argsort(-counts, kind="stable"))
