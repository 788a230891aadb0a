"""What guessing gives: the line that a trained network has to leave behind.

A network that has learned nothing gives the same answer for every image. If its classes are equally frequent,
it is right for one in k of them, and its loss is no lower than that of the best constant answer: ln k for
the categorical losses.
"""

from __future__ import annotations

from dataclasses import dataclass

from components.concepts.losses import LOSSES


@dataclass(frozen=True)
class Guessing:
    """Loss and accuracy of the best answer that is the same for every row."""

    loss: float
    accuracy: float


def guessing(loss: str, classes: int) -> Guessing:
    """What one of `classes` equally frequent classes is guessed with.

    Raises:
        KeyError: for a loss that is not in `LOSSES`.
    """
    return Guessing(LOSSES[loss].guessing(classes), 1 / classes)


def hardly_better(accuracy: float, classes: int) -> bool:
    """Whether an accuracy is less than twice that of guessing.

    The commonest class is a little more frequent than the others, and small tests vary: a network that always
    says the same may well reach .12 of ten classes, and .16 of two hundred rows.
    """
    return accuracy < 2 / classes
