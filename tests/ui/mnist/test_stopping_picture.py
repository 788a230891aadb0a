import json
from dataclasses import replace

import numpy as np
import pytest

from components.concepts.early_stopping import METRICS, OFFERED, EarlyStoppingRule
from components.training.recordings import RECORDINGS
from components.training.store import RunStore
from components.ui.mnist.stopping_picture import (
    MIN_DELTAS,
    PictureOptions,
    picture_data,
    read_drag,
)

OPTIONS = PictureOptions(epochs=30, progress=None, compare=None, alt="loss and accuracy")
LARGEST_PATIENCE = OFFERED["patience"].most
RULE = EarlyStoppingRule(patience=3, restore_best_weights=True)


def history_of(name):
    run = RunStore().find(RECORDINGS[name].recipe)
    assert run is not None
    return run.lists


@pytest.mark.parametrize(
    "values",
    [[], [0.5], [np.nan, 0.4, 0.3], [0.5, np.nan, np.inf, 0.4, 0.6], [None, 0.5, None, 0.6, 0.7]],
    ids=str,
)
def test_odd_histories_are_json(values):
    history = {"loss": values, "val_loss": values}
    json.dumps(picture_data(history, RULE, OPTIONS), allow_nan=False)


def test_what_json_lacks_becomes_null():
    sent = picture_data({"loss": np.array([0.123456789, np.nan, np.inf])}, None, OPTIONS)
    assert sent["history"] == {"loss": [0.123457, None, None]}
    assert sent["rule"] is None
    assert "walks" not in sent


def test_a_rule_brings_its_own_min_delta_and_the_reasons_for_it():
    history = history_of("mnist_12k")
    sent = picture_data(history, replace(RULE, min_delta=-0.0123), OPTIONS)
    snaps = [walk["min_delta"] for walk in sent["walks"]]
    assert snaps == sorted({*MIN_DELTAS, 0.0123})
    assert sent["rule"]["min_delta"] == 0.0123
    assert len(sent["reasons"]) == len(history["val_loss"])
    assert "0.0123" in sent["reasons"][1]


def test_a_second_run_comes_with_its_label():
    other = history_of("mnist_48k")
    sent = picture_data({}, None, replace(OPTIONS, compare=("48,000 rows", other)))
    assert sent["compare"]["label"] == "48,000 rows"
    assert set(sent["compare"]["history"]) == set(METRICS)


@pytest.mark.parametrize(("patience", "min_delta"), [(0, 0), (5, 0.02), (LARGEST_PATIENCE, 1)])
def test_a_drag_is_read(patience, min_delta):
    assert read_drag({"patience": patience, "min_delta": min_delta, "at": 1}) == (patience, float(min_delta))


@pytest.mark.parametrize(
    "payload",
    [
        None,
        "5",
        [5, 0.1],
        {},
        {"patience": 5},
        {"patience": -1, "min_delta": 0},
        {"patience": LARGEST_PATIENCE + 1, "min_delta": 0},
        {"patience": 2.5, "min_delta": 0},
        {"patience": True, "min_delta": 0},
        {"patience": "5", "min_delta": 0},
        {"patience": 5, "min_delta": -0.1},
        {"patience": 5, "min_delta": 1.1},
        {"patience": 5, "min_delta": float("nan")},
        {"patience": 5, "min_delta": None},
        {"patience": 5, "min_delta": True},
    ],
    ids=str,
)
def test_nonsense_is_ignored(payload):
    assert read_drag(payload) is None
