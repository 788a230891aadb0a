"""What the recordings say together, and sentences of the page that rest on them or on the tables."""

from __future__ import annotations

import numpy as np
import pytest

from components.datasets.table_entries import TABLE_ENTRIES
from components.datasets.tables import load
from components.training.contest import standing
from components.training.table_recordings import recorded_contest, recorded_range
from components.training.table_trials import TABLES
from components.training.trial_summary import SCORES


def now(dataset: str, score: str = "accuracy", features: tuple[str, ...] = ()):
    return standing(recorded_contest(dataset, features), score)


@pytest.mark.parametrize("dataset", TABLES)
def test_every_first_contest_and_every_single_feature_is_recorded(dataset):
    assert recorded_contest(dataset).complete
    for feature in TABLE_ENTRIES[dataset].field_features:
        assert recorded_contest(dataset, (feature.text,)).complete
    with pytest.raises(LookupError, match="no recording of made"):
        recorded_contest(dataset, ("nothing",))


@pytest.mark.parametrize("dataset", TABLES)
@pytest.mark.parametrize("score", SCORES)
def test_the_range_holds_every_recorded_fold_and_interval(dataset, score):
    low, high = recorded_range(dataset)[score]
    found = now(dataset, score, ("squares", "products"))
    for name in found.scores:
        assert low <= min(found.interval(name).low, *found.values(name))
        assert high >= max(found.interval(name).high, *found.values(name))


def test_what_the_page_says_of_deep_learning_on_these_tables():
    for small in ("pima", "breast_cancer"):
        assert now(small).against("network", "logistic").better is None
    assert now("phoneme").against("trees", "network").better == "first"
    magic = now("magic")
    assert magic.against("network", "logistic").better == "first"
    assert magic.against("trees", "logistic").better == "first"
    assert magic.against("trees", "network").better is None


def test_a_share_of_the_gap_lies_between_those_of_its_folds():
    magic = now("magic", features=("squares", "products"))
    least, most = magic.shares_of_folds
    assert least < magic.share_closed < most
    assert now("pima", features=("squares",)).shares_of_folds is None


@pytest.mark.parametrize("dataset", TABLES)
def test_what_ships_beats_guessing(dataset):
    found = now(dataset)
    zeros, ones = load(dataset).counts
    assert found.guess == pytest.approx(max(zeros, ones) / (zeros + ones))
    assert found.no_better_than_guessing == ()
    assert found.larger == load(dataset).class_names[int(ones > zeros)]


def column(dataset: str, name: str) -> tuple[np.ndarray, np.ndarray]:
    table = load(dataset)
    return table.values[:, table.columns.index(name)], table.target


def test_reasons_of_features_are_true_of_the_tables():
    length, gamma = column("magic", "length")
    width, _ = column("magic", "width")
    assert 16 < np.percentile(length, 99) / np.percentile(length, 1) < 18
    assert (width == 0).any()
    thin = width / length
    assert gamma[thin <= np.quantile(thin, 0.1)].mean() < gamma.mean() - 0.1
    fourth, oral = column("phoneme", "harmonic_4")
    assert oral[fourth >= np.quantile(fourth, 7 / 8)].mean() > 0.5
    assert oral[fourth <= np.quantile(fourth, 1 / 8)].mean() < 0.35
    fifth, _ = column("phoneme", "harmonic_5")
    assert (
        min(oral[fifth >= np.quantile(fifth, 0.95)].mean(), oral[fifth <= np.quantile(fifth, 0.05)].mean())
        > 0.5
    )
