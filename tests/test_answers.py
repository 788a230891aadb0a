"""The numbers in the answers to the pages' questions are those of what they speak of."""

from __future__ import annotations

import re

import numpy as np

from components.concepts.activations import ACTIVATIONS
from components.concepts.bell import Bell, under_bell
from components.concepts.gradient_flow import gradient_flow
from components.concepts.paired import standard_error
from components.text.questions import page_question
from components.training.recordings import RECORDINGS
from components.training.store import RunStore
from components.ui.vanishing_gradients.settings import SETTINGS
from components.ui.vanishing_gradients.sizes import share


def answers(stem: str) -> list[str]:
    """What is said to each choice."""
    found = [choice.response for choice in page_question(stem).choices]
    assert len(found) >= 3
    return found


def test_mnist_quotes_its_recording_on_48_000_rows() -> None:
    run = RunStore().find(RECORDINGS["mnist_48k"].recipe)
    best, accuracies = int(np.argmin(run.history["val_loss"])), run.history["test_accuracy"]
    for told in answers("mnist"):
        assert f"lowest `val_loss` is at epoch {best + 1}: test accuracy **{accuracies[best]:.4f}**" in told
        assert f"After epoch {run.epochs} it is **{accuracies[-1]:.4f}**" in told
        assert f"one standard error: {standard_error(accuracies[-1], 10_000):.4f}" in told


def test_vanishing_gradients_quotes_the_stack_that_it_opens_with() -> None:
    start = {name: setting.default for name, setting in SETTINGS.all.items()}
    stack = (start["initializer"], start["depth"], int(start["width"]), start["seed"])
    tanh, relu, sigmoid = (share(gradient_flow(name, *stack).kept) for name in ("tanh", "relu", "sigmoid"))
    for told in answers("vanishing_gradients"):
        assert f"tanh keeps {tanh}, ReLU {relu}, sigmoid {sigmoid}." in told


def test_activations_quotes_the_bells_of_spread_1_and_4() -> None:
    computed = {
        f"{under_bell(ACTIVATIONS[name], Bell(spread=spread)).rms_slope:.2f}"
        for name in ("relu", "tanh", "sigmoid")
        for spread in (1, 4)
    }
    for told in answers("activations"):
        quoted = set(re.findall(r"\d\.\d\d", told))
        assert quoted
        assert quoted <= computed
