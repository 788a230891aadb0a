"""The lines that build and compile a network, run by a stand-in and by Keras itself."""

from types import SimpleNamespace

import pytest

from components.concepts.optimizers import OPTIMIZERS
from components.training.export_lines import compile_lines, model_lines
from components.training.recipe import Recipe

RECIPES = {
    "plain": Recipe(),
    "softmax": Recipe(hidden_units=()),
    "deep": Recipe(hidden_units=(128,) * 20),
    "deep with dropout": Recipe(hidden_units=(64,) * 20, dropout=0.2),
    "mixed": Recipe(hidden_units=(512, 512, 64), dropout=0.5, l2=0.001, initializer="he_normal"),
    **{name: Recipe(optimizer=name, learning_rate=0.05) for name in OPTIMIZERS},
}


class _Recorder:
    """Stands for a module or class: calls are kept as (name, arguments, options)."""

    def __init__(self, name=""):
        self._name = name

    def __getattr__(self, name):
        return _Recorder(name)

    def __call__(self, *arguments, **options):
        if self._name == "Sequential":
            return SimpleNamespace(layers=arguments[0], compile=lambda **kw: _compiled.update(kw))
        return self._name, arguments, options


_compiled: dict = {}


def _lines(recipe):
    return f"{model_lines(recipe)}\n{compile_lines(recipe)}"


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_the_lines_build_the_recipe(recipe):
    _compiled.clear()
    names = {"keras": _Recorder(), "layers": _Recorder()}
    exec(_lines(recipe), names)  # our own text, of a recipe that was checked
    layers = names["model"].layers
    dense = [(arguments[0], options) for name, arguments, options in layers if name == "Dense"]
    assert layers[0] == ("Input", (), {"shape": (784,)})
    assert tuple(units for units, _ in dense) == recipe.layer_sizes[1:]
    assert [o["activation"] for _, o in dense] == [recipe.activation] * len(recipe.hidden_units) + ["softmax"]
    assert all(o.get("kernel_initializer", "glorot_uniform") == recipe.initializer for _, o in dense)
    assert all(("kernel_regularizer" in o) == bool(recipe.l2) for _, o in dense)
    dropped = [(i, arguments) for i, (name, arguments, _) in enumerate(layers) if name == "Dropout"]
    assert len(dropped) == (len(recipe.hidden_units) if recipe.dropout else 0)
    assert all(layers[i - 1][0] == "Dense" and a == (recipe.dropout,) for i, a in dropped)
    name, _, options = _compiled["optimizer"]
    assert (name, options) == (
        OPTIMIZERS[recipe.optimizer].class_name,
        {"learning_rate": recipe.learning_rate},
    )
    assert _compiled["loss"] == recipe.loss


def counted(programs):
    """How many parameters the models have that Keras builds and compiles from these lines."""
    import keras

    scopes = [{"keras": keras, "layers": keras.layers} for _ in programs]
    for program, names in zip(programs, scopes, strict=True):
        exec(program, names)
    return [names["model"].count_params() for names in scopes]


@pytest.mark.keras
def test_keras_accepts_the_lines_and_counts_the_same_parameters(in_keras):
    counts = in_keras(counted, [_lines(recipe) for recipe in RECIPES.values()])
    assert counts == [recipe.parameters for recipe in RECIPES.values()]
