"""Gradient flow: against automatic differentiation, and against the numbers that the page quotes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from components.concepts.activations import ACTIVATIONS
from components.concepts.gradient_flow import BATCH, Stack, draw, forward, gradient_flow, rms
from tests.keras_child import InKeras

# Activation, initializer, dL/dz first over last, dL/dW first over last, spread of layer 1 and of layer 20:
# 20 layers of 128 units, mean of 5 seeds, measured independently.
TABLE = [
    ("sigmoid", "glorot_normal", 1.0e-12, 2.0e-12, 0.21, 0.12),
    ("sigmoid", "he_normal", 2.7e-10, 5.3e-10, 0.26, 0.17),
    ("tanh", "glorot_normal", 0.20, 1.2, 0.63, 0.16),
    ("tanh", "he_normal", 1.8, 3.2, 0.72, 0.56),
    ("relu", "glorot_normal", 1.3e-3, 1.09, 0.58, 0.0007),
    ("relu", "he_normal", 0.92, 1.09, 0.83, 0.76),
    ("silu", "glorot_normal", 2.8e-6, 1.07, 0.56, 1.3e-6),
    ("silu", "he_normal", 8.8e-3, 1.4, 0.82, 0.005),
]


@pytest.mark.parametrize(("activation", "initializer", "kept", "weights", "first", "last"), TABLE)
def test_known_stacks(
    activation: str, initializer: str, kept: float, weights: float, first: float, last: float
) -> None:
    flows = [gradient_flow(activation, initializer, 20, 128, seed) for seed in range(5)]
    assert np.mean([f.kept for f in flows]) == pytest.approx(kept, rel=0.4)
    assert np.mean([f.weights_kept for f in flows]) == pytest.approx(weights, rel=0.4)
    assert np.mean([f.activation_std[0] for f in flows]) == pytest.approx(first, rel=0.05)
    assert np.mean([f.activation_std[-1] for f in flows]) == pytest.approx(last, rel=0.4)
    assert np.mean([f.factor for f in flows]) == pytest.approx(kept ** (1 / 19), rel=0.02)


def test_sigmoid_s_signal_dies_forward_as_its_error_dies_backward() -> None:
    """Spread over the 64 rows, measured independently; the outputs themselves stay away from 0."""
    flow = gradient_flow("sigmoid", "glorot_uniform", 20, 128, 0)
    places = [0, 4, 9, 19]
    np.testing.assert_allclose(flow.signal[places], [0.207, 6.6e-4, 4.8e-7, 2.8e-13], rtol=0.03)
    assert flow.signal_kept == pytest.approx(flow.kept, rel=0.3)
    assert (flow.input_rms > 0.4).all()
    assert flow.activation_std[-1] > 0.1  # of constants
    rows = forward(draw("glorot_uniform", 20, 128, 0), "sigmoid")[0][5]
    assert np.corrcoef(rows).min() == pytest.approx(1, abs=1e-4)


def test_a_signal_of_relu_shrinks_though_its_error_does_not() -> None:
    flow = gradient_flow("relu", "he_uniform", 20, 128, 0)
    assert (flow.signal[0], flow.signal[-1]) == (
        pytest.approx(0.82, abs=0.01),
        pytest.approx(0.23, abs=0.01),
    )
    assert flow.kept == pytest.approx(0.88, abs=0.01)


def test_shares_and_steps_lead_from_the_last_layer_to_the_first() -> None:
    flow = gradient_flow("tanh", "glorot_uniform", 20, 64, 0)
    assert flow.shares[-1] == 1
    assert flow.shares[0] == flow.kept
    np.testing.assert_allclose(np.cumprod(flow.steps[::-1])[::-1], flow.shares[:-1])
    assert len(gradient_flow("tanh", "glorot_uniform", 1, 64, 0).steps) == 0


def taped(activation: str, stack: Stack) -> tuple[list[np.ndarray], list[np.ndarray], list[np.ndarray]]:
    """Gradients of the sums and of the kernels by automatic differentiation, and the outputs."""
    import keras
    import tensorflow as tf

    kernels = [tf.Variable(kernel) for kernel in stack.kernels]
    function = keras.activations.get(activation)
    with tf.GradientTape(persistent=True) as tape:
        signal, sums, outputs = tf.constant(stack.inputs), [], []
        for kernel in kernels:
            sums.append(signal @ kernel)
            signal = function(sums[-1])
            outputs.append(signal)
        loss = tf.reduce_sum(signal * stack.arriving)
    found = tape.gradient(loss, sums), tape.gradient(loss, kernels), outputs
    return tuple([part.numpy() for part in parts] for parts in found)


@pytest.mark.keras
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_agrees_with_gradient_tape(activation: str, in_keras: InKeras) -> None:
    sums, kernels, outputs = in_keras(taped, activation, draw("he_normal", 6, 16, 3))
    flow = gradient_flow(activation, "he_normal", 6, 16, 3)
    np.testing.assert_allclose(flow.gradient_rms, [rms(gradient) for gradient in sums], rtol=1e-5)
    np.testing.assert_allclose(flow.weight_gradient_rms, [rms(gradient) for gradient in kernels], rtol=1e-5)
    np.testing.assert_allclose(flow.activation_std, [y.std() for y in outputs], rtol=1e-5)
    np.testing.assert_allclose(flow.signal, [rms(y.std(axis=0)) for y in outputs], rtol=1e-5)
    np.testing.assert_allclose(flow.input_rms[1:], [rms(y) for y in outputs[:-1]], rtol=1e-5)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize(("depth", "width"), [(1, 8), (50, 8), (50, 64)])
def test_every_activation_at_the_bounds(activation: str, depth: int, width: int) -> None:
    flow = gradient_flow(activation, "normal:10", depth, width, 0)
    for values in (flow.gradient_rms, flow.weight_gradient_rms, flow.activation_std):
        assert values.shape == (depth,)
        assert not (values < 0).any()
    assert flow.depth == depth
    assert flow.factor >= 0 or np.isnan(flow.factor)


def test_what_no_number_holds_is_said_to_be_none(monkeypatch: pytest.MonkeyPatch) -> None:
    huge = replace(ACTIVATIONS["linear"], name="huge", function=lambda z: 1e300 * z)
    monkeypatch.setitem(ACTIVATIONS, "huge", huge)
    flow = gradient_flow("huge", "he_normal", 5, 16, 0)
    assert not np.isfinite(flow.weights_kept)


def test_depth_1_has_no_factor() -> None:
    assert gradient_flow("sigmoid", "glorot_uniform", 1, 64, 0).factor == 1


def test_a_deeper_stack_begins_with_the_same_layers() -> None:
    shallow, deep = (gradient_flow("tanh", "he_uniform", depth, 32, 5) for depth in (4, 9))
    np.testing.assert_array_equal(shallow.activation_std, deep.activation_std[:4])


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_what_the_weights_get_is_the_rms_that_comes_in_times_the_error(activation: str) -> None:
    flow = gradient_flow(activation, "glorot_uniform", 20, 128, 0)
    product = np.sqrt(BATCH) * flow.input_rms * flow.gradient_rms
    np.testing.assert_allclose(flow.weight_gradient_rms, product, rtol=0.35)


@pytest.mark.parametrize(
    "arguments",
    [
        ("foo", "he_normal", 5, 16, 0),
        ("relu", "foo", 5, 16, 0),
        ("relu", "he_normal", 0, 16, 0),
        ("relu", "he_normal", 51, 16, 0),
        ("relu", "he_normal", 2.5, 16, 0),
        ("relu", "he_normal", True, 16, 0),
        ("relu", "he_normal", 5, 7, 0),
        ("relu", "he_normal", 5, 257, 0),
        ("relu", "he_normal", 5, 16, -1),
    ],
)
def test_bad_values_are_refused_in_one_sentence(arguments: tuple) -> None:
    with pytest.raises(ValueError, match=r" is .*; it has to be .*\.$"):
        gradient_flow(*arguments)
