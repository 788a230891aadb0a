"""Recipes: bounds, the digest, and the one parser of hidden layers."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, replace

import pytest

from components.concepts.early_stopping import OFFERED, EarlyStoppingRule
from components.training.recipe import Recipe, RecipeError, check_rule, make_rule, parse_hidden_units

OUT_OF_BOUNDS = [
    ("epochs", 0),
    ("epochs", 101),
    ("batch_size", 7),
    ("batch_size", 1025),
    ("rows", 999),
    ("rows", 60_001),
    ("learning_rate", 0.0),
    ("learning_rate", 10.1),
    ("learning_rate", math.nan),
    ("validation_split", 0.04),
    ("validation_split", 0.51),
    ("hidden_units", (513,)),
    ("hidden_units", (0,)),
    ("hidden_units", (129,) * 5),
    ("hidden_units", (8,) * 21),
    ("activation", "magic"),
    ("initializer", "zeros"),
    ("loss", "mse"),
    ("optimizer", "lion"),
    ("dataset", "cifar"),
    ("dataset", "pima"),  # a table is given to trials
    ("preprocessing", ("pca",)),
    ("seed", -1),
    ("epochs", 2.5),
    ("epochs", True),
    ("epochs", "5"),
]


@pytest.mark.parametrize(("field", "value"), OUT_OF_BOUNDS)
def test_what_cannot_be_trained_is_named(field: str, value: object) -> None:
    with pytest.raises(RecipeError, match=field):
        Recipe(**{field: value})


def test_the_sentence_has_the_value_and_the_bounds() -> None:
    with pytest.raises(RecipeError, match="epochs is 101; it has to be between 1 and 100"):
        Recipe(epochs=101)


@pytest.mark.parametrize("units", [(), (1,), (512,) * 4, (128,) * 20])
def test_the_largest_networks_are_allowed(units: tuple[int, ...]) -> None:
    assert Recipe(hidden_units=units).hidden_units == units


def test_the_digest_is_what_changes_the_weights_of_an_epoch() -> None:
    recipe = Recipe()
    assert recipe.digest == replace(recipe, epochs=7).digest == replace(recipe, keep="history").digest
    changed = [
        replace(recipe, seed=1),
        replace(recipe, rows=6000),
        replace(recipe, hidden_units=(256,)),
        replace(recipe, activation="tanh"),
        replace(recipe, initializer="he_normal"),
        replace(recipe, dropout=0.1),
        replace(recipe, l2=0.01),
        replace(recipe, loss="binary_crossentropy"),
        replace(recipe, optimizer="sgd"),
        replace(recipe, learning_rate=0.01),
        replace(recipe, batch_size=64),
        replace(recipe, validation_split=0.3),
        replace(recipe, preprocessing=()),
    ]
    assert len({recipe.digest, *(other.digest for other in changed)}) == len(changed) + 1


def test_equal_numbers_are_one_recipe() -> None:
    assert Recipe(learning_rate=1, rows=12_000.0).digest == Recipe(learning_rate=1.0, rows=12_000).digest
    assert Recipe(preprocessing=("shuffle_pixels", "min_max")) == Recipe(
        preprocessing=("min_max", "shuffle_pixels")
    )


def test_a_recipe_survives_json() -> None:
    recipe = Recipe(hidden_units=(64, 32), dropout=0.25)
    assert Recipe.from_json(json.loads(json.dumps(asdict(recipe)))) == recipe
    with pytest.raises(RecipeError, match="no field 'color'"):
        Recipe.from_json({"color": "red"})


def test_parameters_and_rows() -> None:
    recipe = Recipe(rows=60_000)
    assert recipe.parameters == 269_322
    assert (recipe.training_rows, recipe.validation_rows, recipe.steps) == (48_000, 12_000, 1500)


@pytest.mark.parametrize(
    ("text", "units"), [("", ()), (" ", ()), ("256,256", (256, 256)), (" 8 , 4", (8, 4))]
)
def test_hidden_layers_are_read(text: str, units: tuple[int, ...]) -> None:
    assert parse_hidden_units(text) == units


@pytest.mark.parametrize("text", ["a", "8,,1", "8,", "-3", "0", "1000000000", "8.5", "8;4", "9" * 300, "८"])
def test_what_is_no_list_of_units_is_refused(text: str) -> None:
    with pytest.raises(RecipeError, match="hidden_units"):
        parse_hidden_units(text)


def test_rules_have_bounds_too() -> None:
    assert OFFERED["patience"].most == 50
    for settings in ({"patience": 51}, {"min_delta": 1.5}, {"patience": -1}, {"monitor": "f1"}):
        with pytest.raises(RecipeError, match=next(iter(settings))):
            make_rule(**settings)
    assert check_rule(EarlyStoppingRule(patience=50)).patience == 50
