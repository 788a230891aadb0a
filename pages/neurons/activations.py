"""/activations: what a unit does to its weighted sum, and how much of the error its slope lets back."""

import streamlit as st

from components.concepts.activations import ACTIVATIONS
from components.ui import theme
from components.ui.activations.controls import DEFAULTS, EXPECTED, read_settings
from components.ui.activations.truth import show_truth
from components.ui.activations.views import VIEWS, pair
from components.ui.address import Address
from components.ui.controls import body, choose_view
from components.ui.page import Answer, close_page, open_page, predict

address = Address.remember("activations")
lesson = open_page("activations", DEFAULTS)
refused = st.container()

answers = [
    Answer(ACTIVATIONS[name].label, name == "relu", lesson[f"answer_{name}"])
    for name in ("relu", "tanh", "sigmoid")
]
show_truth(predict("activations", lesson["predict"], answers))

view = VIEWS[choose_view("activations", "view", list(VIEWS), start=DEFAULTS["view"])]
with body("activations", view.section):
    if view.above:
        view.above()
    picture, controls = st.columns([3.2, 1])
    with controls:
        settings = read_settings(view.controls)
    with picture:
        view.draw(settings, lesson, theme.current())
with refused:
    address.warn(EXPECTED)

notice, attempt = st.columns(2)
notice.markdown(lesson[f"notice_{view.section}"])
attempt.markdown(lesson[f"try_{view.section}"])
if view.section == "curves":
    with st.expander("Formulas of the functions shown"):
        for entry in (ACTIVATIONS[name] for name in settings.chosen):
            st.markdown(f"**{entry.label}** ({entry.year}, {entry.source}). {entry.note}")
            st.latex(pair(entry.formula, entry.slope_formula))
    with st.expander("The same in Keras"):
        name = settings.chosen[-1] if settings.chosen else "relu"
        bell = settings.bell
        st.code(lesson["keras"].format(name=name, center=bell.center, spread=bell.spread), language="python")
close_page(lesson)
