"""/vanishing_gradients: of an error at the last layer, how much reaches the first?"""

import streamlit as st

from components.ui.address import Address
from components.ui.page import close_page, open_page
from components.ui.vanishing_gradients import chain_rule, gain_map, layers, trained
from components.ui.vanishing_gradients.controls import DEFAULTS, EXPECTED, STEM, ask, choose, choose_view
from components.ui.vanishing_gradients.words import keras_lines

SHOW = {
    "Layers": layers.show,
    "Gain map": gain_map.show,
    "Chain rule": chain_rule.show,
    "Trained": trained.show,
}

address = Address.remember(STEM)
lesson = open_page(STEM, DEFAULTS)
ask(lesson)
warning = st.container()
view, activations = choose_view()
picture, controls = st.columns([7, 2], gap="medium")
with controls:
    settings = choose(view, activations)
with warning:
    address.warn(EXPECTED, settings.problem)
with picture:
    SHOW[view](settings, lesson)

notice, try_this = st.columns(2, gap="large")
notice.markdown(lesson[f"notice {view}"])
try_this.markdown(lesson[f"try {view}"])
formula, code = st.columns([4, 5], gap="large")
formula.markdown(lesson["formula"])
code.markdown(keras_lines(settings, lesson))
close_page(lesson)
