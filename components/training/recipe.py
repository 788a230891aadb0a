"""The recipe of a training: everything that decides the weights of the network, and the number of epochs.

Two visitors with the same recipe get the same numbers, so `digest` is the name of a training: in the
queue, in the run store, in addresses. It covers what changes the weights of an epoch and nothing else:
neither the number of epochs nor the early-stopping rule, which a recording answers by replay.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from components.concepts.activations import ACTIVATIONS
from components.concepts.bounds import Bounds
from components.concepts.early_stopping import OFFERED, EarlyStoppingRule
from components.concepts.initializers import INITIALIZERS
from components.concepts.losses import LOSSES
from components.concepts.optimizers import OPTIMIZERS
from components.concepts.plain_text import plain
from components.datasets.registry import DATASETS, Dataset

SCHEMA = 1  # raise it when the same recipe would train other weights
KEEP = ("weights", "history")
LONGEST_HIDDEN_UNITS = 200  # characters of hidden layers written as one text
# Fields that name an entry of a registry.
REGISTRIES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {"activation": ACTIVATIONS, "initializer": INITIALIZERS, "loss": LOSSES, "optimizer": OPTIMIZERS}
)
_NOT_IN_DIGEST = ("epochs", "keep")
# Came later: they count where they are set, so that older recordings keep their digests.
_IN_DIGEST_IF_SET = {"noise": 0.0, "data_seed": 0, "brought": ""}


class RecipeError(ValueError):
    """A value that cannot be trained; the sentence names the field, the value and what is expected."""


@dataclass(frozen=True)
class LayerLimits:
    """How many hidden layers of how many units are allowed. A `Dataset` has the same two fields."""

    shallow: tuple[int, int]  # at most this many hidden layers of this many units, ...
    deep: tuple[int, int]  # ... or this many of these


@dataclass(frozen=True)
class Recipe:
    """How a network is built, prepared for and trained.

    Raises:
        RecipeError: for a value outside the bounds of the data set.
    """

    dataset: str = "mnist"
    hidden_units: tuple[int, ...] = (256, 256)  # () is softmax (or logistic) regression
    activation: str = "relu"
    initializer: str = "glorot_uniform"
    dropout: float = 0.0  # after every hidden layer
    l2: float = 0.0  # on every kernel
    loss: str = "categorical_crossentropy"
    optimizer: str = "adam"
    learning_rate: float = 0.001
    batch_size: int = 32
    epochs: int = 20
    validation_split: float = 0.2
    preprocessing: tuple[str, ...] = ("min_max",)
    rows: int = 12_000  # the first ones of the training data, or so many points
    seed: int = 0  # of the weights, the dropout and the order of the batches
    keep: str = "weights"  # or "history": no weights are recorded
    noise: float = 0.0  # of points in the plane
    data_seed: int = 0  # of points in the plane
    brought: str = (
        ""  # digest of the visitor's own points; "" for points of the app; this name is in recordings
    )

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, _typed(field.name, field.type, getattr(self, field.name)))
        _check_choices(self)
        dataset = DATASETS[self.dataset]
        for name, bounds in dataset.bounds.items():
            if name in {field.name for field in fields(self)}:
                _check_bounds(name, getattr(self, name), bounds)
        check_hidden_units(self.hidden_units, dataset)
        if self.validation_split and (self.validation_rows < 1 or self.training_rows < 1):
            raise RecipeError(
                f"validation_split is {self.validation_split:g}; of {self.rows:,} rows it has to leave "
                "at least one for training and one for validation."
            )

    @property
    def layer_sizes(self) -> tuple[int, ...]:
        """Inputs, hidden units and outputs (one a class, or one for two classes), in order."""
        dataset = DATASETS[self.dataset]
        return (dataset.inputs, *self.hidden_units, dataset.outputs)

    @property
    def parameters(self) -> int:
        """The number of weights and biases: (inputs + 1) x units, summed over the layers."""
        sizes = self.layer_sizes
        return sum((n_in + 1) * n_out for n_in, n_out in itertools.pairwise(sizes))

    @property
    def training_rows(self) -> int:
        """Rows that are trained on: the first ones. Keras rounds the split the same way."""
        return math.floor(self.rows * (1.0 - self.validation_split))

    @property
    def validation_rows(self) -> int:
        """Rows that validate: the last ones, taken before any shuffling."""
        return self.rows - self.training_rows

    @property
    def steps(self) -> int:
        """Batches in an epoch."""
        return math.ceil(self.training_rows / self.batch_size)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what changes the weights of an epoch, 64 hexadecimal digits."""
        content = {
            name: value
            for name, value in asdict(self).items()
            if name not in _NOT_IN_DIGEST and value != _IN_DIGEST_IF_SET.get(name, ...)
        }
        text = json.dumps({"schema": SCHEMA, **content}, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def with_epochs(self, epochs: int) -> Recipe:
        """The same training, to another number of epochs."""
        return replace(self, epochs=epochs)

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Recipe:
        """Build a recipe from `asdict`, after JSON has turned its tuples into lists.

        Raises:
            RecipeError: for a field that is not a recipe's, or a value out of bounds.
        """
        known = {field.name for field in fields(cls)}
        unknown = sorted(set(content) - known)
        if unknown:
            raise RecipeError(f"a recipe has no field {unknown[0]!r}; it has {', '.join(sorted(known))}.")
        return cls(**{k: tuple(v) if isinstance(v, list) else v for k, v in content.items()})


def check_hidden_units(units: tuple[int, ...], limits: LayerLimits | Dataset) -> None:
    """Check the hidden layers against what the data set, or the page, allows.

    Raises:
        RecipeError: for too many layers, or a layer with too few or too many units.
    """
    shallow_layers, shallow_units = limits.shallow
    deep_layers, deep_units = limits.deep
    allowed = f"at most {shallow_layers} hidden layers of 1 to {shallow_units} units"
    if limits.deep != limits.shallow:
        allowed += f", or {deep_layers} of at most {deep_units}"
    for n in units:
        if not 1 <= n <= shallow_units:
            raise RecipeError(f"hidden_units has a layer of {n} units; expected {allowed}.")
    widest = max(units, default=1)
    if len(units) > deep_layers or (len(units) > shallow_layers and widest > deep_units):
        raise RecipeError(
            f"hidden_units has {len(units)} layers of up to {widest} units; expected {allowed}."
        )


def parse_hidden_units(
    text: str, dataset: str = "mnist", *, limits: LayerLimits | None = None
) -> tuple[int, ...]:
    """Read hidden layers written as one text: "256,256"; empty is none.

    Args:
        text: whole numbers, commas between them.
        dataset: whose bounds hold.
        limits: bounds that hold instead, where nothing is trained on a data set.

    Raises:
        RecipeError: for anything but whole numbers within the bounds, commas between them; its sentence
            can be shown as Markdown, whatever the text says.
    """
    if len(text) > LONGEST_HIDDEN_UNITS:
        raise RecipeError(f"hidden_units has {len(text)} characters; expected a short list such as 256,256.")
    if not text.strip():
        return ()
    units = []
    for part in text.split(","):
        if not re.fullmatch(r"-?[0-9]{1,18}", part.strip()):
            shown = plain(part, 20) or "an empty place"
            raise RecipeError(
                f"hidden_units has “{shown}” between its commas; expected whole numbers such as 256,256."
            )
        units.append(int(part))
    check_hidden_units(tuple(units), limits or DATASETS[dataset])
    return tuple(units)


def check_rule(rule: EarlyStoppingRule) -> EarlyStoppingRule:
    """Check a rule against what the app offers of each option; return it.

    Raises:
        RecipeError: naming the field, the value and what is expected.
    """
    for name, offered in OFFERED.items():
        value = getattr(rule, name)
        if isinstance(offered, Bounds):
            if value is not None:
                _check_bounds(name, value, offered)
        elif offered and value not in offered:
            raise RecipeError(f"{name} is {value!r}; it has to be one of {', '.join(offered)}.")
    return rule


def make_rule(**settings: Any) -> EarlyStoppingRule:
    """Build and check a rule from what a visitor set.

    Raises:
        RecipeError: for any value that cannot be used.
    """
    try:
        rule = EarlyStoppingRule(**settings)
    except ValueError as error:
        raise RecipeError(str(error)) from None
    return check_rule(rule)


def _check_choices(recipe: Recipe) -> None:
    choices = {
        "dataset": tuple(name for name, dataset in DATASETS.items() if dataset.bounds),
        **{name: tuple(registry) for name, registry in REGISTRIES.items()},
        "keep": KEEP,
    }
    for name, known in choices.items():
        if (value := getattr(recipe, name)) not in known:
            raise RecipeError(f"{name} is {value!r}; it has to be one of {', '.join(known)}.")
    dataset = DATASETS[recipe.dataset]
    if recipe.loss not in dataset.losses:
        known = " or ".join(dataset.losses)
        raise RecipeError(f"loss is {recipe.loss!r}; for {dataset.label} it has to be {known}.")
    steps = dataset.preprocessing
    for step in recipe.preprocessing:
        if step not in steps:
            known = ", ".join(steps) or "none"
            raise RecipeError(f"preprocessing has {step!r}; the steps of {dataset.label} are {known}.")


def _check_bounds(name: str, value: float, bounds: Any) -> None:
    if not bounds.admits(value):
        raise RecipeError(f"{name} is {value:,g}; it has to be {bounds}.")


def _typed(name: str, kind: str, value: Any) -> Any:
    """Normalize a value to its field's type, so that 1 and 1.0 are one recipe."""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if kind == "int":
        if is_number and math.isfinite(value) and value == int(value):
            return int(value)
        raise RecipeError(f"{name} is {value!r}; it has to be a whole number.")
    if kind == "float":
        if is_number and math.isfinite(value):
            return float(value)
        raise RecipeError(f"{name} is {value!r}; it has to be a number.")
    if kind == "str":
        if isinstance(value, str):
            return value
        raise RecipeError(f"{name} is {value!r}; it has to be a text.")
    if not isinstance(value, tuple):
        raise RecipeError(f"{name} is {value!r}; it has to be a tuple.")
    if kind == "tuple[int, ...]":
        return tuple(_typed(name, "int", v) for v in value)
    return tuple(sorted({_typed(name, "str", v) for v in value}))
