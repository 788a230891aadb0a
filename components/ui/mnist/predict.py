"""The prediction of /mnist, and the picture of its truth."""

from __future__ import annotations

import numpy as np
import streamlit as st

from components.charts.mnist import loss_against_accuracy
from components.text import Lesson
from components.text.questions import page_question
from components.training.recordings import RECORDINGS
from components.training.run import TrainingRun
from components.ui import theme
from components.ui.cached import recorded_run
from components.ui.kit.predict import Prediction, predict
from components.ui.kit.start import at_start
from components.ui.mnist.settings import SETTINGS, STEM

_RECIPE = RECORDINGS["mnist_48k"].recipe
at_start(recorded_run, _RECIPE)


def prediction(lesson: Lesson) -> None:
    """Ask for it; after the click show the recorded training that it is about."""
    run = recorded_run(_RECIPE)
    if predict(SETTINGS, Prediction(page_question(STEM))) is not None:
        theme.show(
            loss_against_accuracy(run, theme.current()),
            alt=lesson["predict.alt"].format(**_numbers(run)),
            key=f"{STEM}.truth",
        )
        st.caption(
            f"A saved run: {run.recipe.rows:,} rows, {run.epochs} epochs. No rule saw the test accuracy."
        )


def _numbers(run: TrainingRun) -> dict[str, float]:
    """The best epoch by val_loss against the last one."""
    losses, accuracy = run.history["val_loss"], run.history["test_accuracy"]
    best = int(np.argmin(losses))
    return {
        "best": best + 1,
        "best_loss": losses[best],
        "best_accuracy": accuracy[best],
        "last": run.epochs,
        "last_loss": losses[-1],
        "last_accuracy": accuracy[-1],
    }
