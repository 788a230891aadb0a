"""The settings of /mnist_inside: which network, after which epoch, and what it is given to read.

Run and epoch are free texts of the address, in fields that nobody sees; the controls on the page set them. So
a link may ask for a run or an epoch that is not there, and the page can say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.concepts.digit_form import FEEDS
from components.datasets import mnist
from components.training.checkpoint import Checkpoint
from components.training.recordings import RECORDINGS
from components.training.run import TrainingRun
from components.ui import mnist_runs
from components.ui.controls import hidden
from components.ui.mnist_inside.network import DIGEST_LENGTH, network_at, stored_run
from components.ui.page import explain

STEM = "mnist_inside"
OFFERED = ("mnist_12k", "mnist_48k", "mnist_softmax")
CLASSES = tuple(str(k) for k in range(10))
MOST_LIKELY = ("best", "next")  # the two likeliest classes: what a template compares at first
DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {
        "view": "Draw",
        "run": RECORDINGS[OFFERED[0]].recipe.digest[:DIGEST_LENGTH],
        "epoch": None,  # the kept one with the lowest val_loss
        "image": 707,  # a 4 that the recorded network takes for a 9
        "feed": next(iter(FEEDS)),
        "for": MOST_LIKELY[0],
        "against": MOST_LIKELY[1],
    }
)
EXPECTED: Mapping[str, str] = MappingProxyType(
    {
        "view": "one of Draw, One unit, Silence, Maps",
        "run": f"the first {DIGEST_LENGTH} characters of a run's digest",
        "epoch": "the number of an epoch",
        "image": "the number of a test image, 0 to 9999",
        "feed": f"one of {', '.join(FEEDS)}",
        "for": f"{MOST_LIKELY[0]} or a digit",
        "against": f"{MOST_LIKELY[1]} or a digit",
    }
)


@dataclass(frozen=True)
class Task:
    """What the network is given to read, and which two classes are compared."""

    image: int  # test image on the pad
    feed: str  # in FEEDS
    first: int | None  # the class that positive numbers speak for; None: the most likely
    second: int | None  # its rival; None: the next likely


def frame() -> DeltaGenerator:
    """A container for the controls and the picture; on a narrow screen the picture comes first."""
    rule = f".st-key-{STEM}-frame {{ flex-direction: column-reverse; }}"
    st.html(f"<style>@media (max-width: 640px) {{ {rule} }}</style>")
    return st.container(key=f"{STEM}.frame")


def read(*, drawing: bool) -> tuple[Checkpoint, Task, list[str]]:
    """Draw the controls; return what they say.

    Args:
        drawing: whether the controls of the drawing are seen; unseen they keep their place in the address.

    Returns:
        The network; the task; a sentence for each thing that was asked for and is not there.
    """
    unseen = hidden(STEM)
    with st.container():
        places = st.columns([2.3, 1.9, 1.5, 1.15, 1.15, 1.15], gap="small")
    with places[0]:
        run, problem = _run(unseen)
    with places[1]:
        epoch, other = _epoch(unseen, run)
    task = _task(places[2:] if drawing else [unseen] * 4)
    sentences = [sentence for sentence in (problem, other) if sentence]
    return network_at(run.digest, epoch), task, sentences


def softmax_regression() -> Checkpoint:
    """The recorded network without hidden layers, at its best epoch."""
    run = stored_run(RECORDINGS["mnist_softmax"].recipe.digest[:DIGEST_LENGTH])
    return network_at(run.digest, run.best_kept_epoch)


def _run(unseen: DeltaGenerator) -> tuple[TrainingRun, str]:
    """Which run; and a sentence if the one asked for is not there."""
    with unseen:
        asked = st.text_input("Run", DEFAULTS["run"], key=f"{STEM}.run", bind="query-params", max_chars=64)
    asked = (asked or DEFAULTS["run"]).strip().lower()
    problem = ""
    try:
        run = stored_run(asked)
    except LookupError as error:
        run = stored_run(DEFAULTS["run"])
        problem = f"{error.args[0]} The recorded one is shown."
    names = _names(run)
    shown = run.digest[:DIGEST_LENGTH]
    st.session_state[f"{STEM}.network"] = shown
    st.selectbox(
        "Checkpoint",
        list(names),
        format_func=names.__getitem__,
        key=f"{STEM}.network",
        on_change=_take_run,
        help=explain("run"),
    )
    return run, problem


def _names(run: TrainingRun) -> dict[str, str]:
    """Start of a digest -> what the selector calls the run: recorded ones, this visit's, the present one."""
    names = {RECORDINGS[name].recipe.digest: RECORDINGS[name].label for name in OFFERED}
    for known in mnist_runs.runs():
        if known.run.recipe.keep == "weights" and known.run.digest not in names:
            names[known.run.digest] = f"yours: {mnist_runs.describe(known.run)}"
    names.setdefault(run.digest, mnist_runs.describe(run))
    return {digest[:DIGEST_LENGTH]: label for digest, label in names.items()}


def _take_run() -> None:
    st.session_state[f"{STEM}.run"] = st.session_state[f"{STEM}.network"]
    st.session_state[f"{STEM}.epoch"] = None


def _epoch(unseen: DeltaGenerator, run: TrainingRun) -> tuple[int, str]:
    """After which epoch; and a sentence if the one asked for was not kept."""
    with unseen:
        asked = st.number_input("Epoch", 0, 100_000, None, key=f"{STEM}.epoch", bind="query-params")
    kept = [int(epoch) for epoch in run.snapshot_epochs]
    epoch = run.best_kept_epoch if asked is None else run.nearest_kept_epoch(int(asked))
    problem = ""
    if asked is not None and epoch != asked:
        listed = ", ".join(map(str, kept))
        problem = (
            f"The weights of epoch {int(asked)} were not kept; kept are {listed}. Epoch {epoch} is shown."
        )
    st.session_state[f"{STEM}.snapshot"] = epoch
    st.select_slider(
        "After epoch", kept, key=f"{STEM}.snapshot", on_change=_take_epoch, help=explain("snapshot")
    )
    return epoch, problem


def _take_epoch() -> None:
    st.session_state[f"{STEM}.epoch"] = int(st.session_state[f"{STEM}.snapshot"])


def _task(places: Sequence[DeltaGenerator]) -> Task:
    bound = {"bind": "query-params"}
    meaning = explain("MNIST's form")
    feed = places[0].selectbox("Given to it", list(FEEDS), key=f"{STEM}.feed", help=meaning, **bound)
    choices = [MOST_LIKELY[0], *CLASSES], [MOST_LIKELY[1], *CLASSES]
    meaning = explain("template")
    first = places[1].selectbox("Template for", choices[0], key=f"{STEM}.for", help=meaning, **bound)
    second = places[2].selectbox("minus", choices[1], key=f"{STEM}.against", **bound)
    image = places[3].number_input("Test image", 0, 9_999, DEFAULTS["image"], key=f"{STEM}.image", **bound)
    image = DEFAULTS["image"] if image is None else int(image)
    return Task(image, feed or DEFAULTS["feed"], _class(first), _class(second))


def _class(chosen: str | None) -> int | None:
    return int(chosen) if chosen in CLASSES else None


def next_of_class(chosen: object) -> None:
    """Put the next test image of a class on the pad, the first one after the last."""
    if str(chosen) not in CLASSES:
        return
    now = int(st.session_state.get(f"{STEM}.image") or 0)
    places = np.flatnonzero(mnist.load().y_test == int(str(chosen)))
    later = places[places > now]
    st.session_state[f"{STEM}.image"] = int(later[0] if len(later) else places[0])
