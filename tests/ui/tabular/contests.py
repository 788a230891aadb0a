"""Contests with made-up answers, and an engine that gives them at once."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from components.concepts.folds import stratified_folds
from components.datasets.tables import Table, load
from components.training.comparison import ComparisonRequest
from components.training.contest import Contest
from components.training.jobs import JobView
from components.training.trial import Trial, TrialResult
from tests.training.made import made_fold

SURE = {"logistic": 0.75, "made": 0.85, "network": 0.9, "trees": 0.92}  # how often each is right


def answers(trial: Trial, table: Table, *, right: float, folds: int | None = None) -> TrialResult:
    """A result that is right in so many of a hundred rows, the same ones first for everybody."""
    found = []
    for seed, fold in trial.tasks[:folds]:
        test = stratified_folds(table.target, trial.folds, seed)[fold][1]
        luck = np.random.default_rng(fold).random(len(test))
        truth = table.target[test]
        probabilities = np.where(luck < right + 0.01 * fold, 0.8, 0.3)
        found.append(
            made_fold(
                trial,
                table,
                (seed, fold),
                test,
                np.where(truth == 1, probabilities, 1 - probabilities),
                train_accuracy=right,
                kernel=np.ones((len(table.columns), 1 if trial.kind == "logistic" else 4)),
            )
        )
    return TrialResult(trial, tuple(found))


def trial(name: str, dataset: str = "pima", **more: object) -> Trial:
    """A contestant, with features if it is the made one."""
    kind = "logistic" if name == "made" else name
    features = ("squares",) if name == "made" else ()
    return Trial(dataset, kind, features=features, **more)


def contest(*names: str, right: dict[str, float] | None = None, folds: int | None = None) -> Contest:
    """A contest on Pima between these."""
    table = load("pima")
    sure = SURE | (right or {})
    results = {name: answers(trial(name), table, right=sure[name], folds=folds) for name in names}
    return Contest(table, results, ("squares",) if "made" in names else ())


class InstantEngine:
    """Answers a comparison when it is asked for, or keeps it under way with some parts done."""

    problem, ready = "", True

    def __init__(self, parts: int | None = None) -> None:
        self.parts = parts  # done of each comparison; None: all
        self.asked: list[ComparisonRequest] = []
        self.left: list[str] = []

    def train(self, request: ComparisonRequest, viewer: str) -> str:
        self.asked.append(request)
        return request.key

    def view(self, key: str) -> JobView:
        request = next(request for request in reversed(self.asked) if request.key == key)
        results = [
            answers(part, request.table, right=0.8).folds[part.tasks.index((seed, fold))]
            for part, seed, fold in request.order[: self.parts]
        ]
        over = len(results) == request.parts
        state = "finished" if over else "training"
        return JobView(
            request, key, state, results=tuple(results), left=7.0, share=len(results) / request.parts
        )

    def leave(self, key: str, viewer: str) -> None:
        self.left.append(key)

    def under_way(self, request: ComparisonRequest) -> str | None:
        return None

    def forecast(self, request: ComparisonRequest) -> SimpleNamespace:
        return SimpleNamespace(place=1, wait=0.0, seconds=2.0 * request.parts)
