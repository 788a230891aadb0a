"""Student's t distribution: how far a mean of few values strays, measured in its own standard errors.

With few values the spread itself is uncertain, so the interval is wider than a bell curve's 1.96: with 5
values it takes 2.78. Computed from the incomplete beta function (continued fraction, Numerical Recipes, 6.4).
"""

from __future__ import annotations

from functools import lru_cache
from math import exp, lgamma, log, log1p

_TINY = 1e-300


def cumulative(t: float, degrees: float) -> float:
    """The share of the distribution that lies below t.

    Raises:
        ValueError: if the degrees of freedom are not above 0.
    """
    if not degrees > 0:
        raise ValueError(f"degrees is {degrees!r}; it has to be above 0.")
    tail = 0.5 * _incomplete_beta(degrees / 2, 0.5, degrees / (degrees + t * t))
    return 1 - tail if t > 0 else tail


@lru_cache(maxsize=256)
def quantile(share: float, degrees: float) -> float:
    """The t below which so large a share of the distribution lies: 0.975 with 4 degrees gives 2.776.

    Raises:
        ValueError: for a share outside 0 to 1, ends excluded, or degrees not above 0.
    """
    if not 0 < share < 1:
        raise ValueError(f"share is {share!r}; it has to be above 0 and below 1.")
    if share < 0.5:
        return -quantile(1 - share, degrees)
    low, high = 0.0, 1.0
    while cumulative(high, degrees) < share and high < 1e15:
        low, high = high, high * 2
    while (middle := (low + high) / 2) not in (low, high):
        if cumulative(middle, degrees) < share:
            low = middle
        else:
            high = middle
    return high


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularized incomplete beta function I_x(a, b)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):  # where the fraction converges slowly
        return 1 - _incomplete_beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    return front * _fraction(a, b, x) / a


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz' method."""
    c, d = 1.0, 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, 1_000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _away_from_zero(1 + term * d)
            c = _away_from_zero(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
