"""Ratios as words, and the Keras lines of the page, which run."""

from __future__ import annotations

import re

import pytest

from components import text
from components.concepts.gradient_flow import gradient_flow
from components.ui.vanishing_gradients.settings import Stack
from components.ui.vanishing_gradients.words import keras_lines, power, share
from tests.keras_child import InKeras, printed


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (0.0, "nothing at all"),
        (1e-12, "one part in 10¹²"),
        (9.9e-13, "one part in 10¹²"),
        (1.14e-12, "one part in 9 × 10¹¹"),
        (1 / 820, "one part in 820"),
        (0.194, "19%"),
        (1.0, "100%"),
        (1.19, "119%"),
        (42.0, "42 times as much"),
        (3e9, "3 × 10⁹ times as much"),
        (float("inf"), "more than a number can hold"),
        (float("nan"), "more than a number can hold"),
    ],
)
def test_share(kept: float, words: str) -> None:
    assert share(kept) == words


def test_power_has_no_leap() -> None:
    assert [power(v) for v in (10, 99_000, 1e5, 128.0**19)] == ["10", "99,000", "10⁵", "10⁴⁰"]


@pytest.mark.keras
@pytest.mark.parametrize("initializer", ["glorot_uniform", "lecun_normal", "normal:1.5"])
def test_the_keras_lines_measure_the_same(initializer: str, in_keras: InKeras) -> None:
    settings = Stack(("tanh", "relu"), initializer, 10, 64, 0)
    code = re.search(r"```python\n(.*)```", keras_lines(settings, text.load("vanishing_gradients")), re.S)
    seeded = f"import keras\nkeras.utils.set_random_seed(0)\n{code[1]}"
    numbers = [float(line) for line in in_keras(printed, seeded).split()]
    flow = gradient_flow("tanh", initializer, 10, 64, 0)
    assert numbers == pytest.approx([flow.kept, flow.weights_kept], rel=0.5)
