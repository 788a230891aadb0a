"""/mnist_inside: what the hidden units of a real network learned."""

import streamlit as st

from components.ui.address import Address
from components.ui.controls import body, choose_view
from components.ui.mnist_inside import settings, units_settings
from components.ui.mnist_inside.draw import draw
from components.ui.mnist_inside.maps import maps
from components.ui.mnist_inside.one_unit import one_unit
from components.ui.mnist_inside.silence import silence
from components.ui.mnist_inside.truth import prediction
from components.ui.page import close_page, open_page

# Further views: name -> function of the lesson and the network. Draw also needs the task.
VIEWS = {"One unit": one_unit, "Silence": silence, "Maps": maps}

address = Address.remember(settings.STEM)
lesson = open_page(settings.STEM, {**settings.DEFAULTS, **units_settings.DEFAULTS})
view = choose_view(settings.STEM, "view", ["Draw", *VIEWS], start="Draw")
refused = st.container()

with body(settings.STEM, view):
    with settings.frame():
        network, task, problems = settings.read(drawing=view == "Draw")
        with st.container():
            if view == "Draw":
                draw(lesson, network, task)
            else:
                VIEWS[view](lesson, network)
    units_settings.draw_unseen(view, network)
with refused:
    address.warn({**settings.EXPECTED, **units_settings.expected()}, *problems)
    if problems:
        st.page_link("pages/learning/mnist.py", label="Train a network of your own on the page MNIST")

if view == "Draw":
    prediction(lesson)
    st.markdown(lesson["notice"])
close_page(lesson)
