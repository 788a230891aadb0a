"""What a trial is, and how its recording comes back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from components.training import trial_store
from components.training.recipe import RecipeError
from components.training.trial import KINDS, FoldResult, Trial, TrialResult


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda k: k.name)
def test_only_what_matters_to_a_kind_is_in_its_digest(kind) -> None:
    plain = Trial("pima", kind.name)
    changes = {
        "l2": 3.0,
        "features": ("glucose^2",),
        "hidden_units": (8,),
        "activation": "tanh",
        "dropout": 0.5,
        "epochs": 7,
        "early_stopping": True,
    }
    for name, value in changes.items():
        assert (replace(plain, **{name: value}).digest != plain.digest) == (name in kind.needs), name
    for name, value in {"folds": 3, "seeds": 2, "rows": 100, "dataset": "magic"}.items():
        assert replace(plain, **{name: value}).digest != plain.digest


def test_the_order_of_features_does_not_matter() -> None:
    first, second = (Trial("pima", "logistic", features=f) for f in (("a^2", "b^2"), ("b^2", "a^2", "a^2")))
    assert first.digest == second.digest


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"dataset": "iris"}, "dataset is 'iris'"),
        ({"dataset": "own"}, "dataset is 'own'"),
        ({"kind": "magic"}, "kind is 'magic'"),
        ({"l2": -1.0}, "l2 is -1"),
        ({"l2": float("nan")}, "l2 is nan"),
        ({"folds": 1}, "folds is 1"),
        ({"kind": "network", "hidden_units": (1000,)}, "1000 units"),
        ({"kind": "network", "activation": "step"}, "activation is 'step'"),
        ({"features": tuple(f"a>={n}" for n in range(99))}, "99 features"),
    ],
)
def test_what_cannot_be_tried_is_refused_in_a_sentence(settings: dict, says: str) -> None:
    with pytest.raises(RecipeError, match=says):
        Trial(**{"dataset": "pima", "kind": "logistic", **settings})


def test_a_recording_comes_back(tmp_path: Path) -> None:
    trial = Trial("pima", "logistic", folds=2)
    random = np.random.default_rng(0)
    folds = tuple(
        FoldResult(
            trial.digest, 0, fold, np.arange(fold, 10, 2), random.uniform(size=5), 0.8, 1.5, 3, 7,
            random.normal(size=2), ("a", "b"), random.normal(size=(2, 1)),
        )
        for fold in range(2)
    )  # fmt: skip
    with pytest.raises(ValueError, match="1 of 2 folds"):
        trial_store.record(TrialResult(trial, folds[:1]), tmp_path)
    trial_store.record(TrialResult(trial, folds), tmp_path)
    found = trial_store.find(trial, tmp_path)
    assert found.complete
    assert found.trial == trial
    for mine, kept in zip(folds, found.folds, strict=True):
        np.testing.assert_allclose(kept.probabilities, mine.probabilities, atol=1e-3)
        np.testing.assert_allclose(kept.kernel, mine.kernel, atol=1e-3)
        assert (kept.parameters, kept.inputs, kept.fold) == (mine.parameters, mine.inputs, mine.fold)
    assert trial_store.find(replace(trial, l2=2.0), tmp_path) is None
