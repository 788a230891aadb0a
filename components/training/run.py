"""The recording of one training: its history, some of its weights, and how it ended."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Literal

import numpy as np

from components.concepts.early_stopping import EarlyStoppingRule
from components.concepts.layers import Layers
from components.datasets.registry import DATASETS
from components.training import recorded_file
from components.training.recipe import Recipe

FORMAT = 1
Ending = Literal["finished", "rule", "stopped", "diverged"]


class RunFormatError(ValueError):
    """A file that is not a run, or not one that this version wrote."""


@dataclass(frozen=True)
class TrainingRun:
    """One finished training, recorded epoch by epoch. Epochs count from 1 in snapshots; 0 is the start.

    Attributes:
        recipe: what was trained.
        history: metric -> (epochs,) float64: loss, accuracy, val_loss, val_accuracy, test_loss,
            test_accuracy. The test metrics choose nothing. Points in the plane have no validation rows;
            their loss and accuracy are measured after the epoch.
        test_predictions: (epochs, n_test) uint8, the class that each test row got after each epoch.
        snapshot_epochs: after how many epochs each snapshot was taken, ascending, 0 first.
        snapshots: kernel and bias of each layer in turn, each with a leading axis of snapshots.
        ending: "finished" (all epochs), "rule" (EarlyStopping), "stopped" (a visitor), "diverged" (NaN).
        rule: the callback in the fit, if there was one.
        seconds: from the start of the fit to its end.
        epoch_seconds: (epochs,).
        machine: versions of Keras and TensorFlow, and the processor.
    """

    recipe: Recipe
    history: Mapping[str, np.ndarray]
    test_predictions: np.ndarray
    snapshot_epochs: np.ndarray
    snapshots: tuple[np.ndarray, ...] = field(repr=False)
    ending: Ending
    rule: EarlyStoppingRule | None
    seconds: float
    epoch_seconds: np.ndarray
    machine: Mapping[str, str]

    @property
    def digest(self) -> str:
        """The recipe's digest."""
        return self.recipe.digest

    @property
    def epochs(self) -> int:
        """How many whole epochs were trained."""
        return len(self.history["loss"])

    @property
    def lists(self) -> dict[str, list[float]]:
        """The history as plain lists, as `early_stopping.replay` reads it."""
        return {name: values.tolist() for name, values in self.history.items()}

    @property
    def bytes(self) -> int:
        """How much memory its arrays take."""
        arrays = (*self.history.values(), *self.snapshots, self.test_predictions, self.epoch_seconds)
        return sum(array.nbytes for array in arrays)

    def weights(self, epoch: int) -> Layers:
        """The network after so many epochs, in float32; 0 is the start.

        Raises:
            KeyError: if that epoch was not kept.
        """
        found = np.flatnonzero(self.snapshot_epochs == epoch)
        if not len(found):
            raise KeyError(f"epoch {epoch} was not kept; kept are {self.snapshot_epochs.tolist()}")
        return Layers.from_arrays([stack[found[0]].astype(np.float32) for stack in self.snapshots])

    @property
    def best_kept_epoch(self) -> int:
        """The kept epoch with the lowest val_loss; 0 if no other was kept."""
        kept = [int(epoch) for epoch in self.snapshot_epochs if 0 < epoch <= self.epochs]
        return min(kept, key=lambda epoch: self.history["val_loss"][epoch - 1], default=0)

    def nearest_kept_epoch(self, asked: int) -> int:
        """The kept epoch that is nearest to one asked for, the earlier one of two."""
        return int(self.snapshot_epochs[np.argmin(np.abs(self.snapshot_epochs - asked))])

    def first_epochs(self, epochs: int) -> TrainingRun:
        """The same training, looked at after fewer epochs: its beginning."""
        if epochs >= self.epochs:
            return self
        kept = self.snapshot_epochs <= epochs
        return replace(
            self,
            recipe=self.recipe.with_epochs(epochs),
            history={name: values[:epochs] for name, values in self.history.items()},
            test_predictions=self.test_predictions[:epochs],
            snapshot_epochs=self.snapshot_epochs[kept],
            snapshots=tuple(stack[kept] for stack in self.snapshots),
            ending="finished",
            rule=None,
            seconds=float(self.epoch_seconds[:epochs].sum()),
            epoch_seconds=self.epoch_seconds[:epochs],
        )

    def within(self, limit: int) -> TrainingRun:
        """The same training as if no more than `limit` epochs were allowed; its recipe says so."""
        return replace(self.first_epochs(limit), recipe=self.recipe.with_epochs(limit))

    def without_weights(self) -> TrainingRun:
        """The same run without its snapshots: 10 kB an epoch instead of megabytes.

        Small networks keep theirs: every view needs them.
        """
        if DATASETS[self.recipe.dataset].small:
            return self
        none = np.zeros(0, dtype=np.int64)
        return replace(self, snapshot_epochs=none, snapshots=())

    def save(self, path: Path, *, weights_as: type = np.float32) -> Path:
        """Write the run as an .npz file; return its path.

        Raises:
            OSError: if it cannot be written.
        """
        head = {
            "format": FORMAT,
            "recipe": asdict(self.recipe),
            "ending": self.ending,
            "rule": None if self.rule is None else asdict(self.rule),
            "seconds": self.seconds,
            "machine": dict(self.machine),
            "metrics": list(self.history),
        }
        arrays = {
            "history": np.stack(list(self.history.values())),
            "test_predictions": self.test_predictions,
            "snapshot_epochs": self.snapshot_epochs,
            "epoch_seconds": self.epoch_seconds,
        }
        arrays |= {f"weights_{i}": stack.astype(weights_as) for i, stack in enumerate(self.snapshots)}
        return recorded_file.write(path, head, arrays)

    @classmethod
    def load(cls, path: Path) -> TrainingRun:
        """Read what `save` wrote.

        Raises:
            OSError: if the file cannot be opened.
            RunFormatError: if it is damaged, foreign or of another version.
        """
        try:
            head, arrays = recorded_file.read(path)
            if head["format"] != FORMAT:
                raise RunFormatError(f"format {head['format']} is not {FORMAT}")
            run = cls(
                recipe=Recipe.from_json(head["recipe"]),
                history=dict(zip(head["metrics"], arrays["history"], strict=True)),
                test_predictions=arrays["test_predictions"],
                snapshot_epochs=arrays["snapshot_epochs"],
                snapshots=_numbered(arrays),
                ending=head["ending"],
                rule=None if head["rule"] is None else EarlyStoppingRule(**head["rule"]),
                seconds=float(head["seconds"]),
                epoch_seconds=arrays["epoch_seconds"],
                machine=head["machine"],
            )
            _check_shapes(run)
        except (OSError, RunFormatError):
            raise
        except Exception as error:  # a foreign head or array fails in many ways
            raise RunFormatError(f"not a recorded run: {error}") from error
        return run


def _numbered(arrays: Mapping[str, np.ndarray]) -> tuple[np.ndarray, ...]:
    count = sum(name.startswith("weights_") for name in arrays)
    return tuple(arrays[f"weights_{i}"] for i in range(count))


def _check_shapes(run: TrainingRun) -> None:
    """Refuse a run whose parts do not fit together."""
    epochs = run.epochs
    needed = {"loss", "val_loss"} if run.recipe.validation_split else {"loss", "test_loss"}
    if not needed <= set(run.history):
        raise RunFormatError(f"{' and '.join(sorted(needed))} are missing")
    if len(run.test_predictions) != epochs or len(run.epoch_seconds) != epochs:
        raise RunFormatError("predictions and history have different lengths")
    if any(len(stack) != len(run.snapshot_epochs) for stack in run.snapshots):
        raise RunFormatError("snapshots and their epochs have different lengths")
    sizes = run.recipe.layer_sizes
    shapes = [s for pair in itertools.pairwise(sizes) for s in (pair, pair[1:])]
    if run.snapshots and [stack.shape[1:] for stack in run.snapshots] != shapes:
        raise RunFormatError("the weights do not have the recipe's shapes")
