"""What was made here, for where the visitor works: notebook, script, .keras, TensorBoard, CSV.

Everything is written when its button is pressed. What is set (the notebook and the script train it) and the
run on the screen (of which there are weights and a history) need not be the same, and are told apart.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from components import text
from components.concepts.early_stopping import EarlyStoppingRule, replay
from components.datasets.registry import DATASETS
from components.datasets.toys import OwnPoints
from components.text import Lesson
from components.training.engine import Engine
from components.training.export import to_script
from components.training.export_notebook import NotebookWords, to_notebook
from components.training.recipe import Recipe
from components.training.request import TrainingRequest
from components.training.run import TrainingRun
from components.training.runs_csv import history_csv, runs_csv
from components.training.tensorboard_log import to_zip
from components.training.worker_keras_file import keras_file
from components.ui.engine import engine
from components.ui.kit import visit_runs


@dataclass(frozen=True)
class Wanted:
    """What is set on a page.

    Attributes:
        recipe: what to train.
        rule: that stops the `fit` of script and notebook.
        own_points: the visitor's points, if the recipe is for them.
    """

    recipe: Recipe
    rule: EarlyStoppingRule | None = None
    own_points: OwnPoints | None = None


def take_home(
    lesson: Lesson,
    wanted: Wanted,
    run: TrainingRun,
    rule: EarlyStoppingRule | None = None,
    *,
    disabled: bool = False,
) -> None:
    """Draw the menu.

    Args:
        lesson: of the page.
        wanted: what is set.
        run: what is on the screen, with its weights if they were kept.
        rule: says which weights of that run are kept; None: the last.
        disabled: while a training is under way.
    """
    stem = lesson.stem
    set_name, name = (f"layerwise_{_named(recipe)}" for recipe in (wanted.recipe, run.recipe))
    with st.popover("Take home", icon=":material/download:", key=f"{stem}.take_home", disabled=disabled):
        st.markdown("**What is set**, to train it elsewhere: the same numbers on the same kind of processor.")
        with st.container(horizontal=True, gap="small"):
            notebook = partial(_notebook, lesson, wanted, _link(), engine())
            _button(f"{stem}.notebook", "Notebook", notebook, f"{set_name}.ipynb")
            script = partial(to_script, wanted.recipe, wanted.rule, wanted.own_points)
            _button(f"{stem}.script", "Keras script", script, f"{set_name}.py")
        other = "" if run.digest == wanted.recipe.digest else " It is not the one that is set."
        which = f"{run.epochs} epochs, seed {run.recipe.seed}, recipe `{run.digest[:12]}`"
        st.markdown(f"**The run on the screen**: {which}.{other}")
        if run.snapshots:
            epoch = _choose_epoch(stem, run, rule)
            model = partial(_keras, engine(), run, epoch)
            words = "For `keras.models.load_model`, Netron, ... A worker writes it, which takes a moment."
            _button(f"{stem}.keras", "Model (.keras)", model, f"{name}_epoch{epoch}.keras", words)
        with st.container(horizontal=True, gap="small"):
            _button(f"{stem}.csv", "History (.csv)", partial(history_csv, run), f"{name}.csv")
            log = partial(to_zip, run, time.time() - run.seconds)
            words = "Unpack it, then `tensorboard --logdir` its folder."
            _button(f"{stem}.tensorboard", "TensorBoard log", log, f"{name}_log.zip", words)
        seen = visit_runs.seen()
        label = f"All runs of this visit ({len(seen)} so far)"
        _button(f"{stem}.all_csv", label, partial(runs_csv, seen), "layerwise_runs.csv")


def _named(recipe: Recipe) -> str:
    """What tells the files of one recipe from those of another."""
    return f"{recipe.dataset}_seed{recipe.seed}_{recipe.digest[:12]}"


def _button(key: str, label: str, make: Callable[[], str | bytes], file: str, words: str = "") -> None:
    st.download_button(label, make, file_name=file, key=key, help=words or None, on_click="ignore")


def _choose_epoch(stem: str, run: TrainingRun, rule: EarlyStoppingRule | None) -> int:
    """After which epoch the weights are wanted: one of those that were kept."""
    epochs = [int(epoch) for epoch in run.snapshot_epochs]
    named = {0: "before training", epochs[-1]: f"epoch {epochs[-1]}, the last"}
    chosen = epochs[-1]
    if rule is not None and run.ending != "diverged":
        kept = replay(run.lists, rule).weights_epoch + 1
        if kept in epochs:
            named[kept], chosen = f"epoch {kept}, kept by the rule", kept
    return st.selectbox(
        "Weights",
        epochs,
        index=epochs.index(chosen),
        format_func=lambda epoch: named.get(epoch, f"epoch {epoch}"),
        key=f"{stem}.keras_epoch_{run.digest[:12]}_{chosen}",
    )


def _keras(runner: Engine, run: TrainingRun, epoch: int) -> bytes:
    """The .keras file of an epoch, from a worker."""
    weights = tuple(array for layer in run.weights(epoch) for array in (layer.kernel, layer.bias))
    return runner.fetch(f"keras-{run.digest}-{epoch}", keras_file, run.recipe, weights)


def _notebook(lesson: Lesson, wanted: Wanted, link: str, runner: Engine) -> str:
    recipe, rule = wanted.recipe, wanted.rule
    prose = text.load("take_home")
    kind = "points" if DATASETS[recipe.dataset].small else recipe.dataset
    names = ("start", "data", "model", "training", "chart", "expect")
    words = {name: prose[f"{kind}.{name}"] for name in names}
    recorded = runner.find(TrainingRequest(recipe, rule, own_points=wanted.own_points))
    return to_notebook(recipe, NotebookWords(lesson.title, words, link), rule, wanted.own_points, recorded)


def _link() -> str:
    """The address of this page as it is set."""
    parameters = {key: st.query_params.get_all(key) for key in st.query_params}
    asked = urlencode(parameters, doseq=True)
    return f"{st.context.url}?{asked}" if st.context.url and asked else st.context.url or ""
