"""What a rule made of a finished run, in sentences: why it ended, which weights are kept. No drawing."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from components.concepts.early_stopping import EarlyStoppingRule, Replay, epoch_label, replay
from components.concepts.paired import Paired, compare
from components.text import Lesson
from components.training.run import TrainingRun


@dataclass(frozen=True)
class Verdict:
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


def unusable(run: TrainingRun, lesson: Lesson) -> str:
    """The sentence to say of a run that cannot be judged; "" if it can."""
    if run.epochs == 0:
        return lesson["result.empty"]
    bad = np.flatnonzero(~np.isfinite(run.history["loss"]))
    if len(bad) or run.ending == "diverged":
        epoch = int(bad[0]) if len(bad) else run.epochs - 1
        return lesson["result.diverged"].format(
            epoch=epoch_label(epoch), learning_rate=f"{run.recipe.learning_rate:g}"
        )
    if run.test_predictions.shape[1] == 0:
        return lesson["result.partial"].format(epochs=run.epochs)
    return ""


def judge(run: TrainingRun, rule: EarlyStoppingRule | None) -> Verdict:
    """Apply a rule to a run of at least one epoch."""
    recorded = run.epochs - 1
    if rule is None:
        return Verdict(None, recorded, recorded, recorded, recorded)
    replayed = replay(run.lists, rule)
    restoring = replay(run.lists, replace(rule, restore_best_weights=True))
    last = replayed.epochs_run - 1
    kept = recorded if replayed.weights_epoch is None else replayed.weights_epoch
    restored = last if restoring.weights_epoch is None else restoring.weights_epoch
    return Verdict(replayed, kept, restored, last, recorded)


def ending(run: TrainingRun, verdict: Verdict, lesson: Lesson) -> str:
    """Why the training ended, with the epochs that the rule saves."""
    numbers = {"epochs": run.epochs, "planned": run.recipe.epochs}
    replayed = verdict.replayed
    if replayed is None:
        names = {"stopped": "result.interrupted", "rule": "result.cut"}
        return lesson[names.get(run.ending, "result.no_rule")].format(**numbers)
    numbers |= {"monitor": replayed.rule.monitor, "patience": replayed.rule.patience}
    if replayed.stopped_epoch is not None:
        numbers["stop"] = epoch_label(replayed.stopped_epoch)
        numbers["saved"] = run.recipe.epochs - replayed.epochs_run
        return lesson["result.stopped"].format(reason=replayed.ledger[-1].reason, **numbers)
    if run.ending == "stopped":
        return lesson["result.interrupted"].format(**numbers)
    name = "result.cut" if run.ending == "rule" else "result.not_reached"
    return lesson[name].format(**numbers)


def keeping(verdict: Verdict, lesson: Lesson) -> str:
    """Which weights the model ends with, and why."""
    replayed = verdict.replayed
    if replayed is None:
        return lesson["result.keeps_last"].format(kept=epoch_label(verdict.kept))
    numbers = {"kept": epoch_label(verdict.kept), "monitor": replayed.rule.monitor}
    if not replayed.rule.restore_best_weights:
        text = lesson["result.not_restored"].format(**numbers)
        if verdict.restored != verdict.last:
            numbers["restored"] = epoch_label(verdict.restored)
            text += " " + lesson["result.would_restore"].format(**numbers)
        return text
    if replayed.best_epoch is None:
        return lesson["result.nothing_compared"].format(**numbers)
    best = replayed.best
    value = f"{best:.4f}" if best is not None and math.isfinite(best) else "not a number"
    return lesson["result.restored"].format(value=value, **numbers)


def comparisons(run: TrainingRun, labels: np.ndarray, verdict: Verdict) -> dict[int, Paired]:
    """The restored weights against the other candidates: epoch (from 0) -> paired counts."""
    first = run.test_predictions[verdict.restored]
    return {epoch: compare(labels, first, run.test_predictions[epoch]) for epoch in verdict.candidates[1:]}


def paired_sentence(first: int, second: int, pair: Paired, lesson: Lesson) -> str:
    """Whether two epochs (from 0) differ by more than chance on the test images."""
    name = "result.within_chance" if pair.within_chance else "result.beyond_chance"
    better = first if pair.only_first >= pair.only_second else second
    p = f"=\u00a0{pair.p_value:.2g}" if pair.p_value >= 1e-4 else "<\u00a00.0001"
    return lesson[name].format(
        first=epoch_label(first),
        second=epoch_label(second),
        only_first=f"{pair.only_first:,}",
        only_second=f"{pair.only_second:,}",
        better=epoch_label(better),
        p=p,
    )
