"""Exports a recipe as the Keras script that a student would write; it gives the same numbers as the app."""

from __future__ import annotations

from components.concepts.early_stopping import EarlyStoppingRule
from components.datasets.registry import DATASETS
from components.datasets.toys import OwnPoints
from components.training.export_mnist import mnist_parts
from components.training.export_points import points_parts
from components.training.recipe import Recipe


def to_script(
    recipe: Recipe, rule: EarlyStoppingRule | None = None, own_points: OwnPoints | None = None
) -> str:
    """Write the script of a recipe and its early-stopping rule.

    It gives the numbers of the app's workers to the last digit on the same kind of processor with the same
    versions.

    Args:
        recipe: what to train.
        rule: put into `fit` as a callback; only MNIST has one.
        own_points: the visitor's points, if the recipe is for them.
    """
    return "\n".join(script_parts(recipe, rule, own_points).values())


def script_parts(
    recipe: Recipe, rule: EarlyStoppingRule | None = None, own_points: OwnPoints | None = None
) -> dict[str, str]:
    """The script in the parts that a notebook has as cells: start, data, model, training."""
    if DATASETS[recipe.dataset].small:
        return points_parts(recipe, own_points)
    return mnist_parts(recipe, rule)
