"""What the shipped trials of a table say together: the first contest, and the range of the scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from components.datasets.tables import load
from components.training import trial_store
from components.training.contest import Contest
from components.training.table_trials import first_trial, recorded_trials
from components.training.trial import KINDS
from components.training.trial_summary import SCORES, fold_scores


def recorded_contest(dataset: str, features: Sequence[str] = ()) -> Contest:
    """The contest of a shipped table at its first settings, from the recordings.

    Args:
        dataset: name of the table.
        features: what the row of made features has; without any there is no such row.

    Raises:
        LookupError: if one of the trials does not ship.
    """
    trials = {kind: first_trial(kind, dataset) for kind in KINDS}
    if features:
        trials["made"] = first_trial("logistic", dataset, features=tuple(features))
    results = {name: trial_store.find(trial) for name, trial in trials.items()}
    if missing := [name for name, result in results.items() if result is None]:
        raise LookupError(f"{dataset}: no recording of {', '.join(missing)}.")
    return Contest(load(dataset), results, tuple(features))


@cache
def recorded_range(dataset: str) -> Mapping[str, tuple[float, float]]:
    """Of every score the lowest and the highest of a fold or end of an interval in a table's shipped trials.

    Returns:
        Name in `SCORES` -> lowest and highest.
    """
    table = load(dataset)
    found = [trial_store.find(trial) for trial in recorded_trials() if trial.dataset == dataset]
    scored = [fold_scores(result, table) for result in found if result is not None]
    ranges = {}
    for score in SCORES:
        intervals = [scores.interval(score) for scores in scored]
        ends = [end for interval in intervals if interval for end in (interval.low, interval.high)]
        values = [*np.concatenate([scores.values[score] for scores in scored]), *ends]
        ranges[score] = (float(min(values)), float(max(values)))
    return ranges
