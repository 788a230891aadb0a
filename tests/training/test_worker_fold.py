"""The models on the folds, with the real Keras and scikit-learn, in a process of their own."""

from __future__ import annotations

import random
import threading
import warnings

import numpy as np
import pytest

from components.concepts.folds import stratified_folds
from components.concepts.made_features import fit_inputs
from components.datasets import tables
from components.training.comparison import ComparisonRequest
from components.training.engine import Engine
from components.training.trial import FoldResult, Trial, TrialResult
from components.training.worker_fold import fewer_rows
from components.training.worker_networks import Stack, sequential
from tests.keras_child import InKeras
from tests.training.test_engine import ended

pytestmark = pytest.mark.keras
FOLDS = 2
# A table and a strength of L2. Without one, a plane parts the classes of breast_cancer: the best weights are
# infinite, and each solver ends elsewhere.
COMPARED = (("pima", 0.0), ("phoneme", 1.0), ("breast_cancer", 1.0))


def run(engine: Engine, *trials: Trial, table: tables.Table | None = None) -> list[TrialResult]:
    view = ended(engine, engine.train(ComparisonRequest(trials, table), "ann"))
    assert view.state == "finished", view.problem
    return [TrialResult.gather(trial, view.results) for trial in trials]


def accuracies(result: TrialResult, table: tables.Table) -> np.ndarray:
    return np.array(
        [((fold.probabilities > 0.5) == table.target[fold.test_rows]).mean() for fold in result.folds]
    )


def accuracies_of_scikit_learn() -> dict[tuple[str, float], list[float]]:
    """Accuracy of scikit-learn's logistic regression on each fold, by table and strength of L2."""
    from sklearn.linear_model import LogisticRegression

    warnings.simplefilter("ignore")  # without a penalty it does not always converge
    found = {}
    for name, strength in COMPARED:
        table = tables.load(name)
        model = LogisticRegression(C=1 / strength if strength else 1e12, max_iter=5000)
        found[name, strength] = []
        for training, test in stratified_folds(table.target, FOLDS, 0):
            x = fit_inputs(table.values[training], table.columns).of(table.values)
            model.fit(x[training], table.target[training])
            found[name, strength].append((model.predict(x[test]) == table.target[test]).mean())
    return found


def test_logistic_regression_agrees_with_scikit_learn(keras_engine: Engine, in_keras: InKeras) -> None:
    scikit_learn = in_keras(accuracies_of_scikit_learn)
    assert tuple(scikit_learn) == COMPARED
    for (dataset, strength), theirs in scikit_learn.items():
        (mine,) = run(keras_engine, Trial(dataset, "logistic", l2=strength, folds=FOLDS))
        found = accuracies(mine, tables.load(dataset))
        assert abs(found.mean() - np.mean(theirs)) < 0.01, (dataset, strength)
        assert np.abs(found - theirs).max() <= 0.011, (dataset, strength)  # three rows of a fold of 284


def test_all_four_contestants_answer_for_every_row(keras_engine: Engine) -> None:
    table = tables.load("pima")
    small = {"hidden_units": (16,), "epochs": 30, "l2": 10.0, "folds": FOLDS}
    trials = (
        Trial("pima", "logistic", folds=FOLDS),
        Trial("pima", "logistic", features=("glucose>=140", "squares"), folds=FOLDS),
        Trial("pima", "network", **small),
        Trial("pima", "network", early_stopping=True, dropout=0.2, **small),
        Trial("pima", "trees", folds=FOLDS),
    )
    for result in run(keras_engine, *trials):
        rows = np.concatenate([fold.test_rows for fold in result.folds])
        assert sorted(rows.tolist()) == list(range(table.rows))
        assert accuracies(result, table).mean() > 0.68
        assert result.folds[0].importance.argmax() == table.columns.index("glucose")
        assert result.folds[0].parameters > 8


def weights_drawn_twice() -> list[list[np.ndarray]]:
    """Weights and seeds of one network, built twice while another thread draws random numbers."""
    ended = threading.Event()

    def draw_on() -> None:
        while not ended.is_set():
            random.random()

    def weights() -> list[np.ndarray]:
        model = sequential(13, Stack((64, 64), 1, "relu", l2=0.01, dropout=0.2), seed=3)
        return [*model.get_weights(), *(np.array(part.seed_generator.state) for part in model.layers[1::2])]

    other = threading.Thread(target=draw_on)
    other.start()
    try:
        return [weights(), weights()]
    finally:
        ended.set()
        other.join()


def test_another_thread_that_draws_numbers_does_not_change_the_start(in_keras: InKeras) -> None:
    first, second = in_keras(weights_drawn_twice)
    assert len(first) > 6
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one, other)


def folds_backwards(trials: tuple[Trial, ...]) -> list[list[FoldResult]]:
    """The folds of each trial, trained backwards by a process that has done other things before."""
    request = ComparisonRequest(trials)
    parts = [request.train_part(number) for number in reversed(range(request.parts))]
    return [[part for part in reversed(parts) if part.trial == trial.digest] for trial in trials]


def test_neither_the_worker_nor_the_order_of_the_folds_changes_a_number(
    keras_engine: Engine, in_keras: InKeras
) -> None:
    small = {"hidden_units": (8,), "epochs": 4, "dropout": 0.2, "folds": 2}
    trials = (
        Trial("pima", "logistic", folds=2),
        Trial("pima", "network", **small),
        Trial("pima", "trees", folds=2),
    )
    for first, second in zip(run(keras_engine, *trials), in_keras(folds_backwards, trials), strict=True):
        for one, other in zip(first.folds, second, strict=True):
            np.testing.assert_array_equal(one.test_rows, other.test_rows)
            np.testing.assert_array_equal(one.probabilities, other.probabilities)
            np.testing.assert_array_equal(one.kernel, other.kernel)


@pytest.mark.parametrize("kind", ["logistic", "network"])
def test_a_copy_of_the_target_in_the_test_rows_alone_teaches_nothing(keras_engine: Engine, kind: str) -> None:
    target = np.arange(120) % 2
    noise, column = np.random.default_rng(1).normal(size=(2, 120))
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
