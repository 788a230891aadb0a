"""Optimizers: how a gradient becomes a step of the weights.

To add one, add an `Optimizer` below; names are Keras' identifiers.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Optimizer:
    """An optimizer with Keras' default settings."""

    name: str  # Keras' identifier, and the key in OPTIMIZERS
    label: str
    class_name: str  # in keras.optimizers
    learning_rate: float  # Keras' default
    note: str
    slots: int  # numbers that it keeps for each parameter; after fit, summary() counts them
    keeps: str  # what these are


_ENTRIES = (
    Optimizer(
        "adam",
        "Adam",
        "Adam",
        0.001,
        "A step size of its own for each weight.",
        slots=2,
        keeps="a running mean of its gradient and one of the gradient's square",
    ),
    Optimizer(
        "sgd",
        "SGD",
        "SGD",
        0.01,
        "The gradient times the learning rate, nothing else.",
        slots=0,
        keeps="nothing",
    ),
    Optimizer(
        "rmsprop",
        "RMSprop",
        "RMSprop",
        0.001,
        "Divides by a running size of the gradient.",
        slots=1,
        keeps="a running mean of its gradient's square",
    ),
)
OPTIMIZERS: dict[str, Optimizer] = {entry.name: entry for entry in _ENTRIES}
