"""Finds the units of a layer that are constant, and those that duplicate another.

The number of units is the *most* features that a layer can have. A constant unit puts out the same for every
point: a dead ReLU unit, or a saturated one. Alike units rise and fall together, or one rises where the other
falls; beyond the points that were asked they may differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

ALIKE = 0.99  # |correlation| over the points, above which two units are one feature
SAME = 1e-5  # a spread below this share of the largest value is none


@dataclass(frozen=True)
class UnitKinds:
    """The units of one layer, counted from 0.

    Attributes:
        units: how many there are.
        constant: those that put out the same for every point.
        alike: groups of those that are alike, each ascending; a unit stands in at most one.
    """

    units: int
    constant: tuple[int, ...]
    alike: tuple[tuple[int, ...], ...]

    @property
    def features(self) -> int:
        """How many different features are left."""
        return self.units - len(self.constant) - sum(len(group) - 1 for group in self.alike)

    @property
    def sentence(self) -> str:
        """Such as "8 units, 1 the same everywhere, 2 alike"; two groups are "2 and 3 alike"."""
        parts = [f"{self.units} unit{'s' if self.units != 1 else ''}"]
        if self.constant:
            parts.append(f"{len(self.constant)} the same everywhere")
        if self.alike:
            parts.append(" and ".join(str(len(group)) for group in self.alike) + " alike")
        if len(parts) == 1 and self.units > 1:
            parts.append("all different")
        return ", ".join(parts)


def unit_kinds(outputs: np.ndarray) -> UnitKinds:
    """Sort the units of a layer by what it puts out for many points, (n, n_units).

    Raises:
        ValueError: if something it puts out is no finite number.
    """
    if not np.isfinite(outputs).all():
        raise ValueError("The layer puts out values that are not numbers; expected a network that trained.")
    outputs = np.asarray(outputs, dtype=np.float64)
    flat = np.ptp(outputs, axis=0) <= SAME * np.maximum(np.abs(outputs).max(axis=0), SAME)
    living = np.flatnonzero(~flat)
    constant = tuple(np.flatnonzero(flat).tolist())
    return UnitKinds(outputs.shape[1], constant, _groups(outputs[:, living], living))


def kinds_by_layer(outputs: Sequence[np.ndarray]) -> str:
    """What the units of each hidden layer are worth: "H1: 8 units, 2 alike."; "" without layers.

    Args:
        outputs: what each hidden layer puts out for many points, (n, n_units).
    """
    layers = [f"H{number}: {unit_kinds(values).sentence}" for number, values in enumerate(outputs, start=1)]
    return "; ".join(layers) + "." if layers else ""


def _groups(outputs: np.ndarray, names: np.ndarray) -> tuple[tuple[int, ...], ...]:
    """Units joined by chains of high correlation; those that stand alone are left out."""
    if outputs.shape[1] < 2:
        return ()
    joined = np.abs(np.corrcoef(outputs.T)) > ALIKE
    while (longer := joined @ joined).sum() > joined.sum():  # chains of twice the length
        joined = longer
    found = {tuple(names[row].tolist()) for row in joined}
    return tuple(sorted(group for group in found if len(group) > 1))
