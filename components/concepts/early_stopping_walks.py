"""The walks of an early-stopping rule for several `min_delta`, from which any `patience` can be counted.

How far `wait` has counted does not depend on `patience`; so a picture that has the walk of each `min_delta`
answers every rule by looking up and counting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from components.concepts.early_stopping import EarlyStoppingRule, History, walk

LETTERS = {"hit": "h", "hit below baseline": "b", "miss": "m", "warm-up": "w", "missing": "-"}


@dataclass(frozen=True)
class MinDeltaWalk:
    """What a rule counts after each epoch if nothing stops it.

    Attributes:
        min_delta: of the rule.
        best: the best value so far; None before there is one.
        wait: how many misses in a row.
        kinds: one letter an epoch, see `LETTERS`.
    """

    min_delta: float
    best: tuple[float | None, ...]
    wait: tuple[int, ...]
    kinds: str


def walks(history: History, rule: EarlyStoppingRule, min_deltas: Sequence[float]) -> list[MinDeltaWalk]:
    """The walk of the rule for each `min_delta`."""
    found = []
    for min_delta in min_deltas:
        ledger = walk(history, replace(rule, min_delta=min_delta))
        best, wait = tuple(row.best for row in ledger), tuple(row.wait for row in ledger)
        found.append(MinDeltaWalk(min_delta, best, wait, "".join(LETTERS[row.kind] for row in ledger)))
    return found
