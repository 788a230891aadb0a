"""What a training is expected to take: more work takes longer, and what was measured counts."""

from __future__ import annotations

import pytest

from components.training.comparison import ComparisonRequest
from components.training.expected import Pace, fold_seconds
from components.training.table_trials import first_trial


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ((first_trial("trees", "pima"), 768), (first_trial("network", "pima"), 768)),
        ((first_trial("network", "pima"), 768), (first_trial("network", "pima", epochs=80), 768)),
        ((first_trial("network", "pima"), 768), (first_trial("network", "magic"), 19_020)),
        ((first_trial("network", "magic").on_rows(100), 19_020), (first_trial("network", "magic"), 19_020)),
    ],
)
def test_more_work_takes_longer(less: tuple, more: tuple) -> None:
    assert fold_seconds(*less) < fold_seconds(*more)


def test_what_a_comparison_took_is_expected_of_the_next_one() -> None:
    pace = Pace()
    first = ComparisonRequest((first_trial("logistic", "pima"), first_trial("network", "pima")))
    expected = first.expected_seconds(pace)
    assert expected == sum(5 * fold_seconds(trial, first.table.rows) for trial in first.trials)
    for _ in range(5):
        first.learn(pace, [None] * first.parts, 3 * expected)
    assert first.expected_seconds(pace) == pytest.approx(3 * expected, rel=0.1)
    twice = ComparisonRequest(tuple(first_trial(kind, "pima", seeds=2) for kind in ("logistic", "network")))
    assert twice.expected_seconds(pace) == pytest.approx(2 * first.expected_seconds(pace))
