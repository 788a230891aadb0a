"""The recorded depth study: whole, small, and saying what the page says of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from components.concepts.activations import ACTIVATIONS
from components.concepts.initializers import INITIALIZERS
from components.concepts.optimizers import OPTIMIZERS
from components.training import depth_study
from components.training.depth_study import AXES, EPOCHS, LEARNING_RATES, PATH, STARTS, STUDIED, cells, load


def test_the_recording_is_whole_and_small() -> None:
    study = load()
    assert study.loss.shape == study.accuracy.shape == (*(len(axis) for axis in AXES), EPOCHS)
    assert np.isfinite(study.loss).all()
    assert ((study.accuracy >= 0) & (study.accuracy <= 1)).all()
    assert study.machine["keras"]
    assert PATH.stat().st_size < 500_000
    assert len(list(cells())) == study.loss[..., 0].size == 192


def test_its_names_are_in_the_registries() -> None:
    assert set(STUDIED) <= set(ACTIVATIONS)
    assert set(STARTS) <= set(INITIALIZERS)
    assert set(LEARNING_RATES) <= set(OPTIMIZERS)


def test_what_the_page_says_of_it() -> None:
    def final(activation: str, optimizer: str, start: str) -> np.ndarray:
        return load().final_accuracies(activation, optimizer, start).mean(axis=1)

    assert (final("sigmoid", "sgd", "glorot_uniform")[1:] < 0.12).all()
    adam = final("sigmoid", "adam", "glorot_uniform")
    assert adam[1] > 0.9
    assert adam[2] < 0.25
    assert final("relu", "sgd", "glorot_uniform")[3] == pytest.approx(0.62, abs=0.01)
    assert final("relu", "sgd", "he_uniform")[3] == pytest.approx(0.91, abs=0.01)
    assert final("tanh", "sgd", "glorot_uniform")[3] > 0.94
    assert final("tanh", "adam", "glorot_uniform")[3] > 0.93
    he = final("relu", "adam", "he_uniform")
    assert (he[1], he[3]) == pytest.approx((0.98, 0.94), abs=0.005)


def test_saved_and_read_again(tmp_path: Path) -> None:
    study = load()
    again = load(study.save(tmp_path / "study.npz"))
    np.testing.assert_array_equal(study.loss, again.loss)
    assert again.machine == study.machine


def test_a_missing_or_foreign_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="make recordings"):
        load(tmp_path / "none.npz")
    study = load()
    short = depth_study.DepthStudy(study.loss[:1], study.accuracy[:1], 1.0, {})
    with pytest.raises(ValueError, match="expected"):
        load(short.save(tmp_path / "short.npz"))
