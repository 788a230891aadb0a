"""Early stopping against the installed Keras callback, and the facts that the page tells."""

from __future__ import annotations

import math
import random
from types import SimpleNamespace

import pytest

from components.concepts.early_stopping import (
    EarlyStoppingRule,
    epoch_label,
    improves,
    replay,
    stop_of_walk,
    stopping_map,
    walk,
)
from tests.keras_child import InKeras

VALUES = (0.1, 0.2, 0.3, 0.30000001, 0.5, 0.5 - 1e-9, 0.7, 1.0, math.nan, math.inf)


def rule(**settings: object) -> EarlyStoppingRule:
    return EarlyStoppingRule(**{"restore_best_weights": True, **settings})


def losses(*values: float) -> dict[str, list[float]]:
    return {"val_loss": list(values)}


def test_defaults_are_those_of_keras() -> None:
    assert EarlyStoppingRule() == EarlyStoppingRule("val_loss", 0.0, 0, "auto", None, False, 0)


def test_an_equal_value_does_not_count() -> None:
    result = replay(losses(0.5, 0.5, 0.5), rule(patience=2))
    assert result.stopped_epoch == 2
    assert result.best_epoch == 0


def test_it_compares_with_the_best_and_not_with_the_epoch_before() -> None:
    assert replay(losses(0.5, 0.9, 0.8, 0.7), rule(patience=3)).stopped_epoch == 3


def test_restores_the_last_improvement_which_need_not_be_the_lowest() -> None:
    result = replay(losses(1.0, 0.9, 0.88, 0.87), rule(min_delta=0.05, patience=9))
    assert result.weights_epoch == 1
    assert result.stopped_epoch is None


def test_restores_although_the_stop_never_came() -> None:
    assert replay(losses(0.3, 0.5, 0.6), rule(patience=9)).weights_epoch == 0


def test_keeps_the_last_weights_unless_asked() -> None:
    assert replay(losses(0.3, 0.5, 0.6), EarlyStoppingRule(patience=9)).weights_epoch == 2


def test_patience_0_and_1_are_alike() -> None:
    history = losses(0.5, 0.4, 0.6, 0.7)
    first, second = (replay(history, rule(patience=patience)) for patience in (0, 1))
    assert (
        (first.stopped_epoch, first.weights_epoch) == (second.stopped_epoch, second.weights_epoch) == (2, 1)
    )


def test_a_hit_sets_wait_back() -> None:
    ledger = replay(losses(0.5, 0.6, 0.4, 0.6, 0.7), rule(patience=2)).ledger
    assert [row.wait for row in ledger] == [0, 1, 0, 1, 2]
    assert [row.kind for row in ledger] == ["hit", "miss", "hit", "miss", "stop"]


def test_warm_up_is_neither_compared_nor_stored() -> None:
    result = replay(losses(0.1, 0.5, 0.6), rule(start_from_epoch=1, patience=9))
    assert result.weights_epoch == 1
    assert replay(losses(0.1, 0.2), rule(start_from_epoch=5)).weights_epoch == 1


def test_an_improving_run_below_its_baseline_never_stops() -> None:
    assert replay(losses(0.9, 0.8, 0.7, 0.6), rule(baseline=0.1, patience=1)).stopped_epoch is None


def test_the_comparison_is_made_in_single_precision() -> None:
    assert not improves(0.1 - 1e-9, 0.1, rule())
    assert improves(0.1 - 1e-7, 0.1, rule())


def test_a_missing_metric_never_stops_and_spends_no_patience() -> None:
    result = replay({"loss": [0.5, 0.6, 0.7]}, rule(patience=1))
    assert result.stopped_epoch is None
    assert result.weights_epoch == 2
    assert {row.wait for row in result.ledger} == {0}


def test_a_first_value_that_is_not_a_number_poisons_the_best() -> None:
    assert replay(losses(math.nan, 0.5, 0.4), rule(patience=2)).stopped_epoch == 2


def test_an_unknown_direction_is_refused() -> None:
    with pytest.raises(ValueError, match="direction"):
        replay({"f1": [0.1]}, EarlyStoppingRule(monitor="f1"))
    assert replay({"f1": [0.1, 0.2]}, EarlyStoppingRule(monitor="f1", mode="max")).best_epoch == 1


