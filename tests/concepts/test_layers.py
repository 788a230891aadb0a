"""The forward pass in numpy against Keras, and against itself."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from components.concepts.activations import ACTIVATIONS
from components.concepts.layers import Dense, Layers, answers, softmax
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


def network(sizes: tuple[int, ...], seed: int = 0) -> tuple[np.ndarray, Layers]:
    """Rows between 0 and 1, and weights of a spread at which every activation does something."""
    rng = np.random.default_rng(seed)
    layers = Layers(
        Dense(rng.normal(0, n_in**-0.5, (n_in, n_out)), rng.normal(0, 0.3, n_out))
        for n_in, n_out in itertools.pairwise(sizes)
    )
    return rng.random((6, sizes[0]), dtype=np.float32), layers.as_type(np.float32)


@pytest.mark.keras
def test_every_layer_is_what_keras_predicts(in_keras):
    cases = [(name, (20, 9, 7, 4)) for name in ACTIVATIONS] + [("relu", (20, 4)), ("relu", (784, 32, 10))]
    built = [(name, *network(sizes)) for name, sizes in cases]
    sent = [(name, inputs, layers.to_arrays()) for name, inputs, layers in built]
    for (name, inputs, layers), theirs in zip(built, in_keras(predicted, sent), strict=True):
        outputs = layers.forward(inputs, name).outputs
        assert len(outputs) == len(theirs) == len(layers)
        for ours, keras in zip(outputs, theirs, strict=True):
            np.testing.assert_allclose(ours, keras, atol=1e-5, err_msg=name)


@pytest.mark.parametrize("sizes", [(20, 4), (20, 9, 4), (20, 9, 7, 4)])
def test_the_last_sums_are_the_logits_and_the_last_output_their_softmax(sizes):
    inputs, layers = network(sizes)
    through = layers.forward(inputs, "tanh")
    np.testing.assert_array_equal(through.pre_activations[-1], layers.logits(inputs, "tanh"))
    for stage, h in zip(layers.stages(inputs, "tanh"), (inputs, *through.outputs[:-1]), strict=True):
        np.testing.assert_array_equal(stage, h)
    np.testing.assert_array_equal(through.outputs[-1], softmax(through.pre_activations[-1]))
    assert [h.shape for h in through.outputs] == [(6, n) for n in sizes[1:]]
    assert all(h.dtype == np.float32 for h in through.outputs)


def test_hidden_outputs_are_the_activation_of_the_sums():
    inputs, layers = network((20, 9, 7, 4))
    through = layers.forward(inputs, "silu")
    for z, h in zip(through.pre_activations[:-1], through.outputs[:-1], strict=True):
        np.testing.assert_array_equal(h, ACTIVATIONS["silu"].function(z))


def test_probabilities_of_huge_sums_are_finite():
    probabilities = softmax(np.array([[1e4, -1e4, 0.0]]))
    np.testing.assert_allclose(probabilities, [[1.0, 0.0, 0.0]])


def test_one_output_is_the_sigmoid_of_the_log_odds() -> None:
    layers = Layers.from_arrays([np.array([[1.0], [-2.0]]), np.array([0.5])])
    inputs = np.array([[1.0, 0.0], [0.0, 1.0]])
    passed = layers.forward(inputs, "relu")
    np.testing.assert_allclose(passed.outputs[-1], 1 / (1 + np.exp([[-1.5], [1.5]])))
    assert answers(passed.pre_activations[-1]).tolist() == [1, 0]
    assert from_logits("binary_crossentropy", passed.pre_activations[-1], np.array([1, 0])) == pytest.approx(
        -np.log(1 / (1 + np.exp(-1.5)))
    )


def test_a_flat_list_becomes_layers_and_comes_back():
    _, layers = network((20, 9, 7, 4))
    flat = layers.to_arrays()
    assert [array.shape for array in flat] == [(20, 9), (9,), (9, 7), (7,), (7, 4), (4,)]
    again = Layers.from_arrays(flat)
    assert all(mine is theirs for mine, theirs in zip(again.to_arrays(), flat, strict=True))
    assert again.hidden_units == (9, 7)
    assert Layers.from_arrays(flat[-2:]).hidden_units == ()
    with pytest.raises(ValueError, match="shorter"):
        Layers.from_arrays(flat[:3])


def test_what_follows_a_layer_goes_on_with_its_output():
    inputs, layers = network((20, 9, 7, 4))
    outputs = layers.forward(inputs, "relu").outputs
    for place, rest in enumerate((2, 1)):
        assert len(layers.after(place)) == rest
        np.testing.assert_array_equal(
            layers.after(place).logits(outputs[place], "relu"), layers.logits(inputs, "relu")
        )


def test_one_layer_can_be_replaced():
    inputs, layers = network((20, 9, 7, 4))
    silent = Dense(np.zeros((9, 7), np.float32), np.zeros(7, np.float32))
    changed = layers.replaced(1, silent)
    assert changed[1] is silent
    assert (changed[0], changed[2]) == (layers[0], layers[2])
    assert not changed.stages(inputs, "relu")[2].any()
