"""Make the recordings that ship with the app: `make recordings`, or `python -m components.training.record`.

Each is a real training, kept in `recorded/` under its recipe's digest. What is recorded already is left
alone; delete a file to make it anew.
"""

from __future__ import annotations

import sys

from components.training import depth_study, probes
from components.training.probes import Probes
from components.training.recipe import Recipe
from components.training.recordings import RECORDINGS
from components.training.request import TrainingRequest
from components.training.store import RunStore
from components.training.toy_recipes import recorded_recipes
from components.training.worker_depth_study import record_depth_study
from components.training.worker_job import train_request
from components.training.worker_preload import prepare_keras
from components.training.worker_probe import probe_layers, probe_pixels


def record(recipes: tuple[Recipe, ...]) -> None:
    """Train what is not recorded yet, in this process, and say what was done."""
    store = RunStore()
    missing = [recipe for recipe in recipes if not _is_recorded(store, recipe)]
    if missing:
        prepare_keras()
    for recipe in missing:
        run = train_request(TrainingRequest(recipe))
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
            found = probe_layers(run.weights(epoch), recipe.activation, recipe.preprocessing)
            layers[run.digest, epoch] = found
            print(f"probes of {run.digest[:12]} after epoch {epoch}: {found}")
    print(f"{Probes(probe_pixels(), layers).save().name}: {len(layers)} networks")


def _is_recorded(store: RunStore, recipe: Recipe) -> bool:
    return any(store.recorded.glob(f"{recipe.digest}*.npz"))


if __name__ == "__main__":
    record_study()
    RECIPES = tuple(recording.recipe for recording in RECORDINGS.values())
    record((*RECIPES, *recorded_recipes()))
    sys.exit(record_probes(RECIPES))
