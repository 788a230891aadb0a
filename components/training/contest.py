"""A contest: a table, what the contestants did on its folds so far, and how they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from components.concepts.binary_scores import guessing
from components.concepts.fold_interval import (
    FoldInterval,
    PairedComparison,
    fold_interval,
    share_of_gap_closed,
)
from components.datasets.tables import Table
from components.training.trial import Trial, TrialResult
from components.training.trial_summary import SCORES, FoldScores, Metric, fold_scores

# The contestants, in the order of the rows; "made" is there when features are picked.
ROWS: Mapping[str, str] = {
    "logistic": "logistic regression",
    "made": "logistic regression + yours",
    "network": "MLP",
    "trees": "gradient-boosted trees",
}


@dataclass(frozen=True)
class Contest:
    """A table and its contestants.

    Attributes:
        table: the rows.
        results: name in `ROWS` -> its folds so far, perhaps none; all on the same folds.
        features: texts of the features that the visitor made.
    """

    table: Table
    results: Mapping[str, TrialResult]
    features: tuple[str, ...] = ()

    @property
    def trials(self) -> dict[str, Trial]:
        """Name in `ROWS` -> the model that competes."""
        return {name: result.trial for name, result in self.results.items()}

    @property
    def own_table(self) -> Table | None:
        """The table, if a visitor brought it: what a request carries along."""
        return None if self.table.shipped else self.table

    @property
    def begun(self) -> tuple[str, ...]:
        """The contestants with at least one fold, in the order of the rows."""
        return tuple(name for name in ROWS if name in self.results and self.results[name].folds)

    @property
    def complete(self) -> bool:
        """Whether every contestant has done every fold."""
        return all(result.complete for result in self.results.values())


@dataclass(frozen=True, eq=False)
class Standing:
    """A contest, scored.

    Attributes:
        contest: whose results these are.
        score: the score that is asked for.
        scores: name in `ROWS` -> the scores of its folds.
    """

    contest: Contest
    score: Metric
    scores: Mapping[str, FoldScores]

    def values(self, name: str) -> np.ndarray:
        """(seeds x folds,) scores of a contestant, NaN for a fold that is not done."""
        return self.scores[name].values[self.score.name]

    def interval(self, name: str) -> FoldInterval | None:
        """Mean and interval of a contestant; None for fewer than two folds."""
        return self.scores[name].interval(self.score.name)

    def against(self, first: str, second: str) -> PairedComparison | None:
        """Compare two on the folds that both have done; None for fewer than two."""
        return self.scores[first].against(self.scores[second], self.score.name)

    def done(self, *names: str) -> bool:
        """Whether these have done every fold."""
        return all(name in self.scores and not np.isnan(self.values(name)).any() for name in names)

    @cached_property
    def share_closed(self) -> float | None:
        """How much of the gap to the MLP the made features closed; None without a gap or before the end."""
        if not self.done("logistic", "made", "network"):
            return None
        sign = -1.0 if self.score.lower_is_better else 1.0
        place = self.scores["logistic"]
        rows = (sign * self.values(name) for name in ("logistic", "made", "network"))
        return share_of_gap_closed(*rows, place.n_train, place.n_test)

    @cached_property
    def shares_of_folds(self) -> tuple[float, float] | None:
        """The least and the largest share of the gap that the made features closed in a fold."""
        if self.share_closed is None:
            return None
        plain, made, network = (self.values(name) for name in ("logistic", "made", "network"))
        gaps = network - plain
        shares = (made - plain)[gaps != 0] / gaps[gaps != 0]
        return float(shares.min()), float(shares.max())

    @cached_property
    def guess(self) -> float:
        """The score of always answering the larger class, with its share as the probability."""
        return getattr(guessing(self.contest.table.target), self.score.name)

    @property
    def larger(self) -> str:
        """The name of the larger class, raw."""
        zeros, ones = self.contest.table.counts
        return self.contest.table.class_names[int(ones > zeros)]

    @property
    def no_better_than_guessing(self) -> tuple[str, ...]:
        """Contestants that have done every fold and do not clearly beat always answering the larger class."""
        return tuple(name for name in self.scores if self.done(name) and not self._beats_guessing(name))

    def _beats_guessing(self, name: str) -> bool:
        sign = -1.0 if self.score.lower_is_better else 1.0
        gains = sign * (self.values(name) - self.guess)
        if len(gains) < 2:
            return bool(gains.mean() > 0)
        place = self.scores[name]
        return fold_interval(gains, place.n_train, place.n_test).low > 0

    @property
    def ranked(self) -> tuple[str, ...]:
        """Contestants with at least one fold, the best mean first."""
        begun = [name for name in self.scores if not np.isnan(self.values(name)).all()]
        sign = 1.0 if self.score.lower_is_better else -1.0
        return tuple(sorted(begun, key=lambda name: sign * float(np.nanmean(self.values(name)))))

    @property
    def folds(self) -> int:
        """Folds of all seeds."""
        return len(self.values("logistic"))


def standing(contest: Contest, score: str) -> Standing:
    """Score every fold that is done, in the way that is asked for."""
    scores = {name: fold_scores(result, contest.table) for name, result in contest.results.items()}
    return Standing(contest, SCORES[score], scores)
