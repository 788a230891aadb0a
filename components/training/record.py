"""Makes the recordings that ship with the app: `make recordings`, or `python -m components.training.record`.

Each is a real training, kept in `recorded/` under its recipe's digest. What is recorded already is left
alone; delete a file to make it anew.
"""

from __future__ import annotations

import sys

import numpy as np

from components.concepts.activations import ACTIVATIONS
from components.concepts.folds import stratified_folds
from components.concepts.gain_map import gain_map
from components.datasets import tables
from components.training import (
    circle_starts,
    depth_study,
    full_pass,
    gain_maps,
    learning_curve,
    probes,
    silencings,
    trial_store,
)
from components.training.checkpoint import checkpoint
from components.training.probes import Probes
from components.training.recipe import Recipe
from components.training.recordings import RECORDINGS
from components.training.request import TrainingRequest
from components.training.silencings import Silencings
from components.training.store import RunStore
from components.training.table_trials import (
    CURVE_KINDS,
    CURVE_TABLES,
    curve_trials,
    first_trial,
    recorded_trials,
)
from components.training.toy_recipes import recorded_recipes
from components.training.trial import Trial, TrialResult
from components.training.worker_depth_study import record_depth_study
from components.training.worker_fold import train_fold
from components.training.worker_preload import prepare_keras
from components.training.worker_probe import probe_layers, probe_pixels
from components.training.worker_seeds import accuracy_at_the_end


def record(recipes: tuple[Recipe, ...]) -> None:
    """Train what is not recorded yet, in this process, and say what was done."""
    store = RunStore()
    missing = [recipe for recipe in recipes if not _is_recorded(store, recipe)]
    if missing:
        prepare_keras()
    for recipe in missing:
        run = TrainingRequest(recipe).train_part()
        path = store.record(run)
        print(f"{path.name}: {run.epochs} epochs in {run.seconds:.0f} s, {path.stat().st_size / 1e6:.2f} MB")
    total = sum(path.stat().st_size for path in store.recorded.glob("*.npz"))
    print(f"{len(recipes)} recordings, {total / 1e6:.2f} MB in {store.recorded.name}/")


def record_study() -> None:
    """Train the depth study if it is not recorded yet; some minutes."""
    if depth_study.PATH.exists():
        return
    prepare_keras()
    study = record_depth_study()
    path = study.save()
    print(f"{path.name}: {study.seconds:.0f} s, {path.stat().st_size / 1e6:.2f} MB")


def record_gain_maps() -> None:
    """Measure the gain maps of the first seeds if they are not recorded yet; half a minute."""
    if gain_maps.PATH.exists():
        return
    maps = {(name, seed): gain_map(name, seed) for name in ACTIVATIONS for seed in gain_maps.SEEDS}
    print(f"{gain_maps.save(maps).name}: {len(maps)} maps")


def record_circle_starts() -> None:
    """Train small networks on the circle from many starts if they are not recorded yet; some minutes."""
    if circle_starts.PATH.exists():
        return
    prepare_keras()
    found = {}
    for activation, units in circle_starts.NETWORKS:
        recipes = [circle_starts.recipe(activation, units, seed) for seed in range(circle_starts.STARTS)]
        found[activation, units] = np.array([accuracy_at_the_end(TrainingRequest(r)) for r in recipes])
    print(f"{circle_starts.save(found).name}: {len(found)} networks, {circle_starts.STARTS} starts each")


def record_probes(recipes: tuple[Recipe, ...]) -> None:
    """Fit the probes of the recorded networks if they are not recorded yet; a minute or two."""
    if probes.PATH.exists():
        return
    layers = {}
    for recipe in recipes:
        run = RunStore().find(recipe)
        if run is None or not recipe.hidden_units:
            continue
        for epoch in probes.recorded_epochs(run):
            weights = run.weights(epoch).to_arrays()
            found = probe_layers(weights, recipe.activation, recipe.preprocessing)
            layers[run.digest, epoch] = found
            print(f"probes of {run.digest[:12]} after epoch {epoch}: {found}")
    print(f"{Probes(probe_pixels(), layers).save().name}: {len(layers)} networks")


def record_silencings(recipes: tuple[Recipe, ...]) -> None:
    """Silence units of the recorded networks if that is not recorded yet; half a minute."""
    if silencings.PATH.exists():
        return
    studies, curves, quarters = {}, {}, {}
    for recipe in recipes:
        run = RunStore().find(recipe)
        if run is None or not recipe.hidden_units or recipe.keep != "weights":
            continue
        for epoch in run.snapshot_epochs.tolist():
            network = checkpoint(run, epoch)
            passed, layers = full_pass.full_pass(network), range(len(recipe.hidden_units))
            studies[network.key] = tuple(full_pass.layer_study(network, passed, i) for i in layers)
            curves[network.key] = tuple(full_pass.silenced_curve(network, passed, i) for i in layers)
            quarters[network.key] = full_pass.without_a_quarter(network)
    print(f"{Silencings(studies, curves, quarters).save().name}: {len(curves)} networks")


def record_trials() -> None:
    """Train the trials on tables that are not recorded yet; some minutes."""
    missing = [trial for trial in recorded_trials() if trial_store.find(trial) is None]
    if missing:
        prepare_keras()
    for trial in missing:
        result = _run(trial)
        path = trial_store.record(result)
        seconds = sum(fold.seconds for fold in result.folds)
        print(f"{path.name}: {trial.kind} on {trial.dataset} in {seconds:.0f} s", flush=True)


def record_curves() -> None:
    """Train the learning curves if they are not recorded yet; some minutes."""
    if learning_curve.PATH.exists():
        return
    prepare_keras()
    curves = {}
    for dataset in CURVE_TABLES:
        table = tables.load(dataset)
        whole = tuple(first_trial(kind, dataset) for kind in CURVE_KINDS)
        smallest = min(len(training) for training, _ in stratified_folds(table.target, whole[0].folds, 0))
        results = [_run(trial) for trial in curve_trials(whole, smallest)]
        curves[dataset] = learning_curve.learning_curve(results, table)
        print(f"learning curves on {dataset}: {len(results)} trials", flush=True)
    learning_curve.save(curves)


def _run(trial: Trial) -> TrialResult:
    table = tables.load(trial.dataset)
    return TrialResult(trial, tuple(train_fold(trial, table, place) for place in trial.tasks))


def _is_recorded(store: RunStore, recipe: Recipe) -> bool:
    return any(store.recorded.glob(f"{recipe.digest}*.npz"))


if __name__ == "__main__":
    record_trials()
    record_curves()
    record_study()
    record_gain_maps()
    record_circle_starts()
    RECIPES = tuple(recording.recipe for recording in RECORDINGS.values())
    record((*RECIPES, *recorded_recipes()))
    record_silencings(RECIPES)
    sys.exit(record_probes(RECIPES))
