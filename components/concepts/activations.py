"""Activation functions: what a unit does to its weighted sum z.

To add one, add an `Activation` below. Selectors, charts, tables and tests all read `ACTIVATIONS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Literal, Protocol

import numpy as np

from components.concepts import activation_functions as f

Array = np.ndarray


class Curve(Protocol):
    """A function of z and its slope: an `Activation`, or a member of a parametric family."""

    @property
    def function(self) -> Callable[[Array], Array]:
        """Values, of the shape of z."""

    @property
    def derivative(self) -> Callable[[Array], Array]:
        """Slopes, of the shape of z."""


@dataclass(frozen=True)
class Activation:
    """An activation function and everything the app shows of it.

    `function` and `derivative` take z of any shape and return the same shape; where the slope jumps,
    `derivative` is what Keras on TensorFlow uses.
    """

    name: str  # Keras' identifier, and the key in ACTIVATIONS
    label: str
    family: str  # gives the colour: charts/theme.py
    formula: str  # LaTeX, of z
    slope_formula: str  # LaTeX, of z; s stands for the sigmoid
    function: Callable[[Array], Array]
    derivative: Callable[[Array], Array]
    low: float  # least and largest value, approached or reached
    high: float
    largest_slope: float
    odd: bool  # f(-z) = -f(z): what is spread evenly around 0 comes out with mean 0
    saturates: Literal["nowhere", "left", "both"]  # the ends at which the slope goes to 0
    operations: str  # that one value costs
    note: str  # what it is good and bad at
    year: int  # of the source
    source: str  # that describes the function, or recommends it; not always the first to use it
    jumps: tuple[float, ...] = ()  # where the slope jumps


def _one(z: Array) -> Array:
    return f.steps(z, 1.0, at=())


# Packed by hand: one value a line would stretch each entry over half a screen.
# fmt: off
_ENTRIES = (
    Activation(
        "linear", "linear", "linear", r"z", r"1", lambda z: 1.0 * z, _one,
        -inf, inf, 1.0, True, "nowhere", "none",
        "Right for the output of a regression; between layers it adds nothing, since a stack of linear "
        "layers is one linear layer.",
        1960, "Widrow and Hoff: Adaptive switching circuits",
    ),
    Activation(
        "relu", "ReLU", "relu", r"\max(0, z)", r"1 \text{ if } z > 0 \text{ else } 0",
        lambda z: np.maximum(z, 0), lambda z: f.steps(z, 0.0, 1.0, at=(0.0,)),
        0.0, inf, 1.0, False, "left", "1 comparison",
        "Cheap, and its slope is 1 however large z is; below 0 nothing passes, so a unit can die.",
        1969, "Fukushima; Nair and Hinton, 2010", (0.0,),
    ),
    Activation(
        "leaky_relu", "leaky ReLU", "relu", r"z \text{ if } z > 0 \text{ else } 0.2\,z",
        r"1 \text{ if } z > 0 \text{ else } 0.2", f.leaky_relu, f.leaky_relu_slope,
        -inf, inf, 1.0, False, "nowhere", "1 comparison, 1 product",
        "No unit can die, since a fifth of the error passes below 0; in exchange nothing is exactly 0.",
        2013, "Maas, Hannun and Ng", (0.0,),
    ),
    Activation(
        "relu6", "ReLU6", "relu", r"\min(\max(0, z), 6)", r"1 \text{ if } 0 < z < 6 \text{ else } 0",
        lambda z: np.clip(z, 0, 6), lambda z: f.steps(z, 0.0, 1.0, 0.0, at=(0.0, 6.0), right=(6.0,)),
        0.0, 6.0, 1.0, False, "both", "2 comparisons",
        "Its values fit into few bits, which suits phones; it is flat on both sides.",
        2010, "Krizhevsky: Convolutional deep belief networks on CIFAR-10", (0.0, 6.0),
    ),
    Activation(
        "elu", "ELU", "relu", r"z \text{ if } z > 0 \text{ else } e^z - 1",
        r"1 \text{ if } z > 0 \text{ else } e^z", f.elu, f.elu_slope,
        -1.0, inf, 1.0, False, "left", "1 comparison, 1 exp",
        "Smooth, and its negative values bring the mean output nearer to 0; it costs an exp.",
        2015, "Clevert, Unterthiner and Hochreiter",
    ),
    Activation(
        "selu", "SELU", "relu", r"1.051\,z \text{ if } z > 0 \text{ else } 1.758\,(e^z - 1)",
        r"1.051 \text{ if } z \ge 0 \text{ else } 1.758\,e^z", f.selu, f.selu_slope,
        -f.SELU_SCALE * f.SELU_ALPHA, inf, f.SELU_SCALE * f.SELU_ALPHA, False, "left",
        "1 comparison, 1 exp",
        "Keeps mean 0 and spread 1 from layer to layer if the weights have a variance of 1/n for n inputs.",
        2017, "Klambauer, Unterthiner, Mayr and Hochreiter", (0.0,),
    ),
    Activation(
        "softplus", "softplus", "relu", r"\ln(1 + e^z)", r"s(z)", f.softplus, f.sigmoid,
        0.0, inf, 1.0, False, "left", "1 exp, 1 log",
        "A smooth ReLU, right for outputs that must be positive; its slope at 0 is only one half.",
        2001, "Dugas, Bengio, Belisle, Nadeau and Garcia",
    ),
    Activation(
        "sigmoid", "sigmoid", "sigmoid", r"s(z) = \frac{1}{1 + e^{-z}}", r"s(z)\,(1 - s(z))",
        f.sigmoid, f.sigmoid_slope, 0.0, 1.0, 0.25, False, "both", "1 exp, 1 division",
        "Right for the output of a yes-or-no question; between layers its slope of a quarter at most shrinks "
        "the error, unless large weights make up for it.",
        1986, "Rumelhart, Hinton and Williams, who made it common; the curve is older",
    ),
    Activation(
        "hard_sigmoid", "hard sigmoid", "sigmoid", r"\min(\max(0, \tfrac{z + 3}{6}), 1)",
        r"\tfrac16 \text{ if } -3 < z < 3 \text{ else } 0", f.hard_sigmoid, f.hard_sigmoid_slope,
        0.0, 1.0, 1 / 6, False, "both", "2 comparisons, 1 sum, 1 product",
        "A sigmoid without exp for small devices; beyond 3 nothing passes at all.",
        2019, "Howard and others: MobileNetV3, in the form that Keras uses", (-3.0, 3.0),
    ),
    Activation(
        "tanh", "tanh", "tanh", r"\tanh z = 2\,s(2z) - 1", r"1 - \tanh^2 z", np.tanh, f.tanh_slope,
        -1.0, 1.0, 1.0, True, "both", "1 exp, 1 division",
        "A sigmoid stretched to slope 1 and centred on 0; it is nearly flat where |z| is above 2.",
        1998, "LeCun, Bottou, Orr and Müller: Efficient BackProp, which recommends it; it is older",
    ),
    Activation(
        "hard_tanh", "hard tanh", "tanh", r"\min(\max(-1, z), 1)", r"1 \text{ if } |z| \le 1 \text{ else } 0",
        lambda z: np.clip(z, -1, 1), lambda z: f.steps(z, 0.0, 1.0, 0.0, at=(-1.0, 1.0), right=(-1.0,)),
        -1.0, 1.0, 1.0, True, "both", "2 comparisons",
        "A tanh without exp; beyond 1 nothing passes at all.",
        2004, "Collobert: Large scale machine learning", (-1.0, 1.0),
    ),
    Activation(
        "softsign", "softsign", "tanh", r"\frac{z}{1 + |z|}", r"\frac{1}{(1 + |z|)^2}",
        f.softsign, f.softsign_slope, -1.0, 1.0, 1.0, True, "both", "1 sum, 1 division",
        "Goes flat much more slowly than tanh does, but its slope falls faster near 0.",
        2009, "Bergstra, Desjardins, Lamblin and Bengio",
    ),
    Activation(
        "silu", "swish (SiLU)", "swish", r"z\,s(z)", r"s(z) + z\,s(z)\,(1 - s(z))", f.swish, f.swish_slope,
        -0.2784645427610738, inf, 1.0998393194, False, "left", "1 exp, 1 division, 1 product",
        "Smooth where ReLU has a corner, and a little error passes below 0; at 0 only half of it passes.",
        2016, "Hendrycks and Gimpel; Elfwing and others, and Ramachandran and others, 2017",
    ),
    Activation(
        "hard_silu", "hard swish", "swish", r"z \cdot \min(\max(0, \tfrac{z + 3}{6}), 1)",
        r"\tfrac{2z + 3}{6} \text{ if } -3 < z < 3, \text{ else that of ReLU}",
        f.hard_silu, f.hard_silu_slope, -0.375, inf, 1.5, False, "left", "2 comparisons, 1 sum, 2 products",
        "Swish without exp for small devices; its slope jumps at -3 and 3.",
        2019, "Howard and others: MobileNetV3", (-3.0, 3.0),
    ),
    Activation(
        "gelu", "GELU", "swish", r"z\,\Phi(z)", r"\Phi(z) + z\,\varphi(z)", f.gelu, f.gelu_slope,
        -0.16997120747, inf, 1.1289041451, False, "left", "1 erf, 2 products",
        "The smooth ReLU of BERT and GPT-2, which compute it approximately, with tanh; nearer to ReLU than "
        "swish is. The exact form, Keras' default, needs the error function.",
        2016, "Hendrycks and Gimpel",
    ),
    Activation(
        "mish", "Mish", "swish", r"z \tanh(\ln(1 + e^z))",
        r"t + z\,(1 - t^2)\,s(z), \quad t = \tanh(\ln(1 + e^z))", f.mish, f.mish_slope,
        -0.3088434129, inf, 1.0884981613, False, "left", "1 exp, 1 log, 1 tanh, 1 product",
        "Like swish, but at 0 it passes 0.6 of the error, not half; it takes an exp, a log and a tanh.",
        2019, "Misra",
    ),
)
# fmt: on
ACTIVATIONS: dict[str, Activation] = {entry.name: entry for entry in _ENTRIES}
