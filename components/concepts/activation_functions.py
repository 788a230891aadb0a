"""The functions behind `ACTIVATIONS`, and their slopes: numpy, any shape, float32 stays float32.

Each is written so that no intermediate value overflows and small results keep their digits: from
exp(-|z|), which is at most 1. Where a slope jumps, the value at the jump is the one that Keras on
TensorFlow uses (ReLU: 0 at z = 0), not the mean of both sides.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.polynomial import chebyshev

Array = np.ndarray

SELU_SCALE = 1.0507009873554805  # Klambauer and others, 2017
SELU_ALPHA = 1.6732632423543772


def steps(z: Array, *values: float, at: tuple[float, ...], right: tuple[float, ...] = ()) -> Array:
    """A staircase: `values[i]` between the places `at`; at a place itself the left value holds.

    Args:
        z: any shape.
        values: one more than places.
        at: the places, ascending.
        right: the places at which the right value holds.
    """
    z = np.asarray(z)
    result = np.full(z.shape, values[0], np.result_type(z, np.float32))
    for place, value in zip(at, values[1:], strict=True):
        result = np.where(z >= place if place in right else z > place, value, result)
    return result.astype(np.result_type(z, np.float32))[()]


def sigmoid(z: Array) -> Array:
    """1 / (1 + exp(-z))."""
    small = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1, small)[()] / (1 + small)


def sigmoid_slope(z: Array) -> Array:
    """sigmoid(z) (1 - sigmoid(z)), without the cancellation in 1 - sigmoid(z)."""
    small = np.exp(-np.abs(z))
    return small / (1 + small) ** 2


def tanh_slope(z: Array) -> Array:
    """1 - tanh(z)^2 = 4 sigmoid'(2 z)."""
    small = np.exp(-2 * np.minimum(np.abs(z), 1e4))
    return 4 * small / (1 + small) ** 2


def softsign(z: Array) -> Array:
    """Divide z by 1 + |z|."""
    return z / (1 + np.abs(z))


def softsign_slope(z: Array) -> Array:
    """1 / (1 + |z|)^2; dividing twice, since a square would overflow."""
    size = 1 + np.abs(z)
    return 1 / size / size


def leaky_relu(z: Array, negative_slope: float = 0.2) -> Array:
    """Return z above 0, `negative_slope` z elsewhere."""
    return np.where(np.asarray(z) > 0, z, negative_slope * z)[()]


def leaky_relu_slope(z: Array, negative_slope: float = 0.2) -> Array:
    """1 above 0, `negative_slope` elsewhere."""
    return steps(z, negative_slope, 1.0, at=(0.0,))


def elu(z: Array, alpha: float = 1.0) -> Array:
    """Return z above 0, alpha (exp(z) - 1) elsewhere."""
    return np.where(np.asarray(z) > 0, z, alpha * np.expm1(np.minimum(z, 0)))[()]


def elu_slope(z: Array, alpha: float = 1.0) -> Array:
    """1 above 0, alpha exp(z) elsewhere."""
    return np.where(np.asarray(z) > 0, 1, alpha * np.exp(np.minimum(z, 0)))[()]


def selu(z: Array) -> Array:
    """ELU with alpha = 1.673, times 1.051."""
    with np.errstate(over="ignore"):  # 1.051 times the largest float32 is infinite, as in Keras
        return SELU_SCALE * elu(z, SELU_ALPHA)


def selu_slope(z: Array) -> Array:
    """1.051 from 0 up, 1.758 exp(z) below."""
    return SELU_SCALE * np.where(np.asarray(z) >= 0, 1, SELU_ALPHA * np.exp(np.minimum(z, 0)))[()]


def softplus(z: Array) -> Array:
    """log(1 + exp(z)), whose slope is the sigmoid."""
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def swish(z: Array, beta: float = 1.0) -> Array:
    """Multiply z by sigmoid(beta z)."""
    return z * sigmoid(_scaled(z, beta))


