"""Families of activation functions: one formula with a number in it that bends the curve.

To add one, add a `ParametricFamily` below.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from components.concepts import activation_functions as f
from components.concepts.activations import Array


@dataclass(frozen=True)
class Member:
    """One function of a family, for one value of its parameter."""

    function: Callable[[Array], Array]
    derivative: Callable[[Array], Array]


@dataclass(frozen=True)
class ParametricFamily:
    """A formula with one free number. `neighbors` are the entries of `ACTIVATIONS` to draw beside it."""

    name: str
    family: str  # gives the colour: charts/theme.py
    parameter: str  # its name in Keras, where Keras has it
    formula: str  # LaTeX
    low: float
    high: float
    default: float
    keras: str  # the member for a value p, as a line of Keras
    neighbors: tuple[str, ...]
    function: Callable[[Array, float], Array]
    derivative: Callable[[Array, float], Array]

    def member(self, value: float) -> Member:
        """The function for one value of the parameter.

        Raises:
            ValueError: for a value out of bounds, with what is expected.
        """
        if not self.low <= value <= self.high:
            raise ValueError(
                f"{self.parameter} is {value!r}; it has to be between {self.low:g} and {self.high:g}."
            )
        first = {"swish": "beta", "leaky_relu": "negative_slope", "elu": "alpha"}[self.name]
        return Member(
            partial(self.function, **{first: value}),
            partial(self.derivative, **{first: value}),
        )
