"""A visitor's file scores what scikit-learn's own pipeline scores, on the same folds."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import pytest

from components.concepts.folds import stratified_folds
from components.datasets.csv_reader import read_csv
from components.datasets.csv_table import to_table
from components.datasets.csv_target import likely_target
from components.datasets.dataset import FILES
from components.training.trial import OWN_TABLE, Trial
from components.training.worker_fold import train_fold

pytestmark = pytest.mark.keras
FOLDS = 3


def passengers() -> bytes:
    """600 made-up passengers: words, gaps, a fare in pounds, an id, and who came home."""
    stream = np.random.default_rng(0)
    rows = ["PassengerId,Class,Sex,Age,Fare,Survived"]
    for number in range(600):
        sex, place = ("male", "female")[int(stream.random() < 0.4)], int(stream.integers(1, 4))
        age = stream.normal(32, 12)
        luck = 1.5 * (sex == "female") - 0.7 * place + 0.02 * (30 - age) + stream.normal(0.8, 1)
        told = "" if number % 6 == 0 else f"{age:.0f}"
        rows.append(
            f"{number + 1},class {place},{sex},{told},£{stream.gamma(2, 20 / place):.2f},{int(luck > 0)}"
        )
    return "\n".join(rows).encode()


FILES_OF_PEOPLE = {
    "passengers": passengers(),
    "pima": (FILES / "pima.csv").read_bytes(),
    "breast_cancer": (FILES / "breast_cancer.csv").read_bytes(),
}


def of_the_app(content: bytes) -> float:
    raw = read_csv(content, "file.csv")
    table = to_table(raw, raw.columns[likely_target(raw)])
    trial = Trial(OWN_TABLE, "logistic", brought=table.digest, folds=FOLDS)
    folds = [train_fold(trial, table, place) for place in trial.tasks]
    return float(np.mean([((f.probabilities >= 0.5) == table.target[f.test_rows]).mean() for f in folds]))


def of_scikit_learn(content: bytes) -> float:
    from sklearn.compose import make_column_selector, make_column_transformer
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    frame = pd.read_csv(io.BytesIO(content)).drop(columns="PassengerId", errors="ignore")
    if "Fare" in frame:
        frame["Fare"] = frame["Fare"].str.removeprefix("£").astype(float)
    target = frame.pop(frame.columns[-1]).to_numpy()
    numbers = make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler())
    words = make_pipeline(OneHotEncoder(drop="if_binary", sparse_output=False), StandardScaler())
    columns = make_column_transformer(
        (numbers, make_column_selector(dtype_include="number")),
        (words, make_column_selector(dtype_exclude="number")),
    )
    model = make_pipeline(columns, LogisticRegression(max_iter=2_000))
    right = []
    for training, test in stratified_folds(target, FOLDS, 0):
        model.fit(frame.iloc[training], target[training])
        right.append((model.predict(frame.iloc[test]) == target[test]).mean())
    return float(np.mean(right))


@pytest.mark.parametrize("name", FILES_OF_PEOPLE)
def test_logistic_regression_is_as_right_as_scikit_learns_pipeline(name: str, in_keras) -> None:
    content = FILES_OF_PEOPLE[name]
    assert abs(in_keras(of_the_app, content) - of_scikit_learn(content)) < 0.01
