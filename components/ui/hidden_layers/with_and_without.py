"""The view *With and without*: a layer changed in the trained network, beside training without it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from components.charts.hidden_layers_boundary import boundary
from components.concepts.changed_layer import Change, unbent_distance
from components.concepts.plane import Plane, plane_around
from components.text import Lesson
from components.training.plane_network import PlaneAnswers, PlaneNetwork, plane_answers
from components.training.request import TrainingRequest
from components.ui import theme
from components.ui.hidden_layers.settings import CHANGES, SETTINGS, STEM
from components.ui.kit import second_network
from components.ui.kit.prose import draw_prose
from components.ui.kit.watch import Watch

WITHOUT = Watch(f"{STEM}.without")


def view(lesson: Lesson, network: PlaneNetwork) -> None:
    """Draw what is changed, and three boundaries: as trained, changed, and trained without."""
    if not network.hidden_units:
        with st.container(key=f"{STEM}.result"):
            st.markdown(lesson["with_and_without.no_hidden"])
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=f"{STEM}.changing"):
        SETTINGS.draw_options("layer", [f"H{i + 1}" for i in range(len(network.hidden_units))])
        SETTINGS.draw("how")
        if SETTINGS.value("how") == "silenced":
            _choose_units(network)
        with st.popover("More", key=f"{STEM}.more_changes"):
            SETTINGS.draw(*(["put_to"] if SETTINGS.value("how") == "silenced" else []), "without")
    plane = plane_around(network.points.x_train, network.points.x_test)
    change = change_set(network)
    before, after = plane_answers(network, plane), plane_answers(network, plane, change)
    request = without_request(network, change.layer, SETTINGS.value("without"))
    pictures = st.columns(3, gap="small")
    with pictures[0]:
        _picture(lesson, network, plane, before, "As trained")
    with pictures[1]:
        _picture(lesson, network, plane, after, _done(network, change), key="changed")
    with pictures[2]:
        _trained_without(lesson, network, plane, request)
    with st.container(key=f"{STEM}.result"):
        st.markdown(_result(lesson, network, change, (before, after)))
    draw_prose(STEM, lesson["with_and_without"])


def layer_set(network: PlaneNetwork) -> int:
    """The hidden layer that is chosen, from 0; the last one if the network has fewer."""
    return min(int(SETTINGS.value("layer")[1:]), len(network.hidden_units)) - 1


def change_set(network: PlaneNetwork) -> Change:
    """What the settings do to which layer."""
    how, layer = SETTINGS.value("how"), layer_set(network)
    numbers = sorted(int(name) - 1 for name in SETTINGS.value("silent")) if how == "silenced" else ()
    units = tuple(number for number in numbers if number < network.hidden_units[layer])
    return Change(layer, CHANGES[how], units, SETTINGS.value("put_to"))


def without_request(network: PlaneNetwork, layer: int, without: str) -> TrainingRequest:
    """The same training without a hidden layer, or with one unit of it less."""
    units = network.hidden_units
    left = units[layer] - 1 if without == "unit" else 0
    fewer = (*units[:layer], *((left,) if left else ()), *units[layer + 1 :])
    recipe = network.run.recipe
    # Without a hidden layer there is nothing to bend: one recipe, whatever the activation.
    activation = recipe.activation if fewer else "relu"
    recipe = replace(recipe, hidden_units=fewer, activation=activation)
    return TrainingRequest(recipe, own_points=network.own_points)


def _choose_units(network: PlaneNetwork) -> None:
    """The units of the layer that are silenced, and one button that silences all of them, or none."""
    layer = layer_set(network)
    units = [str(i + 1) for i in range(network.hidden_units[layer])]
    SETTINGS.draw_options("silent", units, label=f"Units of H{layer + 1} that are silenced")
    label, target = ("None", []) if set(units) <= set(SETTINGS.value("silent")) else ("All", units)
    st.button(label, key=f"{STEM}.silence_all", on_click=SETTINGS.put, kwargs={"silent": target})


def _done(network: PlaneNetwork, change: Change) -> str:
    """What is changed, as the title of a picture."""
    name = f"H{change.layer + 1}"
    if change.how == "unbent":
        return f"{name} unbent"
    if change.how == CHANGES["random_start"]:
        return f"{name}: random start"
    return f"{name}: {len(change.units)} of {network.hidden_units[change.layer]} silenced"


def _shape(hidden_units: tuple[int, ...]) -> str:
    return "-".join(map(str, (2, *hidden_units, 1)))


def _picture(
    lesson: Lesson,
    network: PlaneNetwork,
    plane: Plane,
    answers: PlaneAnswers,
    title: str,
    key: str = "trained",
) -> None:
    """One boundary with its numbers in words under it."""
    words = lesson["with_and_without.numbers"].format(
        train=f"{answers.train.accuracy:.3f}",
        test=f"{answers.test.accuracy:.3f}",
        loss=f"{answers.train.loss:.3f}",
    )
    points = (network.points.x_train, network.points.y_train)
    chart = boundary(answers.over_plane, plane, points, title, theme.current())
    alt = lesson["with_and_without.alt"].format(title=title, numbers=words)
    theme.show(chart, alt=alt, key=f"{STEM}.{key}_boundary", still=True)
    with st.container(key=f"{STEM}.{key}_numbers"):
        st.markdown(words)


def _trained_without(lesson: Lesson, network: PlaneNetwork, plane: Plane, request: TrainingRequest) -> None:
    """The third picture: that training, if there is one, else the button that has it trained."""
    shape = _shape(request.recipe.hidden_units)
    run = second_network.found(request)
    if run is not None and np.isfinite(run.history["loss"][-1]):
        other = PlaneNetwork(run, network.points, network.own_points)
        _picture(lesson, other, plane, plane_answers(other, plane), f"Trained as {shape}", key="without")
        return
    st.markdown(f"**Trained as {shape}**")
    if run is not None:
        st.markdown(lesson["with_and_without.diverged"])
        return
    st.markdown(lesson["with_and_without.not_trained"])
    second_network.train_button(WITHOUT, request, "Train it", key=f"{STEM}.train_without")


def _result(
    lesson: Lesson, network: PlaneNetwork, change: Change, answers: tuple[PlaneAnswers, PlaneAnswers]
) -> str:
    """What the change did, in words, and what that can tell."""
    before, after = answers
    words = lesson["with_and_without.result"].format(
        done=_done(network, change),
        before=f"{before.test.accuracy:.3f}",
        after=f"{after.test.accuracy:.3f}",
        before_loss=f"{before.test.loss:.3f}",
        after_loss=f"{after.test.loss:.3f}",
    )
    name, count = f"H{change.layer + 1}", network.hidden_units[change.layer]
    if change.how == "silenced" and len(change.units) == count:
        constant = lesson["with_and_without.constant"]
        return f"{words} {constant.format(layer=name, y=f'{after.over_plane[0, 0]:.2f}')}"
    if change.how == "silenced":
        return f"{words} {lesson['with_and_without.' + change.put_to]}"
    line = ""
    if change.how == "unbent" and len(network.hidden_units) == 1:
        line = _line_out_of_sight(lesson, network, after.over_plane)
    why = lesson["with_and_without." + change.how.replace(" ", "_")]
    return f"{words} {why.format(layer=name, line=line)}"


def _line_out_of_sight(lesson: Lesson, network: PlaneNetwork, over_plane: np.ndarray) -> str:
    """Where the straight boundary of an unbent network is, if it is not in the picture; "" if it is."""
    says = over_plane > 0.5
    if says.any() and not says.all():
        return ""
    distance = f"{unbent_distance(network.weights):.1f}"
    return lesson["with_and_without.outside"].format(distance=distance, answer=int(says.all()))
