"""Early stopping: when a training ends, and whose weights the model keeps.

`EarlyStoppingRule` has the names and defaults of `keras.callbacks.EarlyStopping`. The callback
changes nothing before it stops the training, so one recorded history answers every rule: `replay`
walks through the recorded values and reports what Keras would have done.

Epochs are counted from 0, as in Keras' `stopped_epoch`; `epoch_label` turns them into what Keras
prints ("Epoch 8: early stopping" is index 7).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any, Literal

import numpy as np

from components.concepts.bounds import Bounds

History = Mapping[str, Sequence[float | None]]
Kind = Literal["warm-up", "missing", "hit", "hit below baseline", "miss", "stop"]

METRICS = ("loss", "accuracy", "val_loss", "val_accuracy")  # of a training with validation rows
MODES = ("auto", "min", "max")
# What `mode="auto"` knows: the direction of each metric that a run can have.
DIRECTIONS = {"loss": "min", "accuracy": "max", "auc": "max"}


def _option(default: Any, *, offered: Bounds | tuple[str, ...] | None = None) -> Any:
    """An option of the rule, with Keras' default and with what the app offers of it."""
    return field(default=default, metadata={"offered": offered})


@dataclass(frozen=True)
class EarlyStoppingRule:
    """When to stop and what to keep; arguments and defaults are those of Keras 3.15.

    Controls, their bounds and the script follow from the fields: an option is added here, with its effect
    in `replay` and its word in the glossary.

    Raises:
        ValueError: for a value that Keras could not use, with what was given and what is expected.
    """

    monitor: str = _option("val_loss", offered=METRICS)
    min_delta: float = _option(0.0, offered=Bounds(0, 1))
    patience: int = _option(0, offered=Bounds(0, 50))
    mode: str = _option("auto", offered=MODES)
    baseline: float | None = _option(None, offered=Bounds(0, 100))
    restore_best_weights: bool = _option(False)
    start_from_epoch: int = _option(0, offered=Bounds(0, 99))

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            raise ValueError(f"mode is {self.mode!r}; it has to be one of {', '.join(MODES)}.")
        for option in fields(self):
            name, value = option.name, getattr(self, option.name)
            if option.type == "int":
                if isinstance(value, bool) or not isinstance(value, int) or value < 0:
                    raise ValueError(f"{name} is {value!r}; it has to be a whole number from 0 up.")
            elif option.type.startswith("float") and value is not None and not math.isfinite(value):
                raise ValueError(f"{name} is {value!r}; it has to be a finite number.")

    @property
    def direction(self) -> Literal["min", "max"]:
        """Whether a smaller ("min") or a larger ("max") value is better.

        Raises:
            ValueError: in mode "auto" for a metric whose direction nobody knows, as Keras does.
        """
        if self.mode != "auto":
            return self.mode
        metric = self.monitor.removeprefix("val_")
        if metric not in DIRECTIONS:
            raise ValueError(
                f"monitor is {self.monitor!r}, whose direction is not known: set mode to 'min' or 'max'."
            )
        return DIRECTIONS[metric]


# What a visitor may set of each option: bounds of a number, the words to choose from; None: on or off.
OFFERED = MappingProxyType({option.name: option.metadata["offered"] for option in fields(EarlyStoppingRule)})


@dataclass(frozen=True)
class LedgerRow:
    """What the callback noted at the end of one epoch.

    `best` is the best value so far and `wait` the number of misses in a row, both after the epoch.
    """

    epoch: int
    value: float | None
    best: float | None
    wait: int
    kind: Kind
    reason: str


@dataclass(frozen=True)
class Replay:
    """What Keras would have done with a rule on a recorded history. All epochs count from 0."""

    rule: EarlyStoppingRule
    stopped_epoch: int | None  # the last epoch run, if the rule stopped it; None: not reached
    best_epoch: int | None  # the last epoch that counted as an improvement
    weights_epoch: int | None  # whose weights the model ends with; None: no epoch was recorded
    ledger: tuple[LedgerRow, ...]  # one row an epoch, up to the stop

    @property
    def epochs_run(self) -> int:
        """How many epochs this rule lets run, of those recorded."""
        return len(self.ledger)

    @property
    def best(self) -> float | None:
        """The value of the monitored metric that the rule considers best."""
        return self.ledger[-1].best if self.ledger else None


def epoch_label(epoch: int) -> int:
    """Turn an index that counts from 0 into the epoch number that Keras prints."""
    return epoch + 1


def improves(value: float, reference: float | None, rule: EarlyStoppingRule) -> bool:
    """Tell whether `value` counts as better than `reference`, by strictly more than `min_delta`.

    Like Keras on TensorFlow, the difference is taken in double and compared in single precision.
    """
    if reference is None:
        return True
    delta = abs(rule.min_delta)
    with np.errstate(over="ignore"):
        if rule.direction == "min":
            return bool(np.float32(value + delta) < np.float32(reference))
        return bool(np.float32(value - delta) > np.float32(reference))


def walk(history: History, rule: EarlyStoppingRule) -> tuple[LedgerRow, ...]:
    """Go through the whole history as if the rule had endless patience.

    `wait` and `best` do not depend on `patience`, so one walk serves every value of it.
    """
    endless = replace(rule, patience=len(_monitored(history, rule)) + 1)
    return replay(history, endless).ledger


