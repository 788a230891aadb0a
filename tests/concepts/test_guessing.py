import math

import numpy as np
import pytest

from components.concepts.guessing import guessing, hardly_better
from components.concepts.losses import LOSSES, from_logits


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("classes", [2, 10])
def test_no_constant_answer_costs_less(loss: str, classes: int) -> None:
    labels = np.arange(classes)  # equally frequent
    costs = [
        from_logits(loss, np.full((classes, classes), logit), labels) for logit in np.linspace(-6, 6, 1201)
    ]
    assert min(costs) == pytest.approx(guessing(loss, classes).loss, abs=1e-4)


def test_ten_classes_cost_the_logarithm_of_ten() -> None:
    assert guessing("categorical_crossentropy", 10).loss == pytest.approx(math.log(10))
    assert guessing("categorical_crossentropy", 10).accuracy == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("accuracy", "expected"), [(0.08, True), (0.155, True), (0.21, False), (0.95, False)]
)
def test_chance_is_told_from_learning(accuracy: float, expected: bool) -> None:
    assert hardly_better(accuracy, 10) is expected
