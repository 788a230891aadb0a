"""The Keras lines of the page, which run."""

from __future__ import annotations

import re

import pytest

from components import text
from components.concepts.gradient_flow import gradient_flow
from components.ui.vanishing_gradients.settings import Stack
from components.ui.vanishing_gradients.words import keras_lines
from tests.keras_child import InKeras, printed


@pytest.mark.keras
@pytest.mark.parametrize("initializer", ["glorot_uniform", "lecun_normal", "normal:1.5"])
def test_the_keras_lines_measure_the_same(initializer: str, in_keras: InKeras) -> None:
    settings = Stack(("tanh", "relu"), initializer, 10, 64, 0, 10)
    code = re.search(r"```python\n(.*)```", keras_lines(settings, text.load("vanishing_gradients")), re.S)
    seeded = f"import keras\nkeras.utils.set_random_seed(0)\n{code[1]}"
    numbers = [float(line) for line in in_keras(printed, seeded).split()]
    flow = gradient_flow("tanh", initializer, 10, 64, 0)
    assert numbers == pytest.approx([flow.kept, flow.weights_kept], rel=0.5)
