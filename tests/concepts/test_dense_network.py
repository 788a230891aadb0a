"""The forward pass in numpy against Keras, and against itself."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from components.concepts.activations import ACTIVATIONS
from components.concepts.dense_network import answers, forward, logits, plane, softmax, unit_maps
from components.concepts.losses import from_logits


def predicted(cases: list[tuple[str, np.ndarray, list[np.ndarray]]]) -> list[list[np.ndarray]]:
    """What every layer of Keras' networks puts out, for each activation, inputs and weights."""
    import keras

    answers = []
    for activation, inputs, weights in cases:
        kernels = weights[::2]
        layers = [keras.Input((kernels[0].shape[0],))]
        layers += [keras.layers.Dense(kernel.shape[1], activation) for kernel in kernels[:-1]]
        layers += [keras.layers.Dense(kernels[-1].shape[1], "softmax")]
        model = keras.Sequential(layers)
        model.set_weights(weights)
        parts = keras.Model(model.inputs, [layer.output for layer in model.layers])
        outputs = parts.predict(inputs, verbose=0)
        answers.append(outputs if len(kernels) > 1 else [model.predict(inputs, verbose=0)])
    return answers


def network(sizes: tuple[int, ...], seed: int = 0) -> tuple[np.ndarray, list[np.ndarray]]:
    """Rows between 0 and 1, and weights of a spread at which every activation does something."""
    rng = np.random.default_rng(seed)
    weights = [
        array.astype(np.float32)
        for n_in, n_out in itertools.pairwise(sizes)
        for array in (rng.normal(0, n_in**-0.5, (n_in, n_out)), rng.normal(0, 0.3, n_out))
    ]
    return rng.random((6, sizes[0]), dtype=np.float32), weights


@pytest.mark.keras
def test_every_layer_is_what_keras_predicts(in_keras):
    cases = [(name, (20, 9, 7, 4)) for name in ACTIVATIONS] + [("relu", (20, 4)), ("relu", (784, 32, 10))]
    built = [(name, *network(sizes)) for name, sizes in cases]
    for (name, inputs, weights), layers in zip(built, in_keras(predicted, built), strict=True):
        outputs = forward(inputs, weights, name).outputs
        assert len(outputs) == len(layers) == len(weights) // 2
        for ours, keras in zip(outputs, layers, strict=True):
            np.testing.assert_allclose(ours, keras, atol=1e-5, err_msg=name)


@pytest.mark.parametrize("sizes", [(20, 4), (20, 9, 4), (20, 9, 7, 4)])
def test_the_last_sums_are_the_logits_and_the_last_output_their_softmax(sizes):
    inputs, weights = network(sizes)
    through = forward(inputs, weights, "tanh")
    np.testing.assert_array_equal(through.pre_activations[-1], logits(inputs, weights, "tanh"))
    np.testing.assert_array_equal(through.outputs[-1], softmax(through.pre_activations[-1]))
    assert [h.shape for h in through.outputs] == [(6, n) for n in sizes[1:]]
    assert all(h.dtype == np.float32 for h in through.outputs)


def test_hidden_outputs_are_the_activation_of_the_sums():
    inputs, weights = network((20, 9, 7, 4))
    through = forward(inputs, weights, "silu")
    for z, h in zip(through.pre_activations[:-1], through.outputs[:-1], strict=True):
        np.testing.assert_array_equal(h, ACTIVATIONS["silu"].function(z))


def test_probabilities_of_huge_sums_are_finite():
    probabilities = softmax(np.array([[1e4, -1e4, 0.0]]))
    np.testing.assert_allclose(probabilities, [[1.0, 0.0, 0.0]])


def test_one_output_is_the_sigmoid_of_the_log_odds() -> None:
    weights = [np.array([[1.0], [-2.0]]), np.array([0.5])]
    inputs = np.array([[1.0, 0.0], [0.0, 1.0]])
    passed = forward(inputs, weights, "relu")
    np.testing.assert_allclose(passed.outputs[-1], 1 / (1 + np.exp([[-1.5], [1.5]])))
    assert answers(passed.pre_activations[-1]).tolist() == [1, 0]
    assert from_logits("binary_crossentropy", passed.pre_activations[-1], np.array([1, 0])) == pytest.approx(
        -np.log(1 / (1 + np.exp(-1.5)))
    )


def test_the_plane_is_seen_as_a_picture_is_drawn():
    grid = plane(2.0, 5)
    assert grid.shape == (5, 5, 2)
    assert grid[0, 0].tolist() == [-2.0, 2.0]  # top left: small x1, large x2
    assert grid[-1, -1].tolist() == [2.0, -2.0]
    assert grid[2, 2].tolist() == [0.0, 0.0]


def test_a_map_shows_what_its_unit_puts_out_there():
    _, weights = network((2, 3, 4, 1))
    grid = plane(3.0, 7)
    maps = unit_maps(weights, "tanh", grid)
    assert [m.shape for m in maps] == [(3, 7, 7), (4, 7, 7), (1, 7, 7)]
    for row, column in [(0, 0), (2, 5), (6, 3)]:
        outputs = forward(grid[row, column][None], weights, "tanh").outputs
        for ours, here in zip(maps, outputs, strict=True):
            np.testing.assert_allclose(ours[:, row, column], here[0], atol=1e-6)


def test_without_hidden_layers_there_is_the_map_of_the_output_alone():
    maps = unit_maps([np.array([[1.0], [0.0]]), np.zeros(1)], "relu", plane(1.0, 3))
    assert len(maps) == 1
    np.testing.assert_allclose(maps[0][0, :, 1], 0.5)
    assert (maps[0][0, :, 0] < 0.5).all()
    assert (maps[0][0, :, 2] > 0.5).all()
