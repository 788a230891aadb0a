"""The recorded accuracies of probes, in a small JSON file that `make recordings` makes.

It has the pixels' accuracy, and for each recorded network with hidden layers those of its layers before
training, at the lowest val_loss and at the end. Every other probe is fitted by a worker when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from components.training import recorded_file
from components.training.run import TrainingRun

PATH = Path(__file__).parent / "recorded" / "probes.json"


@dataclass(frozen=True)
class Probes:
    """Test accuracies of probes: of the pixels, and by (digest, epoch) of each hidden layer."""

    pixels: float
    layers: Mapping[tuple[str, int], tuple[float, ...]]

    def save(self, path: Path = PATH) -> Path:
        """Write the file; return its path."""
        rows = [
            {"digest": digest, "epoch": epoch, "layers": list(found)}
            for (digest, epoch), found in self.layers.items()
        ]
        content = {"pixels": self.pixels, "networks": rows}
        return recorded_file.write(path, content, indent=1)


@cache
def load(path: Path = PATH) -> Probes:
    """Read the recorded probes.

    Raises:
        LookupError: if they were not recorded (`make recordings`).
    """
    if not path.exists():
        raise LookupError(f"{path.name} is not recorded: run `make recordings`")
    content, _ = recorded_file.read(path)
    layers = {(row["digest"], row["epoch"]): tuple(row["layers"]) for row in content["networks"]}
    return Probes(content["pixels"], layers)


def recorded_epochs(run: TrainingRun) -> list[int]:
    """The kept epochs of a run whose probes ship with the app."""
    wanted = {0, run.epochs, int(np.nanargmin(run.history["val_loss"])) + 1}
    return [epoch for epoch in run.snapshot_epochs.tolist() if epoch in wanted]
