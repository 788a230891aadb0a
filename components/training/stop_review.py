"""What an early-stopping rule makes of a finished run: where it ends, which weights are worth comparing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from components.concepts.early_stopping import EarlyStoppingRule, Replay, replay
from components.concepts.paired import Paired, compare
from components.training.run import TrainingRun

Problem = Literal["empty", "diverged", "partial"]


@dataclass(frozen=True)
class StopReview:
    """Which epochs matter, all counted from 0. Without a rule, restored, kept and last are one.

    Attributes:
        replayed: what the rule does on this run; None without a rule.
        kept: whose weights the model ends with.
        restored: whose weights it would end with if it restores the best ones.
        last: the last epoch that the rule lets run.
        recorded: the last epoch of the recording.
    """

    replayed: Replay | None
    kept: int
    restored: int
    last: int
    recorded: int

    @property
    def candidates(self) -> tuple[int, ...]:
        """The epochs to compare, each once, the restored one first."""
        return tuple(dict.fromkeys((self.restored, self.last, self.recorded)))


def problem(run: TrainingRun) -> Problem | None:
    """Why a run cannot be reviewed: no epoch, a loss that is no number, or no test predictions."""
    if run.epochs == 0:
        return "empty"
    if run.ending == "diverged" or not np.isfinite(run.history["loss"]).all():
        return "diverged"
    return "partial" if run.test_predictions.shape[1] == 0 else None


def review(run: TrainingRun, rule: EarlyStoppingRule | None) -> StopReview:
    """Apply a rule to a run of at least one epoch."""
    recorded = run.epochs - 1
    if rule is None:
        return StopReview(None, recorded, recorded, recorded, recorded)
    replayed = replay(run.lists, rule)
    restoring = replay(run.lists, replace(rule, restore_best_weights=True))
    last = replayed.epochs_run - 1
    kept = recorded if replayed.weights_epoch is None else replayed.weights_epoch
    restored = last if restoring.weights_epoch is None else restoring.weights_epoch
    return StopReview(replayed, kept, restored, last, recorded)


def comparisons(run: TrainingRun, labels: np.ndarray, reviewed: StopReview) -> dict[int, Paired]:
    """The restored weights against the other candidates: epoch (from 0) -> paired counts."""
    first = run.test_predictions[reviewed.restored]
    return {epoch: compare(labels, first, run.test_predictions[epoch]) for epoch in reviewed.candidates[1:]}
