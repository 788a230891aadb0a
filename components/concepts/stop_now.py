"""Three ways to end one training: by hand, by the rule, or not before the last epoch.

Who stops by hand keeps the weights of that epoch; what the rule keeps is what `replay` says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from components.concepts.early_stopping import EarlyStoppingRule, History, replay


@dataclass(frozen=True)
class Ending:
    """One way to end a training; epochs count from 0.

    Attributes:
        who: "you", "rule", or "on" for who goes on to the last epoch.
        stop: the last epoch that is run.
        kept: whose weights are kept.
        accuracy: of these weights on the test set.
    """

    who: Literal["you", "rule", "on"]
    stop: int
    kept: int
    accuracy: float


def endings(
    history: History, test_accuracy: Sequence[float], rule: EarlyStoppingRule | None, you: int | None
) -> tuple[Ending, ...]:
    """What each way to end a training keeps.

    Args:
        history: metric -> one value an epoch, at least one.
        test_accuracy: one value an epoch.
        rule: None: early stopping is off.
        you: the epoch at which somebody stopped by hand; None, or one that was never run: nobody did.
    """
    last = len(test_accuracy) - 1
    found = []
    if you is not None and you <= last:
        found.append(("you", you, you))
    if rule is not None:
        answer = replay(history, rule)
        stop = last if answer.stopped_epoch is None else answer.stopped_epoch
        found.append(("rule", stop, last if answer.weights_epoch is None else answer.weights_epoch))
    found.append(("on", last, last))
    return tuple(Ending(who, stop, kept, test_accuracy[kept]) for who, stop, kept in found)
