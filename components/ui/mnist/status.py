"""Where a training stands, in words and bars: the container `mnist.status`."""

from __future__ import annotations

import math

import streamlit as st

from components.concepts.early_stopping import EarlyStoppingRule, Replay, epoch_label, replay
from components.training.jobs import JobView
from components.training.run import TrainingRun
from components.ui.engine import engine
from components.ui.mnist.visit import Play
from components.ui.mnist_runs import VisitRun, describe


def of_job(view: JobView) -> None:
    """A training that is queued, starting or under way."""
    recipe = view.request.recipe
    again = "started again, since its worker was lost; " if view.started_again else ""
    if view.state == "queued" and engine().problem:
        _line(f"**queued**: {engine().problem}")
    elif view.state == "queued" and not engine().ready:
        _line(f"**starting**: {again}the workers are loading Keras, which takes about ten seconds.")
    elif view.state == "queued":
        _line(f"**queued**: place {view.place}, starts in about {view.wait:.0f} s. {again}")
    elif view.stopping:
        _line("**stopping**: the last whole epoch is kept.")
    elif view.state == "starting":
        _line(f"**starting**: {again}the network is being built and compiled.")
        st.progress(0.0)
    else:
        epoch = min(view.progress.epoch + 1, recipe.epochs)
        most = "at most " if view.request.rule_in_fit else ""
        _line(f"**epoch {epoch} of {recipe.epochs}**: {most}{view.left:.0f} s left. {again}")
        st.progress(min(1.0, view.progress.share))
        patience_meter(view.progress.history, view.request.rule)


def of_play(play: Play) -> None:
    """A recording that is being played."""
    _line(
        f"**playing a recording**: epoch {play.epoch} of {play.epochs}. This very recipe was trained before "
        f"({play.run.seconds:.0f} s for {play.run.epochs} epochs)."
    )
    history = {name: values[: play.epoch] for name, values in play.run.lists.items()}
    patience_meter(history, play.request.rule)


def of_rest(shown: VisitRun, rule: EarlyStoppingRule | None, ended: JobView | None) -> None:
    """Nothing is under way: how the last training ended, and what the rule makes of the run shown."""
    run = shown.run
    if ended is not None and ended.state == "failed":
        _line(f"**failed**: {ended.problem} The settings are as they were; press Train to try again.")
    elif ended is not None and ended.run is not None and ended.run.epochs == 0:
        _line("**stopped** before the first epoch was over, so there is nothing to show of it.")
    else:
        told = "" if run.ending == "diverged" else outcome(run, rule)
        _line(f"**{ending(run)}** {_source(shown)}. {told}")
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


def patience_meter(history: dict[str, list[float]], rule: EarlyStoppingRule | None) -> None:
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


def _line(markdown: str) -> None:
    st.markdown(markdown)
