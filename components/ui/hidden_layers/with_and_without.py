"""The view "With and without": a layer changed in the trained network, beside training without it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from components.charts.hidden_layers_boundary import boundary
from components.concepts.changed_layer import HOWS, Change
from components.concepts.plane import Plane, plane_around
from components.text import Lesson
from components.training.plane_network import PlaneAnswers, PlaneNetwork, plane_answers
from components.training.request import TrainingRequest
from components.ui import theme
from components.ui.hidden_layers import trained_aside
from components.ui.hidden_layers import views_settings as settings

STEM = settings.STEM


def view(lesson: Lesson, network: PlaneNetwork) -> None:
    """Draw what is changed, and three boundaries: as trained, changed, and trained without."""
    if not network.hidden_units:
        with st.container(key=f"{STEM}.result"):
            st.markdown(lesson["with.no_hidden"])
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        for name in ("layer", "how"):
            settings.draw(name, network)
        for name in settings.shown("With and without", network)[2:]:  # depends on what "how" says
            settings.draw(name, network)
            if name == "silent":
                _all_or_none(network)
    plane = plane_around(network.points.x_train, network.points.x_test)
    change = change_set(network)
    before, after = plane_answers(network, plane), plane_answers(network, plane, change)
    request = without_request(network, change.layer, settings.value("without"))
    pictures = st.columns(3, gap="small")
    with pictures[0]:
        _picture(lesson, network, plane, before, "As trained")
    with pictures[1]:
        _picture(lesson, network, plane, after, _done(network, change), key="changed")
    with pictures[2]:
        _trained_without(lesson, network, plane, request)
    with st.container(key=f"{STEM}.result"):
        st.markdown(_result(lesson, network, change, (before, after)))
    st.markdown(lesson["with"])


def change_set(network: PlaneNetwork) -> Change:
    """What the settings do to which layer."""
    how = settings.value("how")
    units = settings.silent_units(network) if how == HOWS[0] else ()
    return Change(settings.layer(network), how, units, settings.value("put_to"))


def without_request(network: PlaneNetwork, layer: int, without: str) -> TrainingRequest:
    """The same training without a hidden layer, or with one unit of it less."""
    units = network.hidden_units
    left = units[layer] - 1 if without == settings.WITHOUT[1] else 0
    fewer = (*units[:layer], *((left,) if left else ()), *units[layer + 1 :])
    recipe = network.run.recipe
    # Without a hidden layer there is nothing to bend: one recipe, whatever the activation.
    activation = recipe.activation if fewer else "relu"
    recipe = replace(recipe, hidden_units=fewer, activation=activation)
    return TrainingRequest(recipe, own_points=network.own_points)


def _all_or_none(network: PlaneNetwork) -> None:
    """One button that silences the whole layer, or nobody."""
    count = network.hidden_units[settings.layer(network)]
    everybody = [str(i + 1) for i in range(count)]
    label, target = ("None", []) if len(settings.silent_units(network)) == count else ("All", everybody)
    st.button(label, key=f"{STEM}.silence_all", on_click=_silence, args=(target,))


def _silence(units: list[str]) -> None:
    st.session_state[f"{STEM}.silent"] = units


def _done(network: PlaneNetwork, change: Change) -> str:
    """What is changed, as the title of a picture."""
    name = f"H{change.layer + 1}"
    if change.how != HOWS[0]:
        return f"{name} {change.how}" if change.how == "unbent" else f"{name}: random start"
    units = network.hidden_units[change.layer]
    return f"{name}: {len(change.units)} of {units} silenced"


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
    words = lesson["with.numbers"].format(
        train=f"{answers.train.accuracy:.3f}",
        test=f"{answers.test.accuracy:.3f}",
        loss=f"{answers.train.loss:.3f}",
    )
    points = (network.points.x_train, network.points.y_train)
    chart = boundary(answers.over_plane, plane, points, title, theme.current())
    alt = lesson["with.alt"].format(title=title, numbers=words)
    theme.show(chart, alt=alt, key=f"{STEM}.{key}_boundary", still=True)
    with st.container(key=f"{STEM}.{key}_numbers"):
        st.markdown(words)


def _trained_without(lesson: Lesson, network: PlaneNetwork, plane: Plane, request: TrainingRequest) -> None:
    """The third picture: that training, if there is one, else the button that has it trained."""
    shape = _shape(request.recipe.hidden_units)
    run = trained_aside.found(request)
    if run is not None and np.isfinite(run.history["loss"][-1]):
        other = PlaneNetwork(run, network.points, network.own_points)
        _picture(lesson, other, plane, plane_answers(other, plane), f"Trained as {shape}", key="without")
        return
    st.markdown(f"**Trained as {shape}**")
    if run is not None:
        st.markdown(lesson["with.diverged"])
        return
    st.markdown(lesson["with.not_trained"])
    trained_aside.train_button(request, "Train it", key=f"{STEM}.train_without")


def _result(
    lesson: Lesson, network: PlaneNetwork, change: Change, answers: tuple[PlaneAnswers, PlaneAnswers]
) -> str:
    """What the change did, in words, and what that can tell."""
    before, after = answers
    words = lesson["with.result"].format(
        done=_done(network, change),
        before=f"{before.test.accuracy:.3f}",
        after=f"{after.test.accuracy:.3f}",
        before_loss=f"{before.test.loss:.3f}",
        after_loss=f"{after.test.loss:.3f}",
    )
    name, count = f"H{change.layer + 1}", network.hidden_units[change.layer]
    if change.how == HOWS[0] and len(change.units) == count:
        return f"{words} {lesson['with.constant'].format(layer=name, y=f'{after.over_plane[0, 0]:.2f}')}"
    if change.how == HOWS[0]:
        return f"{words} {lesson['with.' + change.put_to]}"
    return f"{words} {lesson['with.' + change.how.replace(' ', '_')].format(layer=name)}"
