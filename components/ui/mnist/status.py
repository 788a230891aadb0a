"""Where a training stands, in words and bars: the container `mnist.status`."""

from __future__ import annotations

import math

import streamlit as st

from components.concepts.early_stopping import EarlyStoppingRule, History, Replay, epoch_label, replay
from components.training.jobs import JobView
from components.training.run import TrainingRun
from components.ui.engine import engine
from components.ui.kit.watch import say, where
from components.ui.mnist.training import Playback
from components.ui.mnist_runs import VisitRun, describe


def of_job(view: JobView) -> None:
    """A training that is queued, starting or under way."""
    recipe, progress = view.request.recipe, view.progress
    most = "at most " if view.request.rule_in_fit else ""
    epoch = min(progress.epoch + 1, recipe.epochs)
    _say(where(view, f"**epoch {epoch} of {recipe.epochs}**: {most}{view.left:.0f} s left."))
    if view.state == "starting":
        st.progress(0.0)
    elif view.state == "training" and not view.stopping:
        st.progress(min(1.0, progress.share))
        patience_meter(progress.history, view.request.rule)


def of_playback(played: Playback) -> None:
    """A recording that is being played."""
    _say(
        f"**playing a recording**: epoch {played.epoch} of {played.epochs}. This very recipe was trained "
        f"before ({played.run.seconds:.0f} s for {played.run.epochs} epochs)."
    )
    patience_meter(played.history, played.request.rule)


def of_rest(shown: VisitRun, rule: EarlyStoppingRule | None, ended: JobView | None) -> None:
    """Nothing is under way: how the last training ended, and what the rule makes of the run shown."""
    run = shown.run
    if ended is not None and ended.state == "failed":
        _say(f"**failed**: {ended.problem} The settings are as they were; press Train to try again.")
    elif ended is not None and ended.run is not None and ended.run.epochs == 0:
        _say("**stopped** before the first epoch was over, so there is nothing to show of it.")
    else:
        told = "" if run.ending == "diverged" else outcome(run, rule)
        _say(f"**{ending(run)}** {_source(shown)}. {told}")
    if ended is not None and ended.note:
        st.caption(ended.note)
    if engine().problem:
        st.caption(f"{engine().problem} What is recorded can be looked at meanwhile.")


def ending(run: TrainingRun) -> str:
    """How a run ended, in a few words."""
    count = _count(run.epochs)
    if run.ending == "diverged":
        return (
            f"ended in epoch {run.epochs}: the loss became infinite or not a number, so TerminateOnNaN "
            "ended the training; a smaller learning rate helps."
        )
    if run.ending == "stopped":
        return f"stopped after {count};"
    if run.ending == "rule":
        return f"finished: {count} in {run.seconds:.0f} s, stopped by the rule;"
    return f"finished: {count} in {run.seconds:.0f} s;"


def outcome(run: TrainingRun, rule: EarlyStoppingRule | None) -> str:
    """What a rule makes of a run, in a sentence."""
    if rule is None:
        return "Without EarlyStopping the weights of the last epoch are kept."
    result = replay(run.lists, rule)
    if not result.ledger:
        return ""
    kept = f"keeps the weights of epoch {epoch_label(result.weights_epoch)}"
    if result.stopped_epoch is None:
        return f"This rule **does not stop it** within the {_count(run.epochs)} recorded; it {kept}."
    return f"This rule stops it at **epoch {epoch_label(result.stopped_epoch)}** and {kept}."


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


def _source(shown: VisitRun) -> str:
    if shown.source == "recorded":
        return f"recorded: {describe(shown.run)}"
    return f"trained here: {describe(shown.run)}"


def _say(sentence: str) -> None:
    say(sentence, key="mnist.status_line")
