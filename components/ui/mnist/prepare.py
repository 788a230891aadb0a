"""The step Prepare of /mnist: from images to what the network reads, and what a skipped step costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from components.charts import mnist_data as charts
from components.concepts.layers import softmax
from components.concepts.losses import LOSSES, from_logits, from_probabilities
from components.concepts.paired import standard_error
from components.datasets import mnist
from components.datasets.registry import DATASETS
from components.text import Lesson
from components.training.recipe import Recipe
from components.training.recordings import RECORDINGS
from components.training.run import TrainingRun
from components.ui import theme
from components.ui.cached import recorded_run
from components.ui.mnist.settings import Experiment, steps_sentence
from components.ui.mnist.stop_words import seed_chosen

PLAIN = "mnist_12k"
SKIPPED = ("mnist_unscaled", "mnist_shuffled", "mnist_binary")
MARKED_ROW = 14  # of the image, followed through the steps
LABELS = 8  # shown one-hot
LAST = 10  # epochs that a card takes the mean of
EXAMPLE = (np.array([[2.0, -1.0, 0.5]]), np.array([0]))  # logits and class of the warning


def show(experiment: Experiment, lesson: Lesson) -> None:
    """Draw the three steps with what they do to this recipe's rows, then the recorded cards."""
    recipe = experiment.recipe
    for column, step in zip(st.columns(3), (_reshape, _scale, _one_hot), strict=True):
        with column.container(border=True, height="stretch"):
            step(lesson, recipe)
    st.markdown(lesson["prepare"])
    st.header("Which rows validate?", anchor=False)
    _split(lesson, recipe)
    st.header("Skip a step", anchor=False)
    _skipped(lesson)


def _reshape(lesson: Lesson, recipe: Recipe) -> None:
    image = mnist.load().training_images[0]
    st.markdown("**1. Reshape:** image to row")
    theme.show(charts.reshaping(image, MARKED_ROW, theme.current()), alt=lesson["prepare.reshape.alt"])
    st.code("x = x.reshape(-1, 784)", language="python", wrap_lines=True)
    shapes = f"({recipe.rows:,}, 28, 28) → ({recipe.rows:,}, {DATASETS['mnist'].inputs})"
    st.caption(f"Shape {shapes}. No number changes, only their arrangement.")


def _scale(lesson: Lesson, recipe: Recipe) -> None:
    image = mnist.load().training_images.first(1)
    scaled = "min_max" in recipe.preprocessing
    after = mnist.prepare(image, ("min_max",) if scaled else ())
    row = slice(MARKED_ROW * 28, (MARKED_ROW + 1) * 28)
    st.markdown("**2. Min-max:** to 0 ... 1")
    theme.show(
        charts.scaling(image.reshape(-1)[row], after[0, row], theme.current()),
        alt=lesson["prepare.scale.alt"].format(
            row=MARKED_ROW, before=image.reshape(-1)[row].max(), after=after[0, row].max()
        ),
    )
    st.code(
        "x = x / np.float32(255)" if scaled else "# x = x / np.float32(255)",
        language="python",
        wrap_lines=True,
    )
    least, most, after_least, after_most = _ranges(recipe.rows, recipe.preprocessing)
    st.caption(
        f"Row {MARKED_ROW} of the image. All {recipe.rows:,} images: "
        f"{least:g} to {most:g} → {after_least:g} to {after_most:g}."
        + ("" if scaled else " This recipe leaves the step out.")
    )


def _one_hot(lesson: Lesson, recipe: Recipe) -> None:
    classes = DATASETS["mnist"].classes
    loss, labels = LOSSES[recipe.loss], mnist.load().y_train[:LABELS]
    st.markdown("**3. One-hot:** label to row")
    theme.show(
        charts.one_hot(labels, classes, theme.current()),
        alt=lesson["prepare.one_hot.alt"].format(labels=", ".join(map(str, labels))),
    )
    st.code(
        "y = np.eye(10)[y]" if loss.one_hot else "# y = np.eye(10)[y]", language="python", wrap_lines=True
    )
    if loss.one_hot:
        st.caption(f"Shape ({recipe.rows:,},) → ({recipe.rows:,}, {classes}): a 1 at the class, else 0.")
    else:
        st.caption(f"This recipe leaves the step out: {loss.label} reads the integers themselves.")


