"""The prediction of /mnist, and the picture of its truth."""

from __future__ import annotations

import numpy as np
import streamlit as st

from components.charts.mnist import loss_against_accuracy
from components.concepts.paired import standard_error
from components.text import Lesson
from components.training.recordings import RECORDINGS
from components.training.run import TrainingRun
from components.ui import theme
from components.ui.cached import recorded_run
from components.ui.kit.predict import Answer, Prediction, predict
from components.ui.mnist.settings import SETTINGS, STEM


def prediction(lesson: Lesson) -> None:
    """Ask for it; after the click show the recorded training that it is about."""
    run = recorded_run(RECORDINGS["mnist_48k"].recipe)
    numbers = truth(lesson, run)
    answers = (
        Answer("higher", "Higher", False, lesson["predict.higher"].format(numbers=numbers)),
        Answer("same", "The same", False, lesson["predict.same"].format(numbers=numbers)),
        Answer("lower", "Slightly lower", True, lesson["predict.lower"].format(numbers=numbers)),
    )
    if predict(SETTINGS, Prediction(lesson["predict.question"], answers)) is not None:
        theme.show(
            loss_against_accuracy(run, theme.current()), alt=lesson["predict.alt"], key=f"{STEM}.truth"
        )
        st.caption(
            f"Recorded: {run.recipe.rows:,} rows, {run.epochs} epochs. The test accuracy chose nothing."
        )


def truth(lesson: Lesson, run: TrainingRun) -> str:
    """The numbers of the recording in a sentence."""
    best = int(np.argmin(run.history["val_loss"]))
    accuracy = run.history["test_accuracy"]
    return lesson["predict.numbers"].format(
        rows=run.recipe.rows,
        best=best + 1,
        best_accuracy=accuracy[best],
        last=run.epochs,
        last_accuracy=accuracy[-1],
        error=standard_error(float(accuracy[-1]), run.test_predictions.shape[1]),
    )
