"""MNIST: train a network, stop it by a rule, and ask of one training what every other rule would do."""

import streamlit as st

from components.training.request import TrainingRequest
from components.ui.address import Address
from components.ui.controls import body, choose_view
from components.ui.mnist import controls, settings, visit
from components.ui.mnist.look import look
from components.ui.mnist.model import model
from components.ui.mnist.predict import prediction
from components.ui.mnist.prepare import prepare
from components.ui.mnist.result import result
from components.ui.mnist.rule import rule as rule_drawn
from components.ui.mnist.train import buttons, train, under_way
from components.ui.page import close_page, open_page

address = Address.remember(settings.STEM)
lesson = open_page(settings.STEM, settings.DEFAULTS)
step = choose_view(settings.STEM, "step", settings.STEPS, start="Train")

with body(settings.STEM, step):
    has_controls = step in ("Prepare", "Model", "Train", "Rule")
    picture, side = st.columns([7, 2.6], gap="medium") if has_controls else (st.container(), st.container())
    controls.draw(step, side)

    setting = settings.read()
    visit.open_visit(setting.request or TrainingRequest(setting.recipe, setting.rule))
    visit.job()  # takes in a training that has ended while another step was open

    with picture:
        with st.container():  # what comes and goes here leaves the picture in its place
            if setting.problem:
                st.error(setting.problem)
        if step != "Train":
            under_way()
        if step == "Look":
            look(lesson)
        elif step == "Prepare":
            prepare(lesson, setting.recipe)
        elif step == "Model":
            model(lesson, setting.recipe)
        elif step == "Train":
            train(lesson, setting.recipe, setting.rule)
        elif step == "Rule":
            rule_drawn(lesson, setting.rule)
        else:
            result(lesson, visit.shown_with_weights(), setting.rule)
    if step == "Train":
        buttons(side, setting.request)
        prediction(lesson)
        st.markdown(lesson["notice"])

address.warn(settings.expected())
close_page(lesson)
