"""The prediction of /mnist_inside, and the picture of its truth."""

from __future__ import annotations

import streamlit as st

from components.charts.mnist_inside import quarter_silenced
from components.text import Lesson
from components.training.full_pass import QUARTER_DRAWS
from components.training.recordings import RECORDINGS
from components.ui import theme
from components.ui.mnist_inside.full_pass import without_a_quarter
from components.ui.mnist_inside.network import DIGEST_LENGTH, network_at, stored_run
from components.ui.mnist_inside.settings import STEM
from components.ui.page import Answer, predict


def prediction(lesson: Lesson) -> None:
    """Ask for it; after the click show the draws."""
    answers = [
        Answer(label, right, lesson[f"predict.{name}"])
        for label, right, name in (
            ("A little, to about .96", True, "little"),
            ("By a quarter, to about .73", False, "quarter"),
            ("To guessing, .10", False, "guessing"),
        )
    ]
    if predict(STEM, lesson["predict.question"], answers) is None:
        return
    run = stored_run(RECORDINGS["mnist_48k"].recipe.digest[:DIGEST_LENGTH])
    network = network_at(run.digest, int(run.snapshot_epochs[-1]))
    with st.spinner("Switching off units ..."):
        accuracies, whole = without_a_quarter(network)
    theme.show(
        quarter_silenced(accuracies, whole, theme.current()), alt=lesson["predict.alt"], key=f"{STEM}.truth"
    )
    st.markdown(
        lesson["predict.numbers"].format(
            rows=run.recipe.rows,
            epoch=network.epoch,
            whole=whole,
            mean=accuracies.mean(),
            low=accuracies.min(),
            high=accuracies.max(),
            draws=QUARTER_DRAWS,
        )
    )
