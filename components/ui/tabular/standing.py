"""How the contestants stand, in numbers and in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from components.concepts.fold_interval import FoldInterval, Verdict, share_of_gap_closed
from components.training.trial_summary import SCORES, FoldScores, Score, fold_scores
from components.ui.tabular.contest import ROWS, Contest


@dataclass(frozen=True, eq=False)
class Standing:
    """A contest, scored.

    Attributes:
        contest: whose results these are.
        score: the score that is asked for.
        scores: name in `ROWS` -> the scores of its folds.
    """

    contest: Contest
    score: Score
    scores: Mapping[str, FoldScores]

    def values(self, name: str) -> np.ndarray:
        """(seeds x folds,) scores of a contestant, NaN for a fold that is not done."""
        return self.scores[name].values[self.score.name]

    def interval(self, name: str) -> FoldInterval | None:
        """Mean and interval of a contestant; None for fewer than two folds."""
        return self.scores[name].interval(self.score.name)

    def against(self, first: str, second: str) -> Verdict | None:
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

    @property
    def folds(self) -> int:
        """Folds of all seeds."""
        return len(self.values("logistic"))


def standing(contest: Contest, score: str) -> Standing:
    """Score every fold that is done, in the way that is asked for."""
    scores = {name: fold_scores(result, contest.table) for name, result in contest.results.items()}
    return Standing(contest, SCORES[score], scores)


def main_numbers(now: Standing) -> str:
    """Every contestant's mean and interval: "logistic regression 0.776 (0.743-0.809), MLP ..."."""
    parts = []
    for name in now.scores:
        found = now.interval(name)
        if found is None:
            first = now.values(name)[~np.isnan(now.values(name))]
            one = f"**{first[0]:.3f}** (1 of {now.folds} folds)" if len(first) else "not there yet"
            parts.append(f"{ROWS[name]} {one}")
            continue
        count = "" if found.count == now.folds else f", {found.count} of {now.folds} folds"
        parts.append(f"{ROWS[name]} **{found.mean:.3f}** ({found.low:.3f}-{found.high:.3f}{count})")
    return f"{now.score.label[:1].upper()}{now.score.label[1:]}: {', '.join(parts)}."


def verdict_sentence(now: Standing) -> str:
    """What follows of the MLP and logistic regression; "" before all folds are there."""
    found = now.against("network", "logistic")
    if found is None or not now.done("network", "logistic"):
        return ""
    return compare("the MLP", "logistic regression", found, now)


def compare(first: str, second: str, found: Verdict, now: Standing) -> str:
    """Say who is better, or that so many folds cannot tell."""
    count = found.difference.count
    difference = found.difference
    reach = f"{difference.mean:+.3f} ({difference.low:+.3f} to {difference.high:+.3f})"
    if found.better is None:
        return (
            f"Between {first} and {second} there is **no difference that {count} folds can show** "
            f"(difference in {now.score.label} {reach})."
        )
    better, worse = (first, second) if found.better == "first" else (second, first)
    said = f"{better[:1].upper()}{better[1:]} is **better than {worse}**"
    return f"{said}: difference in {now.score.label} {reach}."


def gap_sentence(now: Standing) -> str:
    """What the visitor's features did for the gap between logistic regression and the MLP."""
    if not now.done("logistic", "network"):
        return ""
    gap = now.against("network", "logistic")
    there_is_one = gap is not None and gap.better == "first"
    if "made" not in now.scores:
        return "" if there_is_one else f"There is **no gap to close** that {now.folds} folds can show."
    if not now.done("made"):
        return ""
    share = now.share_closed
    if share is None:
        found = now.against("made", "logistic")
        return (
            f"There is **no gap to close** that {now.folds} folds can show. "
            f"{compare('logistic regression with your features', 'without them', found, now)}"
        )
    if share < -0.005:
        return f"Your features **widened the gap** to the MLP, by {-100 * share:.0f} % of it."
    if share > 1.005:
        return f"You closed the gap to the MLP and went past it: **{100 * share:.0f} %** of the way."
    return f"You closed **{100 * share:.0f} %** of the gap to the MLP."
