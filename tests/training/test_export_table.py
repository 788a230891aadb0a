"""The code of a contest prepares rows as the app does, and builds the networks that it trained."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pytest

from components.concepts.folds import stratified_folds
from components.datasets.registry import DATASETS
from components.datasets.table_entries import TABLE_ENTRIES
from components.datasets.tables import Table, load
from components.training.contest import Contest
from components.training.export_table import keras_lines
from components.training.fold_inputs import fold_inputs
from components.training.table_recordings import recorded_contest
from components.training.table_trials import TABLES, first_trial
from components.training.trial import TrialResult
from tests.training.tables import own_table, own_trial

# Kinds of features that the fields' own do not have, and that the made ones have to be tried with.
MORE_KINDS = {
    "pima": ("squares", "products", "log(insulin)", "bins(bmi,4)"),
    "phoneme": ("bins(harmonic_2,6)",),
    "breast_cancer": ("products",),
}


def every_kind(dataset: str) -> tuple[str, ...]:
    """Features of a table: those of its field, and of further kinds."""
    return (*(entry.text for entry in TABLE_ENTRIES[dataset].field_features), *MORE_KINDS.get(dataset, ()))


def contest_of(dataset: str, features: tuple[str, ...], **network) -> Contest:
    trials = {
        "logistic": first_trial("logistic", dataset),
        "made": first_trial("logistic", dataset, features=features),
        "network": first_trial("network", dataset, **network),
    }
    return Contest(load(dataset), {name: TrialResult(trial, ()) for name, trial in trials.items()}, features)


def run_preparation(code: str, table: Table, monkeypatch: pytest.MonkeyPatch) -> dict:
    """Run the code up to the models."""
    if table.shipped:
        monkeypatch.chdir(DATASETS[table.name].path.parent)
    lines = [
        line
        for line in code.split("# Logistic regression")[0].splitlines()
        if not re.search("keras|tensorflow", line)
    ]
    names = {"x": table.values.copy(), "y": table.target.astype(float)}
    exec("\n".join(lines), names)
    return names


@pytest.mark.parametrize("dataset", TABLES)
def test_the_inputs_are_those_of_the_app(dataset, monkeypatch):
    table, features = load(dataset), every_kind(dataset)
    found = run_preparation(keras_lines(contest_of(dataset, features)), table, monkeypatch)
    train, test = stratified_folds(table.target, 5, 0)[0]
    np.testing.assert_array_equal(found["train"], train)
    np.testing.assert_array_equal(found["test"], test)
    plain = fold_inputs(table, (), train).of(table.values)
    np.testing.assert_allclose(found["x_mlp"], plain, rtol=1e-4, atol=1e-5)
    made = fold_inputs(table, features, train).of(table.values)
    assert found["x_logistic"].shape == made.shape
    ours, theirs = (np.sort(x[test[:50]], axis=1) for x in (found["x_logistic"], made))  # another order
    np.testing.assert_allclose(ours, theirs, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("dataset", TABLES)
def test_the_networks_are_those_that_were_trained(dataset):
    contest = recorded_contest(dataset)
    code = keras_lines(contest)
    inputs = len(contest.results["network"].folds[0].inputs)
    assert re.findall(r"Input\(shape=\((\d+),\)\)", code) == [str(inputs)] * 2
    widths = [inputs, *contest.trials["network"].hidden_units, 1]
    counted = sum((a + 1) * b for a, b in pairwise(widths))
    assert counted == contest.results["network"].folds[0].parameters
    compile(code, "lesson", "exec")


def test_made_features_are_inputs_of_logistic_regression_alone():
    code = keras_lines(contest_of("magic", ("squares", "products")))
    assert re.findall(r"Input\(shape=\((\d+),\)\)", code) == ["65", "10"]


def test_settings_of_the_network_are_in_its_code():
    code = keras_lines(contest_of("pima", ("age^2",), hidden_units=(8, 4), dropout=0.2, early_stopping=True))
    assert code.count("layers.Dropout(0.2)") == 2
    assert "EarlyStopping(patience=5" in code
    assert "validation_split=0.1" in code
    bare = keras_lines(contest_of("pima", ("age^2",), hidden_units=()))
    assert "EarlyStopping" not in bare
    assert "layers.Dense(64" not in bare


def test_an_own_table_is_named_by_its_columns(monkeypatch):
    table = own_table()
    trials = {kind: own_trial(table, kind) for kind in ("logistic", "network")}
    contest = Contest(table, {name: TrialResult(trial, ()) for name, trial in trials.items()})
    code = keras_lines(contest)
    compile(code, "lesson", "exec")
    found = run_preparation(code, table, monkeypatch)
    train = stratified_folds(table.target, trials["network"].folds, 0)[0][0]
    np.testing.assert_allclose(found["x_mlp"], fold_inputs(table, (), train).of(table.values), atol=1e-5)
