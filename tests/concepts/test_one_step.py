"""Every number of the way back is that of Keras' GradientTape, and the step is that of its SGD."""

from __future__ import annotations

import numpy as np
import pytest

from components.concepts.layers import Layers
from components.concepts.one_step import gradients, loss_of, stepped
from components.training.recipe import Recipe
from components.training.store import RECORDED, RunStore
from components.training.toy_recipes import points_of, toy_recipe

RATE = 0.5
RECIPES = [
    toy_recipe("circles", (4,), "relu"),
    toy_recipe("spirals", (8, 8, 8), "tanh"),
    toy_recipe("moons", (4, 4), "sigmoid"),
    toy_recipe("blobs", (), "relu"),
]


def _in_keras(recipe: Recipe, arrays: list[np.ndarray], point: np.ndarray, label: int) -> dict[str, object]:
    """Loss, every gradient, and the loss after one step of SGD, of the trained network in Keras."""
    import keras
    import tensorflow as tf

    from components.training.worker import build

    model = build(recipe)
    model.set_weights(arrays)
    rows, target = tf.constant(point[None]), tf.constant([[float(label)]])
    with tf.GradientTape(persistent=True) as tape:
        signal, sums, outputs = rows, [], []
        for layer in model.layers:
            sums.append(signal @ layer.kernel + layer.bias)
            signal = layer.activation(sums[-1])
            outputs.append(signal)
        loss = -tf.math.log(signal if label else 1 - signal)[0, 0]
    found = {
        "sums": [tape.gradient(loss, z)[0].numpy() for z in sums],
        "outputs": [tape.gradient(loss, h)[0].numpy() for h in outputs],
        "weights": [tape.gradient(loss, w).numpy() for w in model.trainable_variables],
    }
    model.compile(optimizer=keras.optimizers.SGD(RATE), loss="binary_crossentropy")
    found["loss"] = float(model.evaluate(rows, target, verbose=0))
    model.train_on_batch(rows, target)
    found["after"] = float(model.evaluate(rows, target, verbose=0))
    found["stepped"] = model.get_weights()
    return found


@pytest.mark.keras
@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.dataset)
def test_forward_and_back_as_in_keras(in_keras, recipe: Recipe) -> None:
    points, layers = points_of(recipe), RunStore(RECORDED).find(recipe).weights(150)
    z = layers.logits(points.x_train, recipe.activation)[:, 0]
    number = int(np.argmin(np.abs(z)))  # near the boundary, where the gradients are not tiny
    point, label = points.x_train[number], int(points.y_train[number])
    ours = gradients(point, label, layers, recipe.activation)
    keras = in_keras(_in_keras, recipe, layers.to_arrays(), point, label)
    assert ours.loss == pytest.approx(keras["loss"], rel=1e-3)
    for found, expected in (
        (ours.sums, keras["sums"]),
        (ours.outputs, keras["outputs"]),
        (ours.layers.to_arrays(), keras["weights"]),
    ):
        assert len(found) == len(expected)
        for a, b in zip(found, expected, strict=True):
            np.testing.assert_allclose(a, b, rtol=2e-3, atol=1e-5)
    after = stepped(layers, ours, RATE)
    for a, b in zip(after.to_arrays(), keras["stepped"], strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-3, atol=1e-4)
    assert loss_of(point, label, after, recipe.activation) == pytest.approx(
        keras["after"], rel=1e-2, abs=1e-5
    )
    assert np.abs(ours.sums[0]).max() > 1e-3


def test_a_sum_far_out_has_an_error_and_no_warning() -> None:
    layers = Layers.from_arrays([np.array([[900.0], [0.0]]), np.zeros(1)])
    found = gradients(np.array([1.0, 0.0]), 0, layers, "relu")
    assert found.loss == pytest.approx(900)
    assert found.sums[-1][0] == 1
    assert np.isposinf(found.outputs[-1][0])
