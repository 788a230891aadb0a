"""The view *Build*: the network with its maps and its boundary, live while it trains, and its scores."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.charts.hidden_layers import separability_bars
from components.concepts.feature_travel import extent_of, travel
from components.concepts.layers import Layers
from components.concepts.linear_probe import separability
from components.concepts.network_formula import network_formula
from components.concepts.silenced_units import Unit
from components.datasets.toys import OWN_POINTS
from components.text import Lesson
from components.training.export_lines import compile_lines, model_lines
from components.training.plane_network import PlaneNetwork
from components.ui import theme
from components.ui.hidden_layers import training
from components.ui.hidden_layers.pictures import own_points
from components.ui.hidden_layers.pictures.film import film_of, film_so_far
from components.ui.hidden_layers.pictures.network_picture import network_picture
from components.ui.hidden_layers.pictures.travel_picture import captions, travel_picture
from components.ui.hidden_layers.result import Scene, result
from components.ui.hidden_layers.seeds import seeds
from components.ui.hidden_layers.settings import SETTINGS, STEM, put_silenced, read_silenced
from components.ui.kit.prose import draw_prose
from components.ui.kit.take_home import Wanted, take_home
from components.ui.kit.watch import again_and_again

_CLICKED = f"_{STEM}.silence_clicked"


def view(lesson: Lesson) -> None:
    """Draw the picture and where it comes from; looks again and again while something is trained."""
    again_and_again(_live, seconds=training.POLL_SECONDS, busy=training.WATCH.busy)(lesson)


def below(lesson: Lesson) -> None:
    """What stands under the picture: the way through the layers, formula, code, text and seeds."""
    task, network = training.task(), training.shown().network
    _way_through(lesson, network)
    left, right = st.columns(2, gap="large")
    with left:
        _formula(lesson, network.weights, network.activation)
        draw_prose(STEM, lesson["notice"])
    with right:
        recipe = network.run.recipe
        st.code(f"{model_lines(recipe)}\n{compile_lines(recipe)}", language="python", wrap_lines=True)
        wanted = Wanted(task.recipe, own_points=task.request.own_points)
        take_home(lesson, wanted, network.run)
        seeds(lesson, task)
        st.markdown(lesson["limits"])


def _live(lesson: Lesson) -> None:
    """One look at what is under way; the fragment runs it again and again."""
    if st.session_state.pop(_CLICKED, False):
        st.rerun()  # the picture is in a fragment; the whole page writes the address
    was_busy = training.WATCH.busy
    view = training.poll()
    if was_busy and view is None:
        st.rerun()
    film = film_so_far(view, training.task()) if view is not None else None
    if film is not None:  # nothing of it can be silenced yet
        network_picture(film, key=f"{STEM}.picture", on_place=_place())
        training.status(view)
        result(lesson, Scene(film.latest, film.activation, film.points), film.snapshot_epochs[-1])
        return
    network = training.shown().network
    silenced, _ = read_silenced(network.hidden_units)
    fill = SETTINGS.value("put_to")
    network_picture(
        film_of(network),
        key=f"{STEM}.picture",
        silenced=silenced,
        fill=fill,
        on_silence=_silence,
        awaited=training.awaited(),
        on_place=_place(),
    )
    scene = Scene(network.weights, network.activation, network.points, silenced, fill)
    if view is not None:
        training.status(view)
    result(lesson, scene, network.run.epochs)
    if view is None:  # where it comes from is said last
        training.status(view)


def _place() -> Callable[[object], None] | None:
    """Takes over a point that is put down in the picture; None where the points are not the visitor's."""
    if SETTINGS.value("dataset") != OWN_POINTS:
        return None

    def put(payload: object) -> None:
        own_points.add(payload)
        st.session_state[_CLICKED] = True

    return put


def _silence(units: tuple[Unit, ...]) -> None:
    """Take over what was clicked in the picture."""
    put_silenced(units)
    st.session_state[_CLICKED] = True


def _way_through(lesson: Lesson, network: PlaneNetwork) -> None:
    """Travelling through the layers, and how separable the classes are at each stop, side by side."""
    points, labels = network.points.x_train, network.points.y_train
    left, right = st.columns([4, 3], gap="medium")
    with left:
        st.markdown(f"**{lesson['travel.title']}**")
        way = travel(network.weights, network.activation, points, extent_of(points))
        travel_picture(way, labels, key=f"{STEM}.travel", captions=captions(lesson, way))
    with right:
        found = separability(network.weights, network.activation, points, labels)
        numbers = ", ".join(
            f"{name} {share:.3f}" for name, share in zip(found.names, found.accuracies, strict=True)
        )
        alt = lesson["separability.alt"].format(numbers=numbers)
        theme.show(separability_bars(found, theme.current()), alt=alt, key=f"{STEM}.separability")
        st.caption(lesson["separability"])


def _formula(lesson: Lesson, layers: Layers, activation: str) -> None:
    units = layers.hidden_units
    st.html(f"<style>.st-key-{STEM}-formula .katex-display {{ overflow-x: auto; }}</style>")
    with st.container(key=f"{STEM}.formula"):
        st.latex(network_formula(layers, activation))
        if units:
            st.markdown(lesson["formula.hidden"].format(last=f"H{len(units)}"))
        else:
            st.markdown(lesson["formula.logistic"])
