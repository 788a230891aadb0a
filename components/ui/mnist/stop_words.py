"""What a rule made of a finished run, in sentences: why it ended, which weights are kept."""

from __future__ import annotations

import math

import numpy as np

from components.concepts.early_stopping import epoch_label
from components.concepts.paired import Paired
from components.text import Lesson
from components.training.run import TrainingRun
from components.training.stop_review import StopReview, problem


def unusable(run: TrainingRun, lesson: Lesson) -> str:
    """The sentence to say of a run that cannot be judged; "" if it can."""
    found = problem(run)
    if found is None:
        return ""
    bad = np.flatnonzero(~np.isfinite(run.history["loss"]))
    epoch = int(bad[0]) if len(bad) else run.epochs - 1
    return lesson[f"result.{found}"].format(
        epochs=run.epochs, epoch=epoch_label(epoch), learning_rate=f"{run.recipe.learning_rate:g}"
    )


def ending(run: TrainingRun, reviewed: StopReview, lesson: Lesson) -> str:
    """Why the training ended, with the epochs that the rule saves."""
    numbers = {"epochs": run.epochs, "planned": run.recipe.epochs}
    replayed = reviewed.replayed
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


def keeping(reviewed: StopReview, lesson: Lesson) -> str:
    """Which weights the model ends with, and why."""
    replayed = reviewed.replayed
    if replayed is None:
        return lesson["result.keeps_last"].format(kept=epoch_label(reviewed.kept))
    numbers = {"kept": epoch_label(reviewed.kept), "monitor": replayed.rule.monitor}
    if not replayed.rule.restore_best_weights:
        text = lesson["result.not_restored"].format(**numbers)
        if reviewed.restored != reviewed.last:
            numbers["restored"] = epoch_label(reviewed.restored)
            text += " " + lesson["result.would_restore"].format(**numbers)
        return text
    if replayed.best_epoch is None:
        return lesson["result.nothing_compared"].format(**numbers)
    best = replayed.best
    value = f"{best:.4f}" if best is not None and math.isfinite(best) else "not a number"
    return lesson["result.restored"].format(value=value, **numbers)


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
