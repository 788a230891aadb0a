"""The MNIST runs that a visit can show: recorded ones that it looked at, and its own trainings.

/mnist adds to the list; /mnist_inside offers what is on it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from components.concepts.activations import ACTIVATIONS
from components.concepts.initializers import INITIALIZERS
from components.concepts.losses import LOSSES
from components.concepts.optimizers import OPTIMIZERS
from components.training.recipe import Recipe
from components.training.run import TrainingRun
from components.ui.engine import engine
from components.ui.kit import visit_runs

RUNS_KEPT = 12
_RUNS, _SHOWN = "_mnist.runs", "_mnist.shown"


@dataclass(frozen=True)
class VisitRun:
    """A run that this visit can show."""

    key: str
    label: str
    run: TrainingRun  # without weights
    source: str  # "recorded" or "trained here"

    def within(self, limit: int) -> VisitRun:
        """The same run, looked at under a limit of epochs."""
        return replace(self, run=self.run.within(limit))


def runs() -> list[VisitRun]:
    """The runs of this visit, the latest last."""
    return list(st.session_state.get(_RUNS, {}).values())


def shown() -> VisitRun:
    """The run on the screen of /mnist.

    Raises:
        KeyError: before that page was opened.
    """
    return st.session_state[_RUNS][st.session_state[_SHOWN]]


def show(key: str) -> None:
    """Put a run of this visit on the screen of /mnist."""
    if key in st.session_state.get(_RUNS, {}):
        st.session_state[_SHOWN] = key


def add(run: TrainingRun, source: str) -> None:
    """Put a run on the list and on the screen; the oldest ones leave a list that is too long."""
    kept: dict[str, VisitRun] = st.session_state.setdefault(_RUNS, {})
    key = f"{run.digest[:12]}-{run.epochs}"
    number = 1 + max((int(entry.label.partition(":")[0]) for entry in kept.values()), default=0)
    known = kept.pop(key, None)
    label = known.label if known else f"{number}: {describe(run)}"
    source = known.source if known and known.source == "trained here" else source  # also when played again
    kept[key] = VisitRun(key, label, run.without_weights(), source)
    st.session_state[_SHOWN] = key
    visit_runs.remember(f"MNIST, {describe(run)}", run)
    while len(kept) > RUNS_KEPT:
        del kept[next(iter(kept))]


def with_weights(run: TrainingRun) -> TrainingRun:
    """The same run with its snapshots, if they are in the store."""
    full = engine().store.find(run.recipe)
    if full is None or full.epochs < run.epochs:
        return run
    beginning = full.first_epochs(run.epochs)
    return replace(beginning, recipe=run.recipe, ending=run.ending, rule=run.rule)


def about(recipe: Recipe) -> str:
    """A recipe for a file that is taken home: in words, and the beginning of its digest."""
    return f"{_in_words(recipe)}; recipe {recipe.digest[:12]}"


def describe(run: TrainingRun) -> str:
    """A run in a few words: "256-256, 12,000 rows, Adam 0.001, batch 32, seed 5"."""
    return _in_words(run.recipe)


def _in_words(recipe: Recipe) -> str:
    units = "-".join(map(str, recipe.hidden_units)) or "no hidden layer"
    words = [units, f"{recipe.rows:,} rows"]
    if recipe.activation != "relu" and recipe.hidden_units:
        words.append(ACTIVATIONS[recipe.activation].label)
    if recipe.loss != "categorical_crossentropy":
        words.append(LOSSES[recipe.loss].label)
    if "min_max" not in recipe.preprocessing:
        words.append("not scaled")
    if "shuffle_pixels" in recipe.preprocessing:
        words.append("shuffled pixels")
    if recipe.initializer != "glorot_uniform":
        words.append(INITIALIZERS[recipe.initializer].label)
    if recipe.validation_split != 0.2:
        words.append(f"validation {recipe.validation_split:g}")
    if recipe.dropout and recipe.hidden_units:
        words.append(f"dropout {recipe.dropout:g}")
    if recipe.l2:
        words.append(f"L2 {recipe.l2:g}")
    words += [
        f"{OPTIMIZERS[recipe.optimizer].label} {recipe.learning_rate:g}",
        f"batch {recipe.batch_size}",
        f"seed {recipe.seed}",
    ]
    return ", ".join(words)
