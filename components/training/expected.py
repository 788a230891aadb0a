"""How long a training takes, before it is run: a small model of its work, corrected by what was measured."""

from __future__ import annotations

from components.datasets.registry import DATASETS
from components.training.recipe import Recipe

# Measured on two cores of a server of 2023, with 784-256-256-10 and softmax regression, batch 32.
OPERATIONS_A_SECOND = 9e10
SECONDS_A_STEP = 0.0005
SECONDS_AN_EPOCH = 0.08
SECONDS_TO_COMPILE = 4.0


def epoch_seconds(recipe: Recipe) -> float:
    """Seconds of one epoch, validation and test included: multiply-adds, steps and a fixed part."""
    scored = recipe.validation_rows + DATASETS[recipe.dataset].test_rows
    operations = recipe.parameters * (6 * recipe.training_rows + 2 * scored)
    return operations / OPERATIONS_A_SECOND + recipe.steps * SECONDS_A_STEP + SECONDS_AN_EPOCH


class Pace:
    """What this machine needs, as a factor on `epoch_seconds`, learned from finished trainings."""

    def __init__(self) -> None:
        self.factor = 1.0

    def learn(self, recipe: Recipe, seconds: float) -> None:
        """Take note of the seconds that an epoch took; half of the news counts."""
        measured = seconds / epoch_seconds(recipe)
        self.factor = 0.5 * self.factor + 0.5 * min(max(measured, 0.1), 20.0)

    def expect(self, recipe: Recipe, epochs: int | None = None) -> float:
        """Seconds of a whole training, its first compilation included."""
        count = recipe.epochs if epochs is None else epochs
        return SECONDS_TO_COMPILE + count * epoch_seconds(recipe) * self.factor
