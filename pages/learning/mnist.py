"""MNIST: train a network, stop it by a rule, and ask of one training what every other rule would do."""

import streamlit as st

from components.ui.address import Address
from components.ui.controls import choose_view
from components.ui.mnist import controls, settings, visit
from components.ui.mnist.look import look
from components.ui.mnist.model import model
from components.ui.mnist.predict import prediction
from components.ui.mnist.prepare import prepare
from components.ui.mnist.result import result
from components.ui.mnist.rule import rule as rule_drawn
from components.ui.mnist.train import buttons, train
from components.ui.page import close_page, open_page

address = Address.remember(settings.STEM)
lesson = open_page(settings.STEM, settings.DEFAULTS)
step = choose_view(settings.STEM, "step", settings.STEPS, start="Train")

has_controls = step in ("Prepare", "Model", "Train", "Rule")
picture, side = st.columns([7, 2.6], gap="medium") if has_controls else (st.container(), st.container())
controls.draw(step, side)

request, good, problem = settings.read()
visit.open_visit(good)
visit.job()  # takes in a training that has ended while another step was open

with picture:
    if problem:
        st.error(problem)
    if step == "Look":
        look(lesson)
    elif step == "Prepare":
        prepare(lesson, good.recipe)
    elif step == "Model":
        model(lesson, good.recipe)
    elif step == "Train":
        train(lesson, good.rule)
    elif step == "Rule":
        rule_drawn(lesson, good.rule)
    else:
        result(lesson, visit.shown_with_weights(), good.rule)
if step == "Train":
    buttons(side, request)
    prediction(lesson)
    st.markdown(lesson["notice"])

address.warn(settings.expected())
close_page(lesson)
