"""/parameters: every number of model.summary(), derived and drawn to be counted."""

import streamlit as st

from components.concepts.parameters import Network, summarize
from components.concepts.parameters_code import script
from components.ui.address import Address
from components.ui.controls import body, choose_view, hidden
from components.ui.page import Answer, close_page, open_page, predict
from components.ui.parameters import cost, picture, quiz, settings, summary

address = Address.remember("parameters")
lesson = open_page("parameters", settings.DEFAULTS)

chosen = predict(
    "parameters",
    "8 inputs, 2 units: how many parameters?",
    [
        Answer("16", right=False, response=lesson["answer_16"]),
        Answer("17", right=False, response=lesson["answer_17"]),
        Answer("18", right=True, response=lesson["answer_18"]),
    ],
)
if chosen is None:
    st.session_state.pop("_parameters.shown", None)
elif "_parameters.shown" not in st.session_state:  # the picture moves to the truth, once
    st.session_state["_parameters.shown"] = True
    settings.apply(Network(outputs=2))

main, controls = st.columns([16, 5], gap="medium")
with controls:
    settings.choose_network()
with main:
    view = choose_view("parameters", "view", settings.VIEWS, start=settings.VIEWS[0])
    with body("parameters", view):
        opened, closed = st.container(horizontal=True, vertical_alignment="bottom"), hidden("parameters")
        with opened if view == "Summary" else closed:
            settings.choose_api()
        with opened if view in ("Summary", "Cost") else closed:
            settings.choose_fit()
        with opened if view == "Quiz" else closed:
            settings.choose_question()

derived = summarize(settings.network())
with main:
    match view:
        case "Picture":
            picture.draw(derived, lesson)
        case "Summary":
            summary.draw(derived, lesson)
        case "Cost":
            cost.draw(derived, lesson)
        case "Quiz":
            quiz.draw(lesson)
address.warn(settings.EXPECTED)

notice, code = st.columns([2, 3], gap="large")
notice.markdown(lesson["notice"])
with code:
    st.markdown(lesson["formula"])
    st.code(script(derived.network), language="python")
close_page(lesson)
