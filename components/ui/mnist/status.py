"""Where a training stands: words in the container `mnist.status`, bars under the picture."""

from __future__ import annotations

import math

import streamlit as st

from components.concepts.early_stopping import (
    DIRECTIONS,
    EarlyStoppingRule,
    History,
    Replay,
    epoch_label,
    replay,
)
from components.text import Lesson
from components.training.jobs import JobView
from components.training.recordings import CHOSEN, RECORDINGS
from components.training.run import TrainingRun
from components.ui.engine import engine
from components.ui.kit.watch import say, where
from components.ui.mnist import stop_words
from components.ui.mnist.training import Playback
from components.ui.mnist_runs import VisitRun, describe


def of_job(view: JobView) -> None:
    """A training that is queued, starting or under way."""
    recipe = view.request.recipe
    most = "at most " if view.request.rule_in_fit else ""
    epoch = min(view.progress.epoch + 1, recipe.epochs)
    _say(where(view, f"**epoch {epoch} of {recipe.epochs}**: {most}{view.left:.0f} s left."))


def bars_of_job(view: JobView) -> None:
    """How far the epoch under way is, and how much of the patience is used."""
    if view.state == "starting":
        st.progress(0.0)
    elif view.state == "training" and not view.stopping:
        st.progress(min(1.0, view.progress.share))
        patience_meter(view.progress.history, view.request.rule)


def of_playback(played: Playback) -> None:
    """A recording that is being played."""
    _say(f"**playing a saved run**: epoch {played.epoch} of {played.epochs}.", quiet=True)


def of_rest(shown: VisitRun, rule: EarlyStoppingRule | None, ended: JobView | None, lesson: Lesson) -> None:
    """Nothing is under way: how the last training ended, and what the rule makes of the run shown."""
    run = shown.run
    if ended is not None and ended.state == "failed":
        _say(f"**failed**: {ended.problem} The settings are as they were; press Train to try again.")
    elif left_nothing(ended):
        _say(f"**stopped** before its first epoch was over. Below is still {source(shown)}.")
    else:
        hardly = stop_words.hardly_learned(run, rule, lesson)
        told = "" if run.ending == "diverged" or hardly else outcome(run, rule)
        prefix = f"**{ending(run)}**" if shown.source == "trained here" or run.ending == "diverged" else ""
        _say(" ".join(filter(None, (prefix, told, hardly))))
    if ended is not None and ended.note:
        st.caption(ended.note)
    if engine().problem:
        st.caption(f"{engine().problem} What is recorded can be looked at meanwhile.")


def left_nothing(ended: JobView | None) -> bool:
    """Whether the last training was stopped before it had anything to show."""
    return ended is not None and ended.run is not None and ended.run.epochs == 0


def ending(run: TrainingRun) -> str:
    """How a run ended, in a few words."""
    count = _count(run.epochs)
    if run.ending == "diverged":
        return (
            f"ended in epoch {run.epochs}: the loss became infinite or not a number, so TerminateOnNaN "
            "ended the training; a smaller learning rate helps."
        )
    if run.ending == "stopped":
        return f"stopped after {count}."
    if run.ending == "rule":
        return f"finished: {count} in {run.seconds:.0f} s, stopped by the rule."
    return f"finished: {count} in {run.seconds:.0f} s."


def outcome(run: TrainingRun, rule: EarlyStoppingRule | None) -> str:
    """What a rule makes of a run, in a sentence."""
    if rule is None:
        return "Without EarlyStopping the weights of the last epoch are kept."
    result = replay(run.lists, rule)
    if not result.ledger:
        return ""
    kept = f"keeps the weights of epoch {epoch_label(result.weights_epoch)}"
    if result.stopped_epoch is not None:
        told = f"This rule stops the training at **epoch {epoch_label(result.stopped_epoch)}** and {kept}."
    elif run.epochs < run.recipe.epochs:
        told = (
            f"The run ends after {run.epochs} of {run.recipe.epochs} epochs, before this rule would stop it; "
            f"so far it {kept}."
        )
    else:
        told = f"This rule **does not stop the training** within {_count(run.epochs)}; it {kept}."
    usual = DIRECTIONS.get(rule.monitor.removeprefix("val_"), rule.direction)
    if rule.direction != usual:
        told += f" But mode is {rule.mode}: of {rule.monitor} that keeps the **worst** epoch, not the best."
    return told


def provenance(shown: VisitRun, lesson: Lesson, *, hidden: bool) -> str:
    """Where the numbers on the screen come from; the seed's reason only when nothing is hidden any more."""
    run = shown.run
    told = f"{source(shown)}, {_count(run.epochs)} in {run.seconds:.0f} s."
    chosen = not hidden and run.digest == RECORDINGS[CHOSEN].recipe.digest
    return f"{told[0].upper()}{told[1:]}" + (f" {stop_words.seed_chosen(lesson)}" if chosen else "")


def source(shown: VisitRun) -> str:
    """A run in a few words: saved, or trained here; which settings."""
    return f"{'a saved run' if shown.source == 'recorded' else 'trained here'}: {describe(shown.run)}"


def patience_meter(history: History, rule: EarlyStoppingRule | None) -> None:
    """How much of the patience is used, and the best epoch so far."""
    if rule is None or not history.get(rule.monitor):
        return
    result = replay(history, rule)
    patience = max(1, rule.patience)
    wait = min(result.ledger[-1].wait, patience)
    st.progress(wait / patience, text=f"patience: {wait} of {patience} misses in a row; {_best(result)}")


def _best(result: Replay) -> str:
    if result.best_epoch is None or not math.isfinite(result.best or 0.0):
        return "no epoch compared yet"
    return f"best so far: epoch {epoch_label(result.best_epoch)}, {result.rule.monitor} {result.best:.4f}"


def _count(epochs: int) -> str:
    return f"{epochs} {'epoch' if epochs == 1 else 'epochs'}"


def _say(sentence: str, *, quiet: bool = False) -> None:
    say(sentence, key="mnist.status_line", quiet=quiet)
