import json
from dataclasses import replace

import numpy as np
import pytest

from components.charts.theme import THEMES
from components.concepts.early_stopping import EarlyStoppingRule, replay
from components.concepts.early_stopping_walks import walks
from components.training.recordings import RECORDINGS
from components.training.store import RunStore
from components.ui.mnist.stopping_picture import (
    LARGEST_PATIENCE,
    METRICS,
    MIN_DELTAS,
    PictureOptions,
    picture_data,
    read_drag,
)

OPTIONS = PictureOptions(epochs=30, progress=None, compare=None, alt="loss and accuracy")
LIGHT = THEMES["light"]
RULE = EarlyStoppingRule(patience=3, restore_best_weights=True)


def history_of(name):
    run = RunStore().find(RECORDINGS[name].recipe)
    assert run is not None
    return run.lists


def counted(walk, patience, *, restores):
    """Stop and kept epoch as the browser counts them."""
    stop = next(
        (
            epoch
            for epoch, kind in enumerate(walk.kinds)
            if epoch > 0 and kind == "m" and walk.wait[epoch] >= patience
        ),
        None,
    )
    last = len(walk.kinds) - 1 if stop is None else stop
    if last < 0:
        return None, None
    hits = [epoch for epoch in range(last + 1) if walk.kinds[epoch] in "hb"]
    return stop, hits[-1] if restores and hits else last


def assert_counts_like_replay(history, rule):
    for walk in walks(history, rule, MIN_DELTAS):
        for patience in range(21):
            answer = replay(history, replace(rule, patience=patience, min_delta=walk.min_delta))
            expected = (answer.stopped_epoch, answer.weights_epoch)
            assert counted(walk, patience, restores=rule.restore_best_weights) == expected


@pytest.mark.parametrize("restores", [True, False])
@pytest.mark.parametrize("name", RECORDINGS)
def test_counting_in_a_walk_is_replay(name, restores):
    history = history_of(name)
    for monitor in METRICS:
        assert_counts_like_replay(history, EarlyStoppingRule(monitor, restore_best_weights=restores))


@pytest.mark.parametrize(
    "options",
    [{"start_from_epoch": 4}, {"baseline": 0.17}, {"baseline": 0.01}, {"start_from_epoch": 60}],
    ids=str,
)
def test_counting_with_warm_up_and_baseline_is_replay(options):
    assert_counts_like_replay(history_of("mnist_12k"), replace(RULE, **options))


@pytest.mark.parametrize(
    "values",
    [[], [0.5], [np.nan, 0.4, 0.3], [0.5, np.nan, np.inf, 0.4, 0.6], [None, 0.5, None, 0.6, 0.7]],
    ids=str,
)
def test_odd_histories_count_like_replay_and_are_json(values):
    history = {"loss": values, "val_loss": values}
    assert_counts_like_replay(history, RULE)
    json.dumps(picture_data(history, RULE, OPTIONS, LIGHT), allow_nan=False)


def test_what_json_lacks_becomes_null():
    sent = picture_data({"loss": np.array([0.123456789, np.nan, np.inf])}, None, OPTIONS, LIGHT)
    assert sent["history"] == {"loss": [0.123457, None, None]}
    assert sent["rule"] is None
    assert "walks" not in sent


def test_a_rule_brings_its_own_min_delta_and_the_reasons_for_it():
    history = history_of("mnist_12k")
    sent = picture_data(history, replace(RULE, min_delta=-0.0123), OPTIONS, LIGHT)
    snaps = [walk["min_delta"] for walk in sent["walks"]]
    assert snaps == sorted({*MIN_DELTAS, 0.0123})
    assert sent["rule"]["min_delta"] == 0.0123
    assert len(sent["reasons"]) == len(history["val_loss"])
    assert "0.0123" in sent["reasons"][1]


def test_a_second_run_comes_with_its_label():
    other = history_of("mnist_48k")
    sent = picture_data({}, None, replace(OPTIONS, compare=("48,000 rows", other)), LIGHT)
    assert sent["compare"]["label"] == "48,000 rows"
    assert set(sent["compare"]["history"]) == set(METRICS)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_colors_are_the_viewers(theme):
    colors = picture_data({}, None, OPTIONS, theme)["colors"]
    assert (colors["kept"], colors["stop"], colors["train"]) == (theme.kept, theme.stop, theme.train)


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
