"""Parameters: what `model.summary()` prints, derived number by number.

A Dense layer has a weight for each pair of input and unit and one bias for each *unit*: (inputs + 1) x
units. Every other layer here has none. After `fit` the summary's total also counts what the optimizer
keeps. Sizes are in bytes of float32, as Keras prints them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from math import prod

from components.concepts.activations import ACTIVATIONS
from components.concepts.optimizers import OPTIMIZERS

MAX_INPUTS = 1024
MAX_HIDDEN_LAYERS = 6
MAX_UNITS = 512
MAX_DROPOUT = 0.9
FLOAT_BYTES = 4
# Every optimizer has a step counter (int64) and a learning rate (float32).
OPTIMIZER_SCALARS, OPTIMIZER_SCALAR_BYTES = 2, 8 + FLOAT_BYTES

IMAGES: dict[str, tuple[int, ...]] = {
    "8x8": (8, 8),
    "28x28": (28, 28),
    "32x32": (32, 32),
    "32x32x3": (32, 32, 3),
}
APIS = {"sequential": "Sequential", "functional": "Functional"}
NOT_LEARNED = {  # Keras' class -> why it has no parameters; {given} is the input's shape
    "InputLayer": "names the {given} inputs, computes nothing",
    "Flatten": "{given} numbers in one row, learns nothing",
    "Dropout": "sets some to 0 while training, learns nothing",
}


@dataclass(frozen=True)
class Network:
    """A stack of Dense layers, as far as its parameters depend on it.

    Attributes:
        shape: of one input; with more than one number Flatten comes first.
        hidden_units: of each hidden Dense layer; () is logistic or softmax regression.
        outputs: units of the last layer.
        activation: of the hidden layers, name in `ACTIVATIONS`; it changes no count.
        dropout: rate of a Dropout layer after every hidden layer; 0: there is none.
        api: how the model is written, key of `APIS`.
        optimizer: the model was fitted with, name in `OPTIMIZERS`; None: it was not fitted.

    Raises:
        ValueError: for a value out of bounds: the field, the value and what is expected.
    """

    shape: tuple[int, ...] = (8,)
    hidden_units: tuple[int, ...] = ()
    outputs: int = 1
    activation: str = "relu"
    dropout: float = 0.0
    api: str = "sequential"
    optimizer: str | None = None

    def __post_init__(self) -> None:
        if self.shape not in IMAGES.values() and not (
            len(self.shape) == 1 and 1 <= self.shape[0] <= MAX_INPUTS
        ):
            known = ", ".join(IMAGES)
            raise ValueError(
                f"inputs is {_times(self.shape)}; expected 1 to {MAX_INPUTS:,}, or one of {known}."
            )
        if len(self.hidden_units) > MAX_HIDDEN_LAYERS:
            raise ValueError(
                f"hidden_units has {len(self.hidden_units)} layers; expected at most {MAX_HIDDEN_LAYERS}."
            )
        for name, units in (*(("hidden_units", n) for n in self.hidden_units), ("outputs", self.outputs)):
            if not 1 <= units <= MAX_UNITS:
                raise ValueError(f"{name} has {units:,} units; expected 1 to {MAX_UNITS}.")
        if not 0 <= self.dropout <= MAX_DROPOUT:
            raise ValueError(f"dropout is {self.dropout:g}; expected 0 to {MAX_DROPOUT:g}.")
        for name, value, known in (
            ("activation", self.activation, ACTIVATIONS),
            ("api", self.api, APIS),
            ("optimizer", self.optimizer, (None, *OPTIMIZERS)),
        ):
            if value not in known:
                raise ValueError(f"{name} is {value!r}; expected one of {', '.join(map(str, known))}.")

    @property
    def inputs(self) -> int:
        """Numbers that reach the first Dense layer."""
        return prod(self.shape)

    @property
    def output_activation(self) -> str:
        """One output is a probability; several are a choice among classes."""
        return "sigmoid" if self.outputs == 1 else "softmax"

    @property
    def without_hidden_layers(self) -> Network:
        """The same task as logistic (or softmax) regression."""
        return replace(self, hidden_units=(), dropout=0.0)


@dataclass(frozen=True)
class Line:
    """One line of the summary. Shapes are without the batch size."""

    name: str
    kind: str  # Keras' class
    given: tuple[int, ...]  # shape of the input
    shape: tuple[int, ...]  # shape of the output

    @property
    def inputs(self) -> int:
        """Numbers that the layer is given for one example."""
        return prod(self.given)

    @property
    def units(self) -> int:
        """Numbers that the layer puts out for one example."""
        return prod(self.shape)

    @property
    def weights(self) -> int:
        """Weights without biases; also the multiply-adds for one example."""
        return self.inputs * self.units if self.kind == "Dense" else 0

    @property
    def parameters(self) -> int:
        """Weights and biases."""
        return (self.inputs + 1) * self.units if self.kind == "Dense" else 0

    @property
    def derivation(self) -> str:
        """How the number comes about: "(8 + 1) × 32"."""
        if self.kind == "Dense":
            return f"({self.inputs:,} + 1) × {self.units:,}"
        return NOT_LEARNED[self.kind].format(given=_times(self.given))

    @property
    def printed_shape(self) -> str:
        """The output shape as Keras prints it; None is the batch size, left open."""
        return f"(None, {', '.join(map(str, self.shape))})"


@dataclass(frozen=True)
class Summary:
    """Everything that `model.summary()` prints of a network, and what it costs."""

    network: Network
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        """The model's own name, the first after `clear_session`."""
        return self.network.api

    @property
    def dense(self) -> tuple[Line, ...]:
        """The lines that have parameters."""
        return tuple(line for line in self.lines if line.kind == "Dense")

    @property
    def parameters(self) -> int:
        """The model's own: `count_params()`."""
        return sum(line.parameters for line in self.lines)

    @property
    def optimizer_parameters(self) -> int:
        """What the optimizer keeps; 0 before `fit`."""
        return optimizer_parameters(self.parameters, self.network.optimizer)

    @property
    def total(self) -> int:
        """The number behind "Total params"."""
        return self.parameters + self.optimizer_parameters

    @property
    def model_bytes(self) -> int:
        """Bytes of weights and biases."""
        return FLOAT_BYTES * self.parameters

    @property
    def optimizer_bytes(self) -> int:
        """Bytes that the optimizer keeps; 0 before `fit`."""
        return optimizer_bytes(self.parameters, self.network.optimizer)

    @property
    def training_bytes(self) -> int:
        """Parameters, as many gradients, and what the optimizer keeps."""
        return 2 * self.model_bytes + self.optimizer_bytes

    @property
    def multiply_adds(self) -> int:
        """For one example: one for each weight."""
        return sum(line.weights for line in self.lines)

    def output_bytes(self, batch_size: int) -> int:
        """Bytes of all layers' outputs, which `fit` keeps for the way back."""
        return FLOAT_BYTES * batch_size * sum(line.units for line in self.lines if line.kind != "InputLayer")

    @property
    def totals(self) -> tuple[tuple[str, int, int], ...]:
        """Keras' closing lines: label, number, bytes."""
        own = (self.parameters, self.model_bytes)
        lines = [
            ("Total params", self.total, self.model_bytes + self.optimizer_bytes),
            ("Trainable params", *own),
            ("Non-trainable params", 0, 0),
        ]
        if self.network.optimizer:
            lines.append(("Optimizer params", self.optimizer_parameters, self.optimizer_bytes))
        return tuple(lines)


