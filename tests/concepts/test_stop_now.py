import pytest

from components.concepts.early_stopping import EarlyStoppingRule
from components.concepts.stop_now import Ending, endings
from components.training.recordings import RECORDINGS
from components.training.store import RunStore

HISTORY = {"val_loss": [0.5, 0.3, 0.4, 0.35, 0.2]}
TEST = [0.8, 0.9, 0.91, 0.92, 0.95]
RULE = EarlyStoppingRule(patience=2, restore_best_weights=True)


def test_by_hand_by_the_rule_and_going_on() -> None:
    assert endings(HISTORY, TEST, RULE, 2) == (
        Ending("you", 2, 2, 0.91),
        Ending("rule", 3, 1, 0.9),
        Ending("on", 4, 4, 0.95),
    )


def test_a_rule_that_does_not_stop_still_restores() -> None:
    (rule, on) = endings(HISTORY, TEST, EarlyStoppingRule(patience=9, restore_best_weights=True), None)
    assert (rule.stop, rule.kept) == (4, 4)
    assert (on.stop, on.kept) == (4, 4)
    worse = {"val_loss": [0.5, 0.3, 0.4, 0.35, 0.6]}
    (rule, _) = endings(worse, TEST, EarlyStoppingRule(patience=9, restore_best_weights=True), None)
    assert (rule.stop, rule.kept) == (4, 1)


@pytest.mark.parametrize(
    ("rule", "you", "who"), [(None, 1, ["you", "on"]), (None, 5, ["on"]), (RULE, 5, ["rule", "on"])]
)
def test_who_did_not_stop_is_not_listed(rule, you, who) -> None:
    assert [ending.who for ending in endings(HISTORY, TEST, rule, you)] == who


def test_the_numbers_of_the_recording_that_the_page_opens_with() -> None:
    run = RunStore().find(RECORDINGS["mnist_12k"].recipe)
    rule = EarlyStoppingRule(patience=3, restore_best_weights=True)
    found = endings(run.lists, run.lists["test_accuracy"], rule, 7)
    assert [(ending.kept + 1, round(ending.accuracy, 4)) for ending in found] == [
        (8, 0.9529),
        (5, 0.9499),
        (30, 0.9649),
    ]
