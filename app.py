"""Layerwise: the table of contents. serve.py is the server that shows it."""

import streamlit as st

from components.ui.engine import start_engine
from components.ui.first_paint import draw_style
from components.ui.first_visit import close_mistaken_dialog
from components.ui.kit.address import watch_history
from components.ui.kit.projector import project
from components.ui.kit.scene import follow_scene
from components.ui.process import prepare
from components.ui.room.line import draw_line
from components.ui.room.visit import read_browser

st.set_page_config(
    page_title="Layerwise", page_icon="static/icon.png", layout="wide", initial_sidebar_state=220
)
draw_style()
prepare()
start_engine()  # in the background; no page waits for it

page = st.navigation(
    {
        "Start": [
            st.Page("pages/start/home.py", title="The lesson", url_path="home", default=True),
            st.Page("pages/start/plans.py", title="Lesson plans", url_path="plans"),
            st.Page("pages/start/classroom.py", title="In class", url_path="classroom"),
        ],
        "Networks": [
            st.Page("pages/networks/hidden_layers.py", title="Hidden layers", url_path="hidden_layers"),
            st.Page("pages/networks/parameters.py", title="Parameters", url_path="parameters"),
        ],
        "Neurons": [
            st.Page("pages/neurons/activations.py", title="Activations", url_path="activations"),
            st.Page(
                "pages/neurons/vanishing_gradients.py",
                title="Vanishing gradients",
                url_path="vanishing_gradients",
            ),
        ],
        "Learning": [
            st.Page("pages/learning/tabular.py", title="Tabular data", url_path="tabular"),
            st.Page("pages/learning/mnist.py", title="MNIST", url_path="mnist"),
            st.Page("pages/learning/mnist_inside.py", title="Inside the network", url_path="mnist_inside"),
        ],
    }
)
close_mistaken_dialog(page.url_path)
if page.url_path:  # else it is the first page: the title is the app's
    st.set_page_config(page_title=f"{page.title} · Layerwise")
watch_history()
read_browser(ask=page.url_path == "classroom")
project(page)
follow_scene(page)
draw_line(page.url_path)
page.run()
