"""Travelling through the layers, and how separable the classes are at each stop."""

from __future__ import annotations

import streamlit as st

from components.charts.hidden_layers import separability_bars
from components.concepts.feature_travel import Travel, extent_of, travel
from components.concepts.linear_probe import separability
from components.text import Lesson
from components.training.plane_network import PlaneNetwork
from components.ui import theme
from components.ui.hidden_layers.settings import STEM
from components.ui.hidden_layers.travel_picture import travel_picture


def way_through(lesson: Lesson, network: PlaneNetwork) -> None:
    """Draw both side by side, of the network on the screen."""
    points, labels = network.points.x_train, network.points.y_train
    left, right = st.columns([4, 3], gap="medium")
    with left:
        st.markdown(f"**{lesson['travel.title']}**")
        way = travel(network.weights, network.activation, points, extent_of(points))
        travel_picture(way, labels, key=f"{STEM}.travel", captions=captions(lesson, way))
    with right:
        found = separability(network.weights, network.activation, points, labels)
        numbers = ", ".join(
            f"{name} {share:.2f}" for name, share in zip(found.names, found.accuracies, strict=True)
        )
        alt = lesson["separability.alt"].format(numbers=numbers)
        theme.show(separability_bars(found, theme.current()), alt=alt, key=f"{STEM}.separability")
        st.caption(lesson["separability"])


def captions(lesson: Lesson, way: Travel) -> list[str]:
    """One sentence for each stop: the input, the hidden layers, and the last sum."""
    hidden = [
        lesson["travel.hidden"].format(layer=frame.name, before=before.name)
        for before, frame in zip(way.frames, way.frames[1:-1], strict=False)
    ]
    last = lesson["travel.z" if hidden else "travel.logistic"]
    return [lesson["travel.x"], *hidden, last]
