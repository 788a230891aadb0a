"""What is left of the recorded networks when units are silenced: a JSON file of `make recordings`.

It has, for every kept epoch of each recorded network with hidden layers and weights, what
`full_pass.layer_study`, `full_pass.silenced_curve` and `full_pass.without_a_quarter` measure in half a second
to a second. Of every other network it is measured when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from components.concepts.unit_features import Activity
from components.training import recorded_file
from components.training.full_pass import LayerStudy, SilencedCurve, by_loss

PATH = Path(__file__).parent / "recorded" / "silencings.json"
Key = tuple[str, int]  # digest and epoch


@dataclass(frozen=True)
class Silencings:
    """By network: units and curves of its hidden layers; accuracies without a quarter of H1, and with it."""

    studies: Mapping[Key, tuple[LayerStudy, ...]]
    curves: Mapping[Key, tuple[SilencedCurve, ...]]
    quarters: Mapping[Key, tuple[np.ndarray, float]]

    def save(self, path: Path = PATH) -> Path:
        """Write the file; return its path."""
        rows = [
            {
                "digest": key[0],
                "epoch": key[1],
                "studies": [_plain_study(study) for study in self.studies[key]],
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
        {(row["digest"], row["epoch"]): tuple(_study(study) for study in row["studies"]) for row in rows},
        {(row["digest"], row["epoch"]): tuple(_curve(curve) for curve in row["curves"]) for row in rows},
        {(row["digest"], row["epoch"]): (np.array(row["quarter"]), row["whole"]) for row in rows},
    )


def _plain_study(study: LayerStudy) -> dict[str, object]:
    return {
        "loss_change": study.loss_change.tolist(),
        "rows": study.rows,
        "active": study.activity.active.tolist(),
        "dead": study.activity.dead,
    }


def _study(plain: Mapping[str, Any]) -> LayerStudy:
    changes = np.array(plain["loss_change"])
    activity = Activity(np.array(plain["active"]), tuple(plain["dead"]))
    return LayerStudy(by_loss(changes), changes, plain["rows"], activity)


def _plain(curve: SilencedCurve) -> dict[str, object]:
    arrays = {"counts": curve.counts.tolist(), "accuracies": curve.accuracies.tolist()}
    return {**asdict(curve), **arrays}


def _curve(plain: Mapping[str, object]) -> SilencedCurve:
    arrays = {name: np.array(plain[name]) for name in ("counts", "accuracies")}
    return SilencedCurve(**{**plain, **arrays})
