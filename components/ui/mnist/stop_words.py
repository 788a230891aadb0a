"""What a rule made of a finished run, in sentences: why it ended, which weights are kept."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from components.concepts.early_stopping import EarlyStoppingRule, epoch_label, improves, replay
from components.concepts.guessing import Guessing, guessing, hardly_better
from components.concepts.optimizers import OPTIMIZERS
from components.concepts.paired import Paired
from components.datasets.registry import DATASETS
from components.text import Lesson
from components.training.recipe import Recipe
from components.training.recordings import CHOSEN, CHOSEN_PATIENCES, RECORDINGS
from components.training.run import TrainingRun
from components.training.stop_review import StopReview, problem, review
from components.ui.cached import recorded_run

TOO_LARGE = 10  # times the optimizer's usual learning rate: the likely cause where nothing was learned


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
        return lesson[_unstopped(run, "result.no_rule")].format(**numbers)
    numbers |= {"monitor": replayed.rule.monitor, "patience": replayed.rule.patience}
    if replayed.stopped_epoch is not None:
        numbers["stop"] = epoch_label(replayed.stopped_epoch)
        numbers["saved"] = run.recipe.epochs - replayed.epochs_run
        return lesson["result.stopped"].format(reason=replayed.ledger[-1].reason, **numbers)
    return lesson[_unstopped(run, "result.not_reached")].format(**numbers)


def _unstopped(run: TrainingRun, otherwise: str) -> str:
    """The sentence for a run that ended without the rule that is set."""
    names = {"stopped": "result.interrupted", "rule": "result.cut"}
    if run.ending in names:
        return names[run.ending]
    return "result.short" if run.epochs < run.recipe.epochs else otherwise


def guessing_of(recipe: Recipe) -> Guessing:
    """What a network would reach on this task that has learned nothing."""
    return guessing(recipe.loss, DATASETS[recipe.dataset].classes)


def hardly_learned(run: TrainingRun, rule: EarlyStoppingRule | None, lesson: Lesson) -> str:
    """The sentence to say if the weights that are kept are hardly better than guessing; "" if they are."""
    if run.epochs == 0 or run.ending == "diverged":
        return ""
    kept, recipe = review(run, rule).kept, run.recipe
    accuracy = float(run.history["val_accuracy"][kept])
    if not hardly_better(accuracy, DATASETS[recipe.dataset].classes):
        return ""
    usual = OPTIMIZERS[recipe.optimizer].learning_rate
    cause = "rate" if recipe.learning_rate >= TOO_LARGE * usual else "other"
    level = guessing_of(recipe)
    return lesson["guessing"].format(
        epoch=epoch_label(kept),
        accuracy=accuracy,
        guessed=level.accuracy,
        how="No better" if run.history["val_loss"][kept] >= level.loss else "Hardly better",
        cause=lesson[f"guessing.{cause}"].format(rate=f"{recipe.learning_rate:g}", usual=f"{usual:g}"),
    )


def not_the_epoch_before(run: TrainingRun, rule: EarlyStoppingRule, lesson: Lesson) -> str:
    """An epoch of this run that beats the one before it and is a miss all the same; "" if there is none."""
    ledger = replay(run.lists, rule).ledger
    for before, row in itertools.pairwise(ledger):
        values = (before.value, row.value, row.best)
        if row.kind not in ("miss", "stop") or not all(v is not None and math.isfinite(v) for v in values):
            continue
        if improves(row.value, before.value, replace(rule, min_delta=0.0)):
            return lesson["rule.before"].format(
                monitor=rule.monitor,
                epoch=epoch_label(row.epoch),
                value=row.value,
                before=before.value,
                best=row.best,
            )
    return ""


def seed_chosen(lesson: Lesson) -> str:
    """Why the first recording has the seed that it has, with the numbers that it was chosen for."""
    run = recorded_run(RECORDINGS[CHOSEN].recipe)
    rules = [EarlyStoppingRule(patience=patience, restore_best_weights=True) for patience in CHOSEN_PATIENCES]
    kept = [replay(run.lists, rule).weights_epoch or 0 for rule in rules]
    return lesson["seed_chosen"].format(
        seed=run.recipe.seed,
        patiences=_and(CHOSEN_PATIENCES),
        epochs=_and([epoch_label(epoch) for epoch in kept]),
        accuracies=_and([f"{run.history['test_accuracy'][epoch]:.4f}" for epoch in kept]),
    )


def _and(items: Sequence[object]) -> str:
    *first, last = map(str, items)
    return f"{', '.join(first)} and {last}"


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
    p = f"p\u00a0=\u00a0{pair.p_value:.2g}" if pair.p_value >= 1e-4 else "p\u00a0<\u00a00.0001"
    return lesson[name].format(
        first=epoch_label(first),
        second=epoch_label(second),
        only_first=f"{pair.only_first:,}",
        only_second=f"{pair.only_second:,}",
        better=epoch_label(better),
        p=p,
    )
