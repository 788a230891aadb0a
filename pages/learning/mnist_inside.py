"""/mnist_inside: what the hidden units of a real network learned."""

import streamlit as st

from components.ui.kit.page import open_page
from components.ui.kit.view import View, views
from components.ui.mnist_inside.draw import draw
from components.ui.mnist_inside.maps import maps
from components.ui.mnist_inside.network import choose_network
from components.ui.mnist_inside.one_unit import one_unit
from components.ui.mnist_inside.settings import SETTINGS, STEM
from components.ui.mnist_inside.silence import silence
from components.ui.mnist_inside.sure import sure

VIEWS = views(
    View("draw", "Draw", draw, ("feed", "image"), more=("for", "against")),
    # The controls of these depend on the network: they draw them themselves.
    View("one_unit", "One unit", one_unit),
    View("silence", "Silence", silence),
    View("maps", "Maps", maps),
    View("sure", "How sure?", sure),
)

with open_page(SETTINGS, VIEWS) as page:
    lesson = page.lesson
    view = page.choose_view()
    with page.body():
        way_out = st.container()
        with st.container(key=f"{STEM}.{'drawing' if view.key == 'draw' else 'frame'}"):
            with st.container():
                places = st.columns([2.3, 1.9, 1.5, 1.15, 1.15], gap="small", vertical_alignment="bottom")
                network, missing = choose_network(places[:2])
                for name, place in zip(view.settings, places[2:], strict=False):
                    with place:
                        SETTINGS.draw(name)
                if view.more:
                    with places[-1], st.popover("Compare ...", width="stretch"):
                        SETTINGS.draw(*view.more)
            with st.container():
                problem = view.draw(lesson, network)
        page.problems += [*missing, problem or ""]
        if missing:
            with way_out:
                st.page_link("pages/learning/mnist.py", label="Train a network of your own on the page MNIST")
