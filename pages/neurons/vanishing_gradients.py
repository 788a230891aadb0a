"""/vanishing_gradients: of an error at the last layer, how much reaches the first?"""

import streamlit as st

from components.ui.kit.frame import beside, folded_code
from components.ui.kit.page import open_page
from components.ui.kit.predict import predict
from components.ui.kit.prose import draw_prose
from components.ui.kit.view import View, views
from components.ui.vanishing_gradients import chain_rule, gain_map, layers, signal, trained
from components.ui.vanishing_gradients.settings import SETTINGS, prediction, read
from components.ui.vanishing_gradients.words import keras_lines

VIEWS = views(
    View("layers", "Layers", layers.show, ("initializer", "depth", "width", "seed")),
    View("signal", "Signal and error", signal.show, ("initializer", "depth", "width", "seed")),
    View("gain_map", "Gain map", gain_map.show, ("initializer", "seed")),  # its own slider moves the depth
    View("chain_rule", "Chain rule", chain_rule.show, ("initializer", "depth", "width", "seed")),
    View("trained", "Trained", trained.show, ("initializer", "depth")),
)
IN_KERAS = ("layers", "signal")  # what the Keras lines of the page measure

with open_page(SETTINGS, VIEWS) as page:
    lesson = page.lesson
    with st.container(horizontal=True, vertical_alignment="bottom", key="vanishing_gradients.above"):
        view = page.choose_view()
        SETTINGS.draw("activation")
    predict(page.settings, prediction())
    with page.body():
        picture, controls = beside([7, 2])
        with controls:
            SETTINGS.draw(*view.settings)
        stack = read()
        page.problems.append(stack.problem)
        with picture:
            quoted = view.draw(stack, lesson) or {}

        notice, try_this = st.columns(2, gap="large")
        notice.markdown(lesson[f"notice {view.key}"].format(**quoted))
        with try_this:
            draw_prose(page.settings.stem, lesson[f"try {view.key}"])
        if f"formula {view.key}" in lesson.sections:
            st.markdown(lesson[f"formula {view.key}"])
        if view.key in IN_KERAS:
            folded_code("The same in Keras", keras_lines(stack, lesson), key="vanishing_gradients.keras")
