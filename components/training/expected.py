"""How long a training takes, before it is run: a small model of its work, corrected by what was measured."""

from __future__ import annotations

from components.datasets.registry import DATASETS
from components.training.comparison import ComparisonRequest
from components.training.recipe import Recipe
from components.training.request import Request
from components.training.trial import BATCH_SIZE, MOST_STEPS_AN_EPOCH, Trial

# Measured on two cores of a server of 2023, with 784-256-256-10 and softmax regression, batch 32.
OPERATIONS_A_SECOND = 9e10
SECONDS_A_STEP = 0.0005
SECONDS_AN_EPOCH = 0.08
SECONDS_TO_COMPILE = 4.0
SECONDS_TO_START_SMALL = 1.5  # points in the plane: no jit ...
SECONDS_A_SMALL_EPOCH = 0.013  # ... and nothing but the overhead of an epoch
# Measured with the recordings of the four tables: a fold of any model, and a step of an MLP.
SECONDS_A_FOLD = 0.6
SECONDS_A_FOLD_STEP = 0.0007


def epoch_seconds(recipe: Recipe) -> float:
    """Seconds of one epoch, validation and test included: multiply-adds, steps and a fixed part."""
    if is_small(recipe):
        return SECONDS_A_SMALL_EPOCH + recipe.steps * SECONDS_A_STEP
    scored = recipe.validation_rows + DATASETS[recipe.dataset].test_rows
    operations = recipe.parameters * (6 * recipe.training_rows + 2 * scored)
    return operations / OPERATIONS_A_SECOND + recipe.steps * SECONDS_A_STEP + SECONDS_AN_EPOCH


def fold_seconds(trial: Trial, rows: int) -> float:
    """Seconds of one fold of a table with so many rows, scoring and shuffling included."""
    if trial.kind != "network":
        return SECONDS_A_FOLD
    training_rows = trial.rows or rows * (trial.folds - 1) / trial.folds
    steps = min(MOST_STEPS_AN_EPOCH, -(-training_rows // BATCH_SIZE))
    return SECONDS_A_FOLD + trial.epochs * steps * SECONDS_A_FOLD_STEP


def comparison_seconds(request: ComparisonRequest) -> float:
    """Seconds of all folds of all trials, one after the other."""
    rows = request.table.rows
    return sum(fold_seconds(trial, rows) * len(trial.tasks) for trial in request.trials)


def is_small(recipe: Recipe) -> bool:
    """Tell whether the data are points in the plane."""
    return DATASETS[recipe.dataset].kind == "toy"


def seconds_to_start(recipe: Recipe) -> float:
    """Seconds to build and compile the network, and to trace its first epoch."""
    return SECONDS_TO_START_SMALL if is_small(recipe) else SECONDS_TO_COMPILE


class Pace:
    """What this machine needs, as a factor on `epoch_seconds`, learned from finished trainings."""

    def __init__(self) -> None:
        self._factors = {False: 1.0, True: 1.0}  # of small trainings, and of the others
        self._of_comparisons = 1.0  # several workers share one, so it may be less than 1

    def learn(self, recipe: Recipe, seconds: float) -> None:
        """Take note of the seconds that an epoch took; half of the news counts."""
        kind = is_small(recipe)
        self._factors[kind] = _corrected(self._factors[kind], seconds / epoch_seconds(recipe))

    def learn_comparison(self, request: ComparisonRequest, seconds: float) -> None:
        """Take note of the seconds that a whole comparison took, from its first fold to its last."""
        self._of_comparisons = _corrected(self._of_comparisons, seconds / comparison_seconds(request))

    def expect(self, request: Request) -> float:
        """Seconds of a whole training, its first compilation included, or of a comparison."""
        if isinstance(request, ComparisonRequest):
            return comparison_seconds(request) * self._of_comparisons
        recipe = request.recipe
        seconds = recipe.epochs * epoch_seconds(recipe) * self._factors[is_small(recipe)]
        return seconds_to_start(recipe) + seconds


def _corrected(factor: float, measured: float) -> float:
    return 0.5 * factor + 0.5 * min(max(measured, 0.1), 20.0)
