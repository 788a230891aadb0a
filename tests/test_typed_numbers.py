"""Numbers that are typed in the prose are those of what they speak of."""

from __future__ import annotations

import re

import numpy as np
import pytest

from components import text
from components.concepts.activations import ACTIVATIONS
from components.concepts.bell import Bell, under_bell
from components.concepts.gradient_flow import gradient_flow
from components.concepts.paired import standard_error
from components.datasets import tables
from components.datasets.table_entries import TABLE_ENTRIES
from components.datasets.toys import TOYS, make
from components.text.questions import page_question
from components.training import circle_starts, probes
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


def test_the_best_straight_line_through_the_rings_gets_about_70_percent() -> None:
    assert "about 70 %" in text.load("hidden_layers")["notice"]
    points = make("circles", 200, TOYS["circles"].noise, 0)
    x, labels = points.x_train.astype(float), points.y_train > 0.5
    best = 0.0
    for angle in np.linspace(0, np.pi, 361):
        order = np.argsort(x @ [np.cos(angle), np.sin(angle)])
        ones = np.concatenate([[0], np.cumsum(labels[order])])  # of class 1, below each place of the line
        right = ones + np.arange(len(ones))[::-1] - (ones[-1] - ones)
        best = max(best, right.max() / len(x), 1 - right.min() / len(x))
    assert 0.65 < best < 0.75


def test_a_random_layer_moves_the_probe_by_about_two_points_and_in_h2_downwards() -> None:
    assert "about two points at most, in H2 even downwards" in " ".join(
        text.load("mnist_inside")["maps"].split()
    )
    recorded = probes.load()
    starts = [found for (_, epoch), found in recorded.layers.items() if epoch == 0 and len(found) == 2]
    assert starts
    for first, second in starts:
        assert abs(first - recorded.pixels) < 0.025
        assert -0.025 < second - recorded.pixels < 0.0


def test_the_lengths_of_showers_and_the_errors_of_areas_differ_by_what_is_said() -> None:
    length = tables.load("magic").values[:, 0]
    low, high = np.percentile(length, [1, 99])
    assert f"98 % of the lengths lie within a factor of {high / low:.0f}:" in reason("magic", "log(length)")
    cancer = tables.load("breast_cancer")
    errors = cancer.values[:, cancer.columns.index("area_error")]
    told = int(re.search(r"(\d+) times", reason("breast_cancer", "log(area_error)")).group(1))
    assert errors.max() / errors.min() == pytest.approx(told, rel=0.05)


def reason(table: str, feature: str) -> str:
    """Why people make a feature, as the page says it."""
    return next(f.reason for f in TABLE_ENTRIES[table].field_features if f.text == feature)


def test_hidden_layers_quotes_its_recorded_starts() -> None:
    found = circle_starts.load()
    assert {len(accuracies) for accuracies in found.values()} == {circle_starts.STARTS}
    closed = {name: int((accuracies >= circle_starts.CLOSED).sum()) for name, accuracies in found.items()}
    told = " ".join(" ".join(answers("hidden_layers")).split())
    assert closed["relu", 2] == 0
    assert f"of {circle_starts.STARTS} starts with two units the best" in told
    assert f"train accuracy of {found['relu', 2].max():.3f}" in told
    assert f"in {closed['relu', 3]} of {circle_starts.STARTS} random starts" in told
    assert closed["tanh", 3] == circle_starts.STARTS
    assert f"with three tanh units in all {circle_starts.STARTS}." in told
    gap = np.concatenate([accuracies - circle_starts.CLOSED for accuracies in found.values()])
    assert np.abs(gap).min() > 0.02  # none lies close to what counts as closed