def swish_slope(z: Array, beta: float = 1.0) -> Array:
    """sigmoid(beta z) + beta z sigmoid'(beta z)."""
    scaled = _scaled(z, beta)
    return sigmoid(scaled) + scaled * sigmoid_slope(scaled)


def hard_sigmoid(z: Array) -> Array:
    """(z + 3) / 6, kept between 0 and 1."""
    return np.clip(z + 3.0, 0, 6) / 6


def hard_sigmoid_slope(z: Array) -> Array:
    """1/6 between -3 and 3, 0 elsewhere."""
    return steps(z, 0.0, 1 / 6, 0.0, at=(-3.0, 3.0), right=(3.0,))


def hard_silu(z: Array) -> Array:
    """Multiply z by hard_sigmoid(z)."""
    return z * hard_sigmoid(z)


def hard_silu_slope(z: Array) -> Array:
    """hard_sigmoid(z) + z hard_sigmoid'(z)."""
    return hard_sigmoid(z) + z * hard_sigmoid_slope(z)


def mish(z: Array) -> Array:
    """Multiply z by tanh(softplus(z))."""
    return z * _mish_gate(z)[0]


def mish_slope(z: Array) -> Array:
    """T + z (1 - T^2) sigmoid(z), with T = tanh(softplus(z))."""
    gate, rest = _mish_gate(z)
    return gate + z * (rest * (1 + gate)) * sigmoid(z)


def _mish_gate(z: Array) -> tuple[Array, Array]:
    """T = tanh(softplus(z)) and 1 - T, both with all their digits."""
    small = np.exp(-np.abs(z))
    above, below = 1 + 2 * small, small * (small + 2)
    positive = np.asarray(z) >= 0
    gate = np.where(positive, above, below)[()]
    rest = np.where(positive, 2 * small * small, 2)[()]
    return gate / (gate + rest), rest / (gate + rest)


def gelu(z: Array) -> Array:
    """Multiply z by Phi(z), the share of a standard normal variable below z: the exact form."""
    return z * _like(z, normal_share(z))


def gelu_slope(z: Array) -> Array:
    """Phi(z) + z phi(z), with the density phi of a standard normal variable."""
    near = np.clip(z, -50, 50)  # the square of more than this would overflow, and phi is 0 there
    return _like(z, normal_share(z)) + near * np.exp(-0.5 * near * near) / math.sqrt(2 * math.pi)


def normal_share(z: Array) -> Array:
    """The share of a standard normal variable below z, in float64."""
    beyond = 0.5 * _erfc(np.minimum(np.abs(np.asarray(z, np.float64)), 50) / math.sqrt(2))
    return np.where(np.asarray(z) > 0, 1 - beyond, beyond)


# log(erfc(x) exp(x^2) / t) in Chebyshev polynomials of 2t - 1, t = 2 / (2 + x): Numerical Recipes, 3rd
# edition, 6.2.2 (W. H. Press and others, 2007). With 20 of its 28 terms, a relative error of 1e-12.
# fmt: off
_ERFC = (
    -1.3026537197817094 / 2, 6.4196979235649026e-1, 1.9476473204185836e-2, -9.561514786808631e-3,
    -9.46595344482036e-4, 3.66839497852761e-4, 4.2523324806907e-5, -2.0278578112534e-5, -1.624290004647e-6,
    1.303655835580e-6, 1.5626441722e-8, -8.5238095915e-8, 6.529054439e-9, 5.059343495e-9, -9.91364156e-10,
    -2.27365122e-10, 9.6467911e-11, 2.394038e-12, -6.886027e-12, 8.94487e-13,
)
# fmt: on


def _erfc(x: Array) -> Array:
    """1 - erf(x) for x >= 0; numpy has no erf."""
    t = 2 / (2 + x)
    return t * np.exp(chebyshev.chebval(2 * t - 1, _ERFC) - x * x)


def _scaled(z: Array, beta: float) -> Array:
    """Beta z, kept where it still decides something."""
    limit = 1e4
    return beta * np.clip(z, -limit, limit)


def _like(z: Array, values: Array) -> Array:
    return values.astype(np.result_type(np.asarray(z), np.float32))[()]
