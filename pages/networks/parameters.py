"""/parameters: every number of model.summary(), derived and drawn to be counted."""

import streamlit as st

from components.concepts.parameters import summarize
from components.ui.kit.page import open_page
from components.ui.kit.predict import predict
from components.ui.kit.view import View, views
from components.ui.parameters import cost, picture, quiz, summary
from components.ui.parameters.settings import SETTINGS, choose_network, network, prediction

VIEWS = views(
    View("picture", "Picture", picture.draw),
    View("summary", "Summary", summary.draw, ("api", "fit")),
    View("cost", "Cost", cost.draw, ("fit",)),
    View("quiz", "Quiz", quiz.draw, ("question", "seed")),
)

with open_page(SETTINGS, VIEWS) as page:
    lesson = page.lesson
    view = page.choose_view()
    predict(page.settings, prediction())
    with page.body():
        if view.key != "quiz":  # it asks about networks of its own
            choose_network("Network")
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"parameters.of_{view.key}"):
            SETTINGS.draw(*view.settings)
        view.draw(summarize(network()), lesson)
