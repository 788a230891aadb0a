"""Runs on the disk: what is kept, what is found, what happens to bad files and full disks."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from components.training.recipe import Recipe
from components.training.recordings import RECORDINGS
from components.training.run import RunFormatError, TrainingRun
from components.training.store import RECORDED, RunStore
from tests.training.made import made_run

RECIPE = Recipe(hidden_units=(4,), rows=1000)
MOST_BYTES = 12e6


def make_run(epochs: int = 3, recipe: Recipe = RECIPE) -> TrainingRun:
    return made_run(recipe, epoch_seconds=np.full(epochs, 0.5))


@pytest.fixture
def store(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path / "runs", tmp_path / "recorded")


def test_a_run_survives_the_disk(store: RunStore) -> None:
    run = make_run()
    assert store.keep(run) == ""
    found = store.find(RECIPE)
    assert found is not None
    assert found.recipe == run.recipe
    assert found.lists == run.lists
    for epoch in (0, 3):
        networks = (found.weights(epoch).to_arrays(), run.weights(epoch).to_arrays())
        for mine, theirs in zip(*networks, strict=True):
            np.testing.assert_array_equal(mine, theirs)
    with pytest.raises(KeyError, match="not kept"):
        found.weights(2)


def test_not_a_number_survives_too(store: RunStore) -> None:
    run = make_run()
    run.history["loss"][-1] = np.nan
    store.keep(replace(run, ending="diverged"))
    found = store.find(RECIPE)
    assert found is not None
    assert np.isnan(found.history["loss"][-1])


def test_the_longest_recording_wins(store: RunStore) -> None:
    for epochs in (3, 5, 4):
        store.keep(make_run(epochs))
        found = store.find(RECIPE.with_epochs(1))
        assert found is not None
    assert found.epochs == 5


def test_a_history_serves_only_who_asks_for_no_weights(store: RunStore) -> None:
    light = replace(RECIPE, keep="history")
    store.keep(make_run(recipe=light))
    assert store.find(RECIPE) is None
    assert store.find(light) is not None


def test_runs_are_found_by_the_beginning_of_their_digest(store: RunStore) -> None:
    store.keep(make_run())
    found = store.by_digest(RECIPE.digest[:12])
    assert found is not None
    assert found.digest == RECIPE.digest
    for unknown in ("0" * 12, RECIPE.digest[:11], "../../etc/passwd", "*" * 12, ""):
        assert store.by_digest(unknown) is None


@pytest.mark.parametrize("damage", [lambda b: b[: len(b) // 2], lambda b: b"", lambda b: b"PK" + bytes(100)])
def test_a_damaged_file_is_set_aside_and_said(
    store: RunStore, caplog: pytest.LogCaptureFixture, damage
) -> None:
    store.keep(make_run())
    (path,) = store.directory.glob("*.npz")
    path.write_bytes(damage(path.read_bytes()))
    with caplog.at_level(logging.WARNING):
        assert store.find(RECIPE) is None
    assert "set aside" in caplog.text
    assert list(store.directory.glob("*.damaged"))
    assert store.keep(make_run()) == ""
    assert store.find(RECIPE) is not None


def test_a_foreign_file_is_not_taken_for_a_run(store: RunStore) -> None:
    store.keep(make_run())
    (path,) = store.directory.glob("*.npz")
    other = Recipe(seed=99)
    path.rename(path.with_name(f"{other.digest}.npz"))
    assert store.find(other) is None
    with pytest.raises(RunFormatError):
        TrainingRun.load(RECORDED / "depth_study.npz")


def test_a_directory_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    store = RunStore(blocked / "runs", tmp_path / "recorded")
    assert "not kept" in store.keep(make_run())
    assert not list(tmp_path.glob("**/*.part"))


def test_the_beginning_of_a_run_is_the_shorter_training() -> None:
    run = make_run(5)
    short = run.first_epochs(2)
    assert short.epochs == short.recipe.epochs == 2
    assert short.snapshot_epochs.tolist() == [0]
    assert short.lists["loss"] == run.lists["loss"][:2]


@pytest.mark.parametrize("recording", RECORDINGS.values(), ids=lambda r: r.name)
def test_every_recording_ships_and_can_be_read(recording) -> None:
    run = RunStore(Path("nowhere")).find(recording.recipe)
    assert run is not None
    assert run.epochs == recording.recipe.epochs
    assert run.test_predictions.shape == (run.epochs, 10_000)


def test_the_recordings_stay_small() -> None:
    assert 0 < sum(path.stat().st_size for path in RECORDED.iterdir()) < MOST_BYTES


def test_few_large_runs_stay_in_memory_and_the_last_one_always(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("components.training.store.SMALL_BYTES", 0)
    recipes = [replace(RECIPE, seed=seed) for seed in range(3)]
    monkeypatch.setattr("components.training.store.MOST_BYTES", 2.5 * make_run(recipe=RECIPE).bytes)
    store = RunStore(tmp_path / "runs", tmp_path / "recorded")
    for recipe in recipes:
        store.keep(make_run(recipe=recipe))
    first, second, third = (store.find(recipe) for recipe in recipes)
    assert store.find(recipes[2]) is third
    assert store.find(recipes[1]) is second
    assert store.find(recipes[0]) is not first  # it was the oldest of three, and two have room
    monkeypatch.setattr("components.training.store.MOST_BYTES", 1)
    store = RunStore(tmp_path / "runs", tmp_path / "recorded")
    assert store.find(recipes[0]) is store.find(recipes[0]) is not None


def test_many_who_ask_at_once_read_a_run_once(store: RunStore, monkeypatch) -> None:
    store.keep(make_run())
    read, reads = TrainingRun.load, []
    monkeypatch.setattr(TrainingRun, "load", lambda path: reads.append(path) or read(path))
    fresh = RunStore(store.directory, store.recorded)
    with ThreadPoolExecutor(8) as visitors:
        found = list(visitors.map(lambda _: fresh.find(RECIPE), range(16)))
    assert len(reads) == 1
    assert all(run is found[0] for run in found)
