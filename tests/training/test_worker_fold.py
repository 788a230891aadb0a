"""The models on the folds, with the real Keras and scikit-learn, in a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from components.concepts.folds import stratified_folds
from components.datasets import tables
from components.training.comparison import ComparisonRequest
from components.training.engine import Engine
from components.training.store import RunStore
from components.training.trial import Trial, TrialResult
from components.training.worker_fold import fewer_rows
from tests.training.conditions import wait_for
from tests.training.test_engine import ended

pytestmark = pytest.mark.keras
ROOT = Path(__file__).parents[2]


def run(engine: Engine, *trials: Trial, table: tables.Table | None = None) -> list[TrialResult]:
    view = ended(engine, engine.train(ComparisonRequest(trials, table), "ann"))
    assert view.state == "finished", view.problem
    return [TrialResult.gather(trial, view.results) for trial in trials]


def accuracies(result: TrialResult, table: tables.Table) -> np.ndarray:
    return np.array(
        [((fold.probabilities > 0.5) == table.target[fold.test_rows]).mean() for fold in result.folds]
    )


ORACLE = """
import json, warnings
import numpy as np
from sklearn.linear_model import LogisticRegression
from components.concepts.folds import stratified_folds
from components.concepts.made_features import fit_inputs
from components.datasets import tables
warnings.simplefilter("ignore")
found = {}
for name in ("pima", "breast_cancer", "phoneme"):
    table = tables.load(name)
    for strength in (0.0, 1.0):
        model = LogisticRegression(C=1 / strength if strength else 1e12, max_iter=5000)
        found[f"{name} {strength}"] = []
        for training, test in stratified_folds(table.target, 5, 0):
            x = fit_inputs(table.values[training], table.columns).of(table.values)
            model.fit(x[training], table.target[training])
            found[f"{name} {strength}"].append(float((model.predict(x[test]) == table.target[test]).mean()))
print(json.dumps(found))
"""


def test_logistic_regression_agrees_with_scikit_learn(keras_engine: Engine) -> None:
    oracle = subprocess.run(
        [sys.executable, "-c", ORACLE], cwd=ROOT, capture_output=True, text=True, timeout=200, check=True
    )
    for name, theirs in json.loads(oracle.stdout.strip().splitlines()[-1]).items():
        dataset, strength = name.split()
        if name == "breast_cancer 0.0":
            continue  # a plane parts the classes: the best weights are infinite, each solver ends elsewhere
        (mine,) = run(keras_engine, Trial(dataset, "logistic", l2=float(strength)))
        found = accuracies(mine, tables.load(dataset))
        assert abs(found.mean() - np.mean(theirs)) < 0.01, name
        assert np.abs(found - theirs).max() <= 0.014, name  # two rows of a fold of 153


def test_all_four_contestants_answer_for_every_row(keras_engine: Engine) -> None:
    table = tables.load("pima")
    small = {"hidden_units": (16,), "epochs": 30, "l2": 10.0}
    trials = (
        Trial("pima", "logistic"),
        Trial("pima", "logistic", features=("glucose>=140", "squares")),
        Trial("pima", "network", **small),
        Trial("pima", "network", early_stopping=True, dropout=0.2, **small),
        Trial("pima", "trees"),
    )
    for result in run(keras_engine, *trials):
        rows = np.concatenate([fold.test_rows for fold in result.folds])
        assert sorted(rows.tolist()) == list(range(table.rows))
        assert accuracies(result, table).mean() > 0.68
        assert result.folds[0].importance.argmax() == table.columns.index("glucose")
        assert result.folds[0].parameters > 8


TWICE = """
import random, threading
import numpy as np
from components.training.worker_networks import Stack, sequential
def draw_on():
    while True:
        random.random()
threading.Thread(target=draw_on, daemon=True).start()
def weights():
    model = sequential(13, Stack((64, 64), 1, "relu", l2=0.01, dropout=0.2), seed=3)
    return [*model.get_weights(), *(np.array(part.seed_generator.state) for part in model.layers[1::2])]
print(all(np.array_equal(one, other) for one, other in zip(weights(), weights(), strict=True)))
"""


def test_another_thread_that_draws_numbers_does_not_change_the_start() -> None:
    said = subprocess.run(
        [sys.executable, "-c", TWICE], cwd=ROOT, capture_output=True, text=True, timeout=200, check=True
    )
    assert said.stdout.split()[-1] == "True"


def test_one_worker_and_two_give_the_same_numbers(
    keras_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = {"hidden_units": (8,), "epochs": 4, "dropout": 0.2}
    trials = (Trial("pima", "logistic"), Trial("pima", "network", **small), Trial("pima", "trees"))
    alone = run(keras_engine, *trials)
    monkeypatch.setenv("LAYERWISE_WORKERS", "2")
    two = Engine(RunStore(tmp_path / "runs", tmp_path / "recorded")).start()
    try:
        wait_for(lambda: two._workers == 2, what="two workers")
        together = run(two, *trials)
    finally:
        two.close()
    for first, second in zip(alone, together, strict=True):
        for one, other in zip(first.folds, second.folds, strict=True):
            np.testing.assert_array_equal(one.probabilities, other.probabilities)
            np.testing.assert_array_equal(one.kernel, other.kernel)


@pytest.mark.parametrize("kind", ["logistic", "network"])
def test_a_copy_of_the_target_in_the_test_rows_alone_teaches_nothing(keras_engine: Engine, kind: str) -> None:
    random = np.random.default_rng(1)
    target = np.arange(120) % 2
    noise, column = random.normal(size=(2, 120))
    _, test = stratified_folds(target, 2, 0)[0]
    kernels = []
    for planted in (target[test], np.zeros(len(test)), np.full(len(test), np.nan)):
        column[test] = planted
        values = np.column_stack([noise, column])
        own = tables.Table("own", ("noise", "leak"), values, target, "y", ("no", "yes"), "a row")
        features = ("bins(leak,4)", "squares") if kind == "logistic" else ()
        settings = {"hidden_units": (4,), "epochs": 3, "features": features, "folds": 2}
        (result,) = run(keras_engine, Trial("own", kind, brought=own.digest, **settings), table=own)
        kernels.append(result.folds[0].kernel)
    np.testing.assert_array_equal(kernels[0], kernels[1])
    np.testing.assert_array_equal(kernels[0], kernels[2])


def test_fewer_rows_keep_both_classes_and_contain_each_other() -> None:
    target = (np.arange(200) % 10 == 0).astype(int)
    rows = np.arange(20, 200)
    few, more = fewer_rows(target, rows, 20, 3), fewer_rows(target, rows, 60, 3)
    assert target[few].sum() == 2
    assert set(few) < set(more) < set(rows)
    assert fewer_rows(target, rows, 500, 3) is rows
