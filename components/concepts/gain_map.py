"""The gain map: how large must the weights be so that the error survives?

The gain of a layer is sqrt(n) std(w): by how much its weights alone stretch a signal. Every layer multiplies
the error by about gain x RMS slope. In a deep stack only the gains for which this is close to 1 let the error
through; the deeper the stack, the narrower they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from components.concepts.gradient_flow import Stack, draw, entry, rms

GAINS = np.geomspace(0.5, 8.0, 25)
DEPTHS = (2, 3, 5, 8, 12, 20, 30, 40, 50)
WIDTH = 64  # small enough to measure the whole map in the blink of an eye
SURVIVES = (0.1, 10.0)  # what counts as neither vanished nor exploded


@dataclass(frozen=True)
class GainMap:
    """What is left of the error in stacks of several depths and gains."""

    activation: str
    gains: np.ndarray  # (n_gains,)
    depths: tuple[int, ...]
    kept: np.ndarray  # (n_depths, n_gains) dL/dz, first layer over last

    def at(self, depth: int) -> np.ndarray:
        """The curve of one depth: (n_gains,)."""
        return self.kept[self.depths.index(depth)]

    def survivors(self, depth: int) -> tuple[float, float] | None:
        """The least and the largest measured gain with which the error survives; None if there is none."""
        least, most = SURVIVES
        alive = self.gains[(self.at(depth) >= least) & (self.at(depth) <= most)]
        return (float(alive[0]), float(alive[-1])) if len(alive) else None


def gain_map(activation: str, seed: int) -> GainMap:
    """Measure all gains in one pass forward, and one back from each depth.

    Every gain scales the same draw of normal weights, so neighbours on a curve differ by the gain alone.

    Raises:
        ValueError: for an activation that is not known, or a seed out of bounds.
    """
    unit = draw("normal:1", DEPTHS[-1], WIDTH, seed)
    scale = GAINS[:, None, None]  # all gains at once: arrays are (n_gains, batch, width)
    kept = np.empty((len(DEPTHS), len(GAINS)))
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        slopes = _slopes(unit, activation, scale)
        factors = [scale * slope for slope in slopes]
        for row, depth in enumerate(DEPTHS):
            error = unit.arriving * slopes[depth - 1]
            last = rms(error, axis=(1, 2))
            for layer in reversed(range(depth - 1)):
                error = _through(error, unit.kernels[layer + 1].T)
                error *= factors[layer]
            kept[row] = rms(error, axis=(1, 2)) / last
    return GainMap(activation, GAINS, DEPTHS, np.nan_to_num(kept, nan=0.0, posinf=np.inf))


def _slopes(unit: Stack, activation: str, scale: np.ndarray) -> list[np.ndarray]:
    """f'(z) of every layer, each (n_gains, batch, width)."""
    function, derivative = entry(activation).function, entry(activation).derivative
    signal, slopes = unit.inputs, []
    for kernel in unit.kernels:
        z = _through(signal, kernel) * scale
        slopes.append(derivative(z))
        signal = function(z)
    return slopes


def _through(signals: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """(..., width) signals times (width, width) weights, as one product of two matrices."""
    return (signals.reshape(-1, len(kernel)) @ kernel).reshape(signals.shape)
