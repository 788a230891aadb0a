"""Every entry of the registry against Keras, and against what it says of itself."""

from __future__ import annotations

import numpy as np
import pytest

from components.concepts.activations import ACTIVATIONS
from components.concepts.gradient_flow import gradient_flow

ENTRIES = list(ACTIVATIONS.values())
LARGEST = float(np.finfo(np.float32).max)
SMALLEST = float(np.finfo(np.float32).smallest_subnormal)
EXTREMES = [0.0, 1e-8, 1.0, 3.0, 6.0, 20.0, 100.0, 1e4, float(np.finfo(np.float32).tiny), SMALLEST, LARGEST]
PLACES = sorted({*EXTREMES, *(-z for z in EXTREMES), *np.linspace(-8, 8, 641).tolist()})
every = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)


def values_and_slopes(places):
    """Keras' values and slopes at some places, by data type and name."""
    import keras
    import tensorflow as tf

    answers = {}
    for dtype in ("float32", "float64"):
        for name in ACTIVATIONS:
            z = tf.constant(places, dtype)
            with tf.GradientTape() as tape:
                tape.watch(z)
                y = keras.activations.get(name)(z)
            answers[dtype, name] = y.numpy(), tape.gradient(y, z).numpy()
    return answers


def test_there_are_entries():
    assert {"linear", "relu", "sigmoid", "tanh", "silu", "gelu"} <= set(ACTIVATIONS)


@pytest.fixture(scope="module")
def oracle(in_keras):
    """Places, and Keras' values and slopes there."""
    places = [-0.0, *(z for z in PLACES if abs(z) != SMALLEST)]  # TensorFlow takes subnormals for 0
    return places, in_keras(values_and_slopes, places)


@pytest.mark.keras
@every
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_values_and_slopes_are_keras(entry, dtype, oracle):
    places, answers = oracle
    z = np.array(places, dtype)
    value, slope = answers[dtype, entry.name]
    # TensorFlow keeps the constants of leaky ReLU and GELU in single precision, whatever z is
    tolerance = {"rtol": 2e-6, "atol": 2e-6} if dtype == "float32" else {"rtol": 1e-6, "atol": 1e-8}
    # and tells the side of SELU from the sign of exp(z) - 1, which rounds to 0 close to 0
    rounded = (z > -1e-7) & (z < 0) if entry.name == "selu" else np.zeros(z.shape, bool)
    with np.errstate(all="raise", under="ignore"):
        np.testing.assert_allclose(entry.function(z), value, **tolerance)
        np.testing.assert_allclose(entry.derivative(z)[~rounded], slope[~rounded], **tolerance)


@every
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_extremes_are_finite_and_warn_of_nothing(entry, dtype):
    z = np.array([*PLACES, -0.0], dtype)
    with np.errstate(all="raise", under="ignore"):
        assert np.isfinite(entry.derivative(z)).all()
        values = entry.function(z)
    too_large = (
        (entry.name == "selu") & (z == dtype(LARGEST)) & (dtype == np.float32)
    )  # infinite in Keras too
    assert np.isfinite(values[~too_large]).all()


@every
@pytest.mark.parametrize("shape", [(), (5,), (2, 0), (2, 3, 4)])
def test_shape_and_kind_are_kept(entry, shape):
    for dtype in (np.float32, np.float64):
        z = np.linspace(-2, 2, int(np.prod(shape))).reshape(shape).astype(dtype)
        for part in (entry.function(z), entry.derivative(z)):
            assert part.shape == shape
            assert part.dtype == dtype


@every
def test_a_plain_number_is_taken(entry):
    z = np.array([-0.7, 0.4])
    for part in (entry.function, entry.derivative):
        np.testing.assert_allclose([part(-0.7), part(0.4)], part(z), rtol=1e-12)


@every
def test_slope_is_the_difference_quotient_away_from_jumps(entry):
    z = np.linspace(-9, 9, 3001)
    away = np.all([np.abs(z - jump) > 0.01 for jump in (*entry.jumps, 1e9)], axis=0)
    quotient = (entry.function(z + 1e-5) - entry.function(z - 1e-5)) / 2e-5
    np.testing.assert_allclose(entry.derivative(z)[away], quotient[away], atol=1e-4)


@every
def test_the_slope_jumps_where_it_is_said_to(entry):
    z = np.arange(-8, 8.01, 0.25)
    jump = np.abs(entry.derivative(z + 1e-9) - entry.derivative(z - 1e-9)) > 1e-3
    assert tuple(z[jump]) == entry.jumps


@every
def test_range_slope_and_symmetry_are_as_stated(entry):
    z = np.linspace(-60, 60, 2_400_001)
    value, slope = entry.function(z), entry.derivative(z)
    assert slope.max() == pytest.approx(entry.largest_slope, abs=1e-4)
    for end, bound in ((value.min(), entry.low), (value.max(), entry.high)):
        assert abs(end) > 10 if np.isinf(bound) else end == pytest.approx(bound, abs=0.02)
    assert entry.odd == np.allclose(value, -value[::-1])
    ends = np.abs(slope[[0, -1]]) < 1e-3
    assert entry.saturates == {(0, 0): "nowhere", (1, 0): "left", (1, 1): "both"}[tuple(ends.astype(int))]


@every
def test_it_can_be_shown(entry):
    assert entry.formula
    assert entry.slope_formula
    assert entry.note.endswith(".")
    assert entry.operations
    assert entry.source
    assert 1900 < entry.year < 2030


def test_values_that_the_lesson_quotes():
    at = ACTIVATIONS["silu"]
    assert at.function(-1.278) == pytest.approx(-0.2785, abs=1e-4)
    assert at.derivative(2.399) == pytest.approx(1.0998, abs=1e-4)
    assert at.derivative(-2.399) == pytest.approx(-0.0998, abs=1e-4)
    assert at.derivative(0.0) == 0.5
    assert ACTIVATIONS["relu"].derivative(0.0) == 0.0
    z = np.linspace(-4, 4, 99)
    doubled = 2 * ACTIVATIONS["sigmoid"].function(2 * z) - 1
    np.testing.assert_allclose(ACTIVATIONS["tanh"].function(z), doubled, atol=1e-12)


@pytest.mark.parametrize(
    ("rule", "spread"), [("lecun_normal", 1.0), ("glorot_normal", 1.0), ("he_normal", 10.0)]
)
def test_selu_keeps_the_spread_if_the_variance_of_the_weights_is_1_over_the_inputs(rule, spread):
    flow = gradient_flow("selu", rule, 20, 128, 0)
    assert flow.activation_std[-1] == pytest.approx(spread, rel=0.1)
