"""/hidden_layers: switch hidden layers on and off, and watch what each unit learns."""

import streamlit as st

from components.datasets.toys import OWN_POINTS
from components.ui.hidden_layers import controls, one_point, toggle, training, what_is_h, with_and_without
from components.ui.hidden_layers.settings import SETTINGS, describe, prediction, read, read_silenced
from components.ui.kit.page import open_page
from components.ui.kit.predict import predict
from components.ui.kit.save import tell_shown
from components.ui.kit.view import View, views

VIEWS = views(
    View("toggle", "Build", toggle.view, more=("put_to",), was="Toggle"),
    View("what_is_h", "What is H", what_is_h.view),
    View("one_point", "One point", one_point.view),
    View("with_and_without", "With and without", with_and_without.view),
)

with open_page(SETTINGS, VIEWS) as page:
    lesson = page.lesson
    view = page.choose_view()
    predict(page.settings, prediction())
    with page.body():
        if view.key == "what_is_h":
            what_is_h.xor(lesson)  # chosen by hand: no setting changes it
        side, main = controls.places(view.key)
        controls.draw(side, rare=view.more)
        task, problem = read()
        training.follow(task)
        recipe = training.shown().network.run.recipe
        tell_shown(f"{describe(recipe)}; recipe {recipe.digest[:12]}", key="hidden_layers.shown")
        with main:
            with st.container():  # what comes and goes here leaves the picture in its place
                if problem:
                    st.warning(problem)
                if SETTINGS.value("dataset") == OWN_POINTS:
                    st.caption(lesson["own_points"])
            if view.key == "toggle":
                view.draw(lesson)
            else:
                training.under_way()
                network = training.shown().network
                if view.key != "what_is_h":  # there only the data are of it
                    st.caption(f"Shown: {describe(network.run.recipe)}.")
                view.draw(lesson, network)
        if view.key == "toggle":
            toggle.below(lesson)
    page.problems.append(read_silenced(training.shown().network.hidden_units)[1])