@pytest.mark.parametrize(
    "settings",
    [{"patience": -1}, {"patience": 1.5}, {"mode": "up"}, {"min_delta": math.nan}, {"start_from_epoch": -2}],
)
def test_what_keras_could_not_use_is_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(settings))):
        EarlyStoppingRule(**settings)


def test_an_empty_history_has_no_epoch() -> None:
    result = replay({}, rule())
    assert (result.weights_epoch, result.stopped_epoch, result.ledger) == (None, None, ())


def test_epochs_are_printed_from_one() -> None:
    assert epoch_label(7) == 8


def test_the_map_agrees_with_single_replays() -> None:
    generator = random.Random(1)
    history = losses(*(generator.random() for _ in range(50)))
    patiences, min_deltas = range(20), [k / 50 for k in range(10)]
    answer = stopping_map(history, rule(), patiences=patiences, min_deltas=min_deltas)
    for row, min_delta in enumerate(min_deltas):
        for column, patience in enumerate(patiences):
            single = replay(history, rule(patience=patience, min_delta=min_delta))
            assert answer.stopped_epoch[row, column] == (
                -1 if single.stopped_epoch is None else single.stopped_epoch
            )
            assert answer.weights_epoch[row, column] == single.weights_epoch


def test_one_walk_serves_every_patience() -> None:
    history = losses(0.5, 0.6, 0.4, 0.7, 0.8, 0.9)
    ledger = walk(history, rule())
    assert [stop_of_walk(ledger, patience) for patience in (1, 2, 3, 4)] == [1, 4, 5, None]


class Oracle:
    """What the real callback does with a history, on a stand-in for a model."""

    def __init__(self, settings: EarlyStoppingRule, values: list[float]) -> None:
        import dataclasses

        import keras

        callback = keras.callbacks.EarlyStopping(**dataclasses.asdict(settings))
        metric = settings.monitor.removeprefix("val_")
        self.weights = None
        self.epoch = -1
        model = SimpleNamespace(
            stop_training=False,
            get_weights=lambda: self.epoch,
            set_weights=self._set,
            metrics=[] if metric == "loss" else [_Compiled()],
        )
        callback.set_model(model)
        callback.on_train_begin()
        for epoch, value in enumerate(values):
            self.epoch = self.weights = epoch
            callback.on_epoch_end(epoch, {settings.monitor: value})
            if model.stop_training:
                break
        self.stopped = callback.stopped_epoch if model.stop_training else None
        callback.on_train_end()

    def _set(self, epoch: int) -> None:
        self.weights = epoch


class _Compiled:
    """Stands for a compiled accuracy, whose direction the callback asks for."""

    name, _direction = "accuracy", "up"


def endings(cases: list[tuple[EarlyStoppingRule, list[float]]]) -> list[tuple[int | None, int | None]]:
    """The epochs at which the real callback stops and whose weights it leaves."""
    oracles = [Oracle(settings, values) for settings, values in cases]
    return [(oracle.stopped, oracle.weights) for oracle in oracles]


@pytest.mark.keras
def test_replay_is_the_callback_on_random_histories(in_keras: InKeras) -> None:
    generator = random.Random(0)
    cases = []
    for _ in range(700):
        values = [generator.choice(VALUES) for _ in range(generator.randint(1, 12))]
        settings = EarlyStoppingRule(
            monitor="val_loss",
            min_delta=generator.choice((0.0, 0.0, 0.1, 0.25)),
            patience=generator.randint(0, 4),
            mode=generator.choice(("auto", "min", "max")),
            baseline=generator.choice((None, None, 0.4)),
            restore_best_weights=generator.random() < 0.7,
            start_from_epoch=generator.choice((0, 0, 2)),
        )
        cases.append((settings, values))
    for (settings, values), ending in zip(cases, in_keras(endings, cases), strict=True):
        result = replay({"val_loss": values}, settings)
        assert (result.stopped_epoch, result.weights_epoch) == ending, (settings, values)
