"""Families of activation functions: one formula with a number in it that bends the curve.

To add one, add a `ParametricFamily` below.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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

    name: str  # the key in FAMILIES
    label: str
    family: str  # gives the colour: charts/theme.py
    parameter: str  # its name in Keras, where Keras has it
    symbol: str
    formula: str  # LaTeX, of z; s stands for the sigmoid
    slope_formula: str
    low: float
    high: float
    default: float
    step: float
    keras: str  # a layer of it; {value} stands for the parameter
    neighbors: tuple[str, ...]
    function: Callable[[Array, float], Array]
    derivative: Callable[[Array, float], Array]

    @property
    def jumps(self) -> tuple[float, ...]:
        """Where the slope of a member may jump."""
        return () if self.name == "swish" else (0.0,)

    def member(self, value: float) -> Member:
        """The function for one value of the parameter.

        Raises:
            ValueError: for a value out of bounds, with what is expected.
        """
        if not self.low <= value <= self.high:
            raise ValueError(
                f"{self.parameter} is {value!r}; it has to be between {self.low:g} and {self.high:g}."
            )
        return Member(lambda z: self.function(z, value), lambda z: self.derivative(z, value))


_ENTRIES = (
    ParametricFamily(
        "swish",
        label="swish",
        family="swish",
        parameter="beta",
        symbol="β",
        formula=r"z\,s(\beta z)",
        slope_formula=r"s(\beta z) + \beta z\,s(\beta z)\,(1 - s(\beta z))",
        low=0.0,
        high=10.0,
        default=1.0,
        step=0.001,
        keras="layers.Activation(lambda z: z * keras.ops.sigmoid({value:g} * z))",
        neighbors=("relu", "gelu"),
        function=f.swish,
        derivative=f.swish_slope,
    ),
    ParametricFamily(
        "leaky_relu",
        label="leaky ReLU",
        family="relu",
        parameter="negative_slope",
        symbol="a",
        formula=r"z \text{ if } z > 0 \text{ else } a z",
        slope_formula=r"1 \text{ if } z > 0 \text{ else } a",
        low=0.0,
        high=1.0,
        default=0.2,
        step=0.01,
        keras="layers.LeakyReLU(negative_slope={value:g})",
        neighbors=("relu", "linear"),
        function=f.leaky_relu,
        derivative=f.leaky_relu_slope,
    ),
    ParametricFamily(
        "elu",
        label="ELU",
        family="relu",
        parameter="alpha",
        symbol="α",
        formula=r"z \text{ if } z > 0 \text{ else } \alpha\,(e^z - 1)",
        slope_formula=r"1 \text{ if } z > 0 \text{ else } \alpha\,e^z",
        low=0.0,
        high=3.0,
        default=1.0,
        step=0.05,
        keras="layers.ELU(alpha={value:g})",
        neighbors=("relu", "selu"),
        function=f.elu,
        derivative=f.elu_slope,
    ),
)
FAMILIES: dict[str, ParametricFamily] = {entry.name: entry for entry in _ENTRIES}
