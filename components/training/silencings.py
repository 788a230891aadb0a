"""What is left of the recorded networks when units are silenced at random: a JSON file of `make recordings`.

It has, for every kept epoch of each recorded network with hidden layers and weights, what
`full_pass.silenced_curve` and `full_pass.without_a_quarter` measure in half a second to a second. Of every
other network it is measured when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import numpy as np

from components.training import recorded_file
from components.training.full_pass import SilencedCurve

PATH = Path(__file__).parent / "recorded" / "silencings.json"
Key = tuple[str, int]  # digest and epoch


@dataclass(frozen=True)
class Silencings:
    """By network: the curve of each hidden layer; accuracies without a quarter of H1, and with all of it."""

    curves: Mapping[Key, tuple[SilencedCurve, ...]]
    quarters: Mapping[Key, tuple[np.ndarray, float]]

    def save(self, path: Path = PATH) -> Path:
        """Write the file; return its path."""
        rows = [
            {
                "digest": key[0],
                "epoch": key[1],
                "curves": [_plain(curve) for curve in self.curves[key]],
                "quarter": accuracies.tolist(),
                "whole": whole,
            }
            for key, (accuracies, whole) in self.quarters.items()
        ]
        return recorded_file.write(path, {"networks": rows})


@cache
def load(path: Path = PATH) -> Silencings:
    """Read what is recorded; nothing if nothing is: then all of it is measured when it is asked for."""
    rows = recorded_file.read(path)[0]["networks"] if path.exists() else []
    return Silencings(
        {(row["digest"], row["epoch"]): tuple(_curve(curve) for curve in row["curves"]) for row in rows},
        {(row["digest"], row["epoch"]): (np.array(row["quarter"]), row["whole"]) for row in rows},
    )


def _plain(curve: SilencedCurve) -> dict[str, object]:
    arrays = {"counts": curve.counts.tolist(), "accuracies": curve.accuracies.tolist()}
    return {**asdict(curve), **arrays}


def _curve(plain: Mapping[str, object]) -> SilencedCurve:
    arrays = {name: np.array(plain[name]) for name in ("counts", "accuracies")}
    return SilencedCurve(**{**plain, **arrays})