def _split(lesson: Lesson, recipe: Recipe) -> None:
    rows = {"training": recipe.training_rows, "validation": recipe.validation_rows}
    theme.show(
        charts.split(*rows.values(), theme.current()),
        alt=lesson["prepare.split.alt"].format(**rows),
    )
    share = f"{recipe.validation_split:g}"
    st.markdown(lesson["prepare.split"].format(share=share, total=f"{recipe.rows:,}"))
    st.caption(f"{steps_sentence(recipe)}: what Keras' progress bar counts.")


def _skipped(lesson: Lesson) -> None:
    plain = recorded_run(RECORDINGS[PLAIN].recipe)
    runs = {name: recorded_run(RECORDINGS[name].recipe) for name in SKIPPED}
    lowest = min(run.history["val_accuracy"].min() for run in (plain, *runs.values()))
    floor = np.floor(lowest * 50) / 50
    for column, (name, run) in zip(st.columns(len(runs)), runs.items(), strict=True):
        with column.container(border=True, height="stretch"):
            short = name.removeprefix("mnist_")
            st.markdown(f"**{lesson[f'prepare.{short}.title']}**")
            theme.show(
                charts.skipped_step(plain, run, floor, theme.current()),
                alt=lesson["prepare.skipped.alt"].format(epochs=run.epochs, label=RECORDINGS[name].label),
                key=f"mnist.prepare.{short}",
            )
            st.markdown(lesson[f"prepare.{short}"].format(**compared(plain, run)))
            if name == "mnist_shuffled":
                theme.show(
                    charts.shuffled(mnist.load().training_images[0], mnist.pixel_order(), theme.current()),
                    alt=lesson["prepare.shuffled.alt"],
                    still=True,
                )
            if name == "mnist_binary":
                with st.expander(lesson["prepare.binary.more"]):
                    st.markdown(lesson["prepare.binary.example"].format(**warning_example()))
    recipe = plain.recipe
    st.caption(
        lesson["prepare.recorded"].format(
            rows=f"{recipe.rows:,}",
            epochs=plain.epochs,
            seed=recipe.seed,
            error=compared(plain, plain)["error"],
        )
        + f" {seed_chosen(lesson)}"
    )


def compared(plain: TrainingRun, run: TrainingRun) -> Mapping[str, Any]:
    """The numbers of a card: means over the last epochs, their standard error, and the first losses."""
    usual, other = (one.history["val_accuracy"][-LAST:].mean() for one in (plain, run))
    rows = plain.recipe.validation_rows
    return {
        "last": LAST,
        "plain": usual,
        "skipped": other,
        "rows": rows,
        "error": standard_error(usual, rows),
        "plain_first": plain.history["val_accuracy"][0],
        "skipped_first": run.history["val_accuracy"][0],
        "plain_loss": plain.history["val_loss"][0],
        "skipped_loss": run.history["val_loss"][0],
    }


def warning_example() -> Mapping[str, float]:
    """What Keras logs for one row with binary cross-entropy, and what its probabilities would give."""
    logits, labels = EXAMPLE
    return {
        "logged": from_logits("binary_crossentropy", logits, labels),
        "recomputed": from_probabilities("binary_crossentropy", softmax(logits), labels),
    }


@st.cache_data(max_entries=16, show_spinner=False)
def _ranges(rows: int, steps: tuple[str, ...]) -> tuple[float, float, float, float]:
    """Lowest and highest value of the rows before and after; in pieces, to need little memory."""
    images = mnist.load().training_images.first(rows)
    low, high = np.inf, -np.inf
    for start in range(0, rows, 2_000):
        piece = mnist.prepare(images[start : start + 2_000], steps)
        low, high = min(low, piece.min()), max(high, piece.max())
    return float(images.min()), float(images.max()), float(low), float(high)
