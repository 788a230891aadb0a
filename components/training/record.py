"""Make the recordings that ship with the app: `make recordings`, or `python -m components.training.record`.

Each is a real training, kept in `recorded/` under its recipe's digest. What is recorded already is left
alone; delete a file to make it anew.
"""

from __future__ import annotations

import sys

from components.training import depth_study
from components.training.recipe import Recipe
from components.training.recordings import RECORDINGS
from components.training.store import RunStore
from components.training.worker import train
from components.training.worker_depth_study import record_depth_study
from components.training.worker_preload import prepare_keras


def record(recipes: tuple[Recipe, ...]) -> None:
    """Train what is not recorded yet, in this process, and say what was done."""
    store = RunStore()
    missing = [recipe for recipe in recipes if not _is_recorded(store, recipe)]
    if missing:
        prepare_keras()
    for recipe in missing:
        run = train(recipe)
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


def _is_recorded(store: RunStore, recipe: Recipe) -> bool:
    return any(store.recorded.glob(f"{recipe.digest}*.npz"))


if __name__ == "__main__":
    record_study()
    sys.exit(record(tuple(recording.recipe for recording in RECORDINGS.values())))
