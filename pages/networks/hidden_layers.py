"""/hidden_layers: switch hidden layers on and off, and watch what each unit learns."""

import streamlit as st

from components.ui.address import Address
from components.ui.controls import body, choose_view
from components.ui.hidden_layers import (
    controls,
    one_point,
    settings,
    silence,
    views_settings,
    visit,
    what_is_h,
    with_and_without,
)
from components.ui.hidden_layers.predict import prediction
from components.ui.hidden_layers.toggle import below, toggle, under_way
from components.ui.page import close_page, open_page

# Further views: name -> function of the lesson and the network.
VIEWS = {"What is H": what_is_h.view, "One point": one_point.view, "With and without": with_and_without.view}

address = Address.remember(settings.STEM)
lesson = open_page(settings.STEM, {**settings.DEFAULTS, **views_settings.DEFAULTS})
prediction(lesson)
view = choose_view(settings.STEM, "view", settings.VIEWS, start=settings.VIEWS[0])
refused = st.container()
with body(settings.STEM, view):
    side, main = controls.places(view)
    controls.draw(side, view)

    setting = settings.read()
    visit.follow(setting.task)
    silence.draw_unseen()
    with main:
        with st.container():  # what comes and goes here leaves the picture in its place
            if setting.problem:
                st.warning(setting.problem)
            if settings.value("dataset") == settings.OWN_POINTS:
                st.caption(lesson["own_points"])
        if view == "Toggle":
            toggle(lesson)
        else:
            under_way()
            st.caption(f"Shown: {settings.describe(visit.shown().network.run.recipe)}.")
            VIEWS[view](lesson, visit.shown().network)
    if view == "Toggle":
        below(lesson)

    views_settings.draw_unseen(view, visit.shown().network)
_, missing = silence.read(visit.shown().network.hidden_units)
with refused:
    address.warn({**settings.expected(), **views_settings.EXPECTED}, missing)
close_page(lesson)
