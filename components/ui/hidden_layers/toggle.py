"""The view Toggle: the network with its maps and its boundary, live while it trains, and what it reaches."""

from __future__ import annotations

import streamlit as st

from components.concepts.layers import Layers
from components.concepts.network_formula import network_formula
from components.text import Lesson
from components.training.export import to_script
from components.training.export_lines import compile_lines, model_lines
from components.ui.hidden_layers import silence, views_settings, visit
from components.ui.hidden_layers.film import film_of
from components.ui.hidden_layers.live import film_so_far
from components.ui.hidden_layers.network_picture import network_picture
from components.ui.hidden_layers.result import Scene, result
from components.ui.hidden_layers.seeds import seeds
from components.ui.hidden_layers.settings import STEM
from components.ui.hidden_layers.status import of_job, status
from components.ui.hidden_layers.way_through import way_through
from components.ui.script_button import script_button

POLL_SECONDS = 0.4


def toggle(lesson: Lesson) -> None:
    """Draw the picture and where it comes from; polls only while something is trained."""
    st.fragment(_live, run_every=POLL_SECONDS if visit.busy() else None)(lesson)


def under_way() -> None:
    """In the other views: one line about the training under way, which is gone when it ends."""
    if visit.busy():
        st.fragment(_one_line, run_every=POLL_SECONDS)()


def below(lesson: Lesson) -> None:
    """What stands under the picture: the way through the layers, formula, code, text and seeds."""
    task, network = visit.task(), visit.shown().network
    way_through(lesson, network)
    left, right = st.columns(2, gap="large")
    with left:
        _formula(lesson, network.weights, network.activation)
        st.markdown(lesson["notice"])
    with right:
        recipe = network.run.recipe
        st.code(f"{model_lines(recipe)}\n{compile_lines(recipe)}", language="python", wrap_lines=True)
        _download()
        seeds(lesson, task)
        st.markdown(lesson["limits"])


def _one_line() -> None:
    view = visit.job()
    if view is None:
        st.rerun()
    st.caption(
        f":material/autorenew: {of_job(view)} The view Toggle shows it; this one the last good network."
    )


def _live(lesson: Lesson) -> None:
    """One look at what is under way; the fragment runs it again and again."""
    if silence.was_taken():
        st.rerun()  # the picture is in a fragment, the field of the silenced units is not
    was_busy = visit.busy()
    view = visit.job()
    if was_busy and not visit.busy():
        st.rerun()
    status()
    film = film_so_far(view, visit.task()) if view is not None else None
    if film is not None:  # nothing of it can be silenced yet
        network_picture(film, key=f"{STEM}.picture")
        result(lesson, Scene(film.latest, film.activation, film.points))
        return
    network = visit.shown().network
    silenced, _ = silence.read(network.hidden_units)
    fill = views_settings.value("put_to")
    network_picture(
        film_of(network), key=f"{STEM}.picture", silenced=silenced, fill=fill, on_silence=silence.take
    )
    result(lesson, Scene(network.weights, network.activation, network.points, silenced, fill))


def _formula(lesson: Lesson, layers: Layers, activation: str) -> None:
    units = layers.hidden_units
    st.html(f"<style>.st-key-{STEM}-formula .katex-display {{ overflow-x: auto; }}</style>")
    with st.container(key=f"{STEM}.formula"):
        st.latex(network_formula(layers, activation))
        if units:
            st.markdown(lesson["formula.hidden"].format(last=f"H{len(units)}"))
        else:
            st.markdown(lesson["formula.logistic"])


def _download() -> None:
    task = visit.task()
    script = to_script(task.recipe, own_points=task.request.own_points)
    script_button(STEM, script, "What is set, with its points")