def replay(history: History, rule: EarlyStoppingRule) -> Replay:
    """Apply a rule to a recorded history.

    Args:
        history: metric name -> one value an epoch. None stands for a value that is missing.
        rule: the rule; its metric may be absent from the history, then it never stops.

    Raises:
        ValueError: if the rule's direction is not known.

    Source: `keras.callbacks.EarlyStopping` 3.15, with which it agrees on every history.
    """
    best: float | None = None
    reference: float | None = None  # the best before this epoch
    best_epoch: int | None = None
    kept_epoch: int | None = None
    stopped_epoch: int | None = None
    wait = 0
    ledger: list[LedgerRow] = []
    _ = rule.direction  # an unknown direction is refused even where there is nothing to compare
    for epoch, value in enumerate(_monitored(history, rule)):
        if value is None or epoch < rule.start_from_epoch:
            kind: Kind = "missing" if value is None else "warm-up"
        else:
            reference = best
            if kept_epoch is None:
                kept_epoch = epoch
            wait += 1
            if improves(value, best, rule):
                kind = "hit"
                best, best_epoch, kept_epoch = value, epoch, epoch
                if rule.baseline is None or improves(value, rule.baseline, rule):
                    wait = 0
                else:
                    kind = "hit below baseline"
            elif wait >= rule.patience and epoch > 0:
                kind, stopped_epoch = "stop", epoch
            else:
                kind = "miss"
        reason = _reason(rule, kind, value, reference, wait)
        ledger.append(LedgerRow(epoch, value, best, wait, kind, reason))
        if kind == "stop":
            break
    last = len(ledger) - 1 if ledger else None
    restores = rule.restore_best_weights and kept_epoch is not None
    return Replay(rule, stopped_epoch, best_epoch, kept_epoch if restores else last, tuple(ledger))


@dataclass(frozen=True)
class StoppingMap:
    """Every pair of `min_delta` and `patience` answered on one history.

    `stopped_epoch` and `weights_epoch` are (len(min_deltas), len(patiences)); `stopped_epoch` is -1
    where the recording ends before the rule stops.
    """

    patiences: tuple[int, ...]
    min_deltas: tuple[float, ...]
    stopped_epoch: np.ndarray
    weights_epoch: np.ndarray


def stopping_map(
    history: History,
    rule: EarlyStoppingRule,
    *,
    patiences: Sequence[int],
    min_deltas: Sequence[float],
) -> StoppingMap:
    """Replay a grid of rules that differ in `patience` and `min_delta`; one walk a `min_delta`."""
    shape = (len(min_deltas), len(patiences))
    stopped, kept = np.full(shape, -1), np.full(shape, -1)
    for row, min_delta in enumerate(min_deltas):
        ledger = walk(history, replace(rule, min_delta=min_delta))
        for column, patience in enumerate(patiences):
            end = stop_of_walk(ledger, patience)
            stopped[row, column] = -1 if end is None else end
            kept[row, column] = _weights_epoch(ledger, end, rule.restore_best_weights)
    return StoppingMap(tuple(patiences), tuple(min_deltas), stopped, kept)


def stop_of_walk(ledger: Sequence[LedgerRow], patience: int) -> int | None:
    """The epoch at which a rule with this patience stops; None if the walk ends before it."""
    for row in ledger:
        if row.kind == "miss" and row.wait >= patience and row.epoch > 0:
            return row.epoch
    return None


def _weights_epoch(ledger: Sequence[LedgerRow], end: int | None, restores: bool) -> int:
    last = len(ledger) - 1 if end is None else end
    if not restores:
        return last
    hits = [row.epoch for row in ledger[: last + 1] if row.kind.startswith("hit")]
    return hits[-1] if hits else last


def _monitored(history: History, rule: EarlyStoppingRule) -> list[float | None]:
    """The monitored values, filled up with None to the number of epochs that were run."""
    epochs = max((len(values) for values in history.values()), default=0)
    values = [None if v is None else float(v) for v in history.get(rule.monitor, ())]
    return values + [None] * (epochs - len(values))


def _reason(rule: EarlyStoppingRule, kind: Kind, value: float | None, best: float | None, wait: int) -> str:
    """Say in one sentence why the epoch counts as it does."""
    if kind == "missing":
        return f"no value of {rule.monitor}: neither compared nor counted"
    if kind == "warm-up":
        return f"warm-up: not compared before epoch {epoch_label(rule.start_from_epoch)}"
    if best is None:
        text = "the first value always counts"
    elif math.isnan(value):
        text = "not a number never counts as better"
    elif math.isnan(best):
        text = "nothing compares with a first value that is not a number"
    else:
        text = _comparison(rule, value, best, hit=kind.startswith("hit"))
    if kind == "hit below baseline":
        return f"{text}, but the baseline {rule.baseline:g} is not met: wait goes on to {wait}"
    if kind == "stop":
        return f"{text}: miss {wait}, patience used up"
    return f"{text}: wait is {wait}"


def _comparison(rule: EarlyStoppingRule, value: float, best: float, *, hit: bool) -> str:
    beats = "beats" if hit else "does not beat"
    margin = abs(rule.min_delta)
    by = f" by more than {margin:g}" if margin else ""
    return f"{value:.4f} {beats} {best:.4f}{by}"
