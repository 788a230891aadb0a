"""/mnist: train a network, stop it by a rule, and ask of one training what every other rule would do."""

import streamlit as st

from components.training.request import TrainingRequest
from components.ui.kit.frame import beside, docked
from components.ui.kit.page import open_page
from components.ui.kit.prose import draw_prose
from components.ui.kit.view import View, views
from components.ui.mnist import look, model, prepare, result, rule, train, training
from components.ui.mnist.predict import prediction
from components.ui.mnist.settings import RULE_MORE, RULE_SHOWN, SETTINGS, draw_controls, read

VIEWS = views(
    View("look", "Look", look.show),  # its one control stands above the pictures of the classes
    View(
        "prepare", "Prepare", prepare.show, ("scaling", "shuffle_pixels", "loss", "rows", "validation_split")
    ),
    View(
        "model",
        "Model",
        model.show,
        ("hidden_units", "activation", "initializer", "optimizer", "learning_rate"),
        more=("loss", "dropout", "l2", "batch_size", "seed"),
    ),
    View(
        "train",
        "Train",
        train.show,
        ("epochs", *RULE_SHOWN),
        more=(
            "use_early_stopping",
            "past_stop",
            *RULE_MORE,
            "rows",
            "batch_size",
            "validation_split",
            "seed",
        ),
    ),
    View("rule", "Rule", rule.show, (*RULE_SHOWN, "map"), more=("use_early_stopping", *RULE_MORE)),
    View("result", "Result", result.show),
)
LONG = ("prepare", "model")  # several pictures, one below the other

with open_page(SETTINGS, VIEWS, view="step", start="train") as page:
    lesson = page.lesson
    step = page.choose_view()
    with page.body():
        together = docked if step.key in LONG else beside
        picture, side = together([7, 2.6]) if step.settings else (st.container(), st.container())
        with side:
            if step.settings:
                draw_controls(step, lesson.sections.get(f"{step.key}.more", ""))
        experiment = read()
        page.problems.append(experiment.problem)
        training.open_visit(experiment.request or TrainingRequest(experiment.recipe, experiment.rule))
        training.poll()  # takes in a training that has ended while another step was open
        with picture:
            if step.key != "train":
                train.under_way()
            step.draw(experiment, lesson)
        if step.key == "train":
            with side:
                train.buttons(experiment)
            prediction(lesson)
            if not train.hidden(experiment):
                draw_prose("mnist", lesson["notice"])
