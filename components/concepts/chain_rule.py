"""The chain rule along one path: slope x weight x slope x weight ..., from the last layer back to the first.

A stack of L layers of n units has n^(L-1) paths that end in one unit; the error that arrives is the sum over
all of them. One path shows what multiplies; the sum, with its random signs, is what gets through.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components.concepts.gradient_flow import draw, forward, rms

_PATH_STREAM = 1  # the path's own random numbers, so that it leaves the weights as they are


@dataclass(frozen=True)
class Chain:
    """One path through a stack, and the same two factors for all paths together; first layer first."""

    activation: str
    initializer: str
    units: np.ndarray  # (depth,) the unit of the path in every layer
    slopes: np.ndarray  # (depth,) f'(z) of these units, for the first row of the batch
    weights: np.ndarray  # (depth - 1,) weights[l] leads from the unit of layer l to that of layer l + 1
    rms_slopes: np.ndarray  # (depth,) RMS of f'(z) over all units and rows
    gains: np.ndarray  # (depth - 1,) sqrt(n) times the RMS of the weights between two layers

    @property
    def depth(self) -> int:
        """The number of layers."""
        return len(self.slopes)

    @property
    def factors(self) -> np.ndarray:
        """(2 depth - 1,) slope, weight, slope, ..., slope, from the last layer back to the first."""
        factors = np.empty(2 * self.depth - 1)
        factors[::2], factors[1::2] = self.slopes[::-1], self.weights[::-1]
        return factors

    @property
    def products(self) -> np.ndarray:
        """(2 depth - 1,) size of the running product of `factors`."""
        return np.abs(np.cumprod(self.factors))


def chain(activation: str, initializer: str, depth: int, width: int, seed: int) -> Chain:
    """Draw one path at random through the stack of `gradient_flow` with the same arguments.

    In every layer the path goes through a unit whose slope is not 0 for the first row, if there is one:
    through ReLU units that are on.

    Raises:
        ValueError: for a value out of bounds, with what was given and what is expected.
    """
    stack = draw(initializer, depth, width, seed)
    with np.errstate(over="ignore", invalid="ignore"):
        _, slopes = forward(stack, activation)
        rng = np.random.default_rng([seed, _PATH_STREAM])
        units = np.array([_open_unit(rng, slope[0]) for slope in slopes])
        links = zip(stack.kernels[1:], units[:-1], units[1:], strict=True)
        return Chain(
            activation,
            initializer,
            units,
            np.array([slope[0, unit] for slope, unit in zip(slopes, units, strict=True)]),
            np.array([kernel[before, after] for kernel, before, after in links]),
            np.array([rms(slope) for slope in slopes]),
            np.array([rms(kernel) for kernel in stack.kernels[1:]]) * np.sqrt(width),
        )


def _open_unit(rng: np.random.Generator, slopes: np.ndarray) -> int:
    open_units = np.flatnonzero(slopes)
    return int(rng.choice(open_units if len(open_units) else len(slopes)))