def summarize(network: Network) -> Summary:
    """Derive the lines of the summary, with the names that layers get after `clear_session`."""
    lines: list[Line] = []
    used: Counter[str] = Counter()

    def add(stem: str, kind: str, shape: tuple[int, ...]) -> None:
        name = stem if not used[stem] else f"{stem}_{used[stem]}"
        used[stem] += 1
        lines.append(Line(name, kind, lines[-1].shape if lines else network.shape, shape))

    if network.api == "functional":  # a Sequential model has an Input too, and does not list it
        add("input_layer", "InputLayer", network.shape)
    if len(network.shape) > 1:
        add("flatten", "Flatten", (network.inputs,))
    for units in network.hidden_units:
        add("dense", "Dense", (units,))
        if network.dropout:
            add("dropout", "Dropout", (units,))
    add("dense", "Dense", (network.outputs,))
    return Summary(network, tuple(lines))


def optimizer_parameters(parameters: int, optimizer: str | None) -> int:
    """Numbers that an optimizer keeps for a model: SGD 2, RMSprop N + 2, Adam 2N + 2."""
    return 0 if optimizer is None else OPTIMIZERS[optimizer].slots * parameters + OPTIMIZER_SCALARS


def optimizer_bytes(parameters: int, optimizer: str | None) -> int:
    """Bytes that an optimizer keeps for a model."""
    if optimizer is None:
        return 0
    return FLOAT_BYTES * OPTIMIZERS[optimizer].slots * parameters + OPTIMIZER_SCALAR_BYTES


def readable(size: float) -> str:
    """Write bytes as Keras does: "5.38 KB", with 1,024 bytes to the KB."""
    for unit in ("B", "KB", "MB"):
        if size < 1024:
            return f"{size:.2f} {unit}"
        size /= 1024
    return f"{size:.2f} GB"


def _times(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape))
