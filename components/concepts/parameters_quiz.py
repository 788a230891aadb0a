"""Questions about parameter counts, each made from a seed, and what a wrong number reveals.

To add a kind of question, add a function to `LEVELS`, the easiest first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from components.concepts.optimizers import OPTIMIZERS
from components.concepts.parameters import Network, Summary, summarize

Generator = np.random.Generator


@dataclass(frozen=True)
class Question:
    """What does the summary of `network` print as "Total params"?"""

    level: str
    network: Network

    @property
    def summary(self) -> Summary:
        """The derivation of the answer."""
        return summarize(self.network)

    @property
    def answer(self) -> int:
        """The right number."""
        return self.summary.total


def _dense(rng: Generator) -> Network:
    return Network(shape=(_pick(rng, 2, 13),), outputs=_pick(rng, 2, 7))


def _two_layers(rng: Generator) -> Network:
    return Network(shape=(_pick(rng, 2, 11),), hidden_units=(_pick(rng, 3, 13),), outputs=_pick(rng, 2, 5))


def _flatten(rng: Generator) -> Network:
    return Network(shape=(8, 8), hidden_units=(10 * _pick(rng, 1, 5),), outputs=10)


def _dropout(rng: Generator) -> Network:
    first, second = (4 * _pick(rng, 1, 5) for _ in range(2))
    return replace(_two_layers(rng), hidden_units=(first, second), dropout=0.5)


def _after_fit(rng: Generator) -> Network:
    optimizer = str(rng.choice(list(OPTIMIZERS)))
    return replace(_two_layers(rng), optimizer=optimizer)


LEVELS: dict[str, Callable[[Generator], Network]] = {
    "one Dense layer": _dense,
    "two layers": _two_layers,
    "Flatten": _flatten,
    "Dropout": _dropout,
    "after fit": _after_fit,
}


def question(seed: int, number: int) -> Question:
    """Make a question; the levels follow each other, then come in any order.

    Raises:
        ValueError: for a negative seed, or a number below 1.
    """
    if seed < 0 or number < 1:
        raise ValueError(f"seed is {seed} and number is {number}; expected at least 0 and 1.")
    rng = np.random.default_rng((seed, number))
    names = list(LEVELS)
    level = names[number - 1] if number <= len(names) else names[_pick(rng, 1, len(names))]
    return Question(level, LEVELS[level](rng))


def misconception(asked: Question, given: int) -> str | None:
    """Name the mistake that leads to this wrong number; None if no known one does."""
    if given == asked.answer:
        return None
    return next((sentence for number, sentence in _mistakes(asked) if number == given), None)


def _mistakes(asked: Question) -> Iterator[tuple[int, str]]:
    """Wrong numbers and what leads to them, the likeliest first."""
    summary, network, dense = asked.summary, asked.network, asked.summary.dense
    own, weights = summary.parameters, summary.multiply_adds
    if network.optimizer:
        yield own, "That is the model alone. After fit the total counts the optimizer's numbers too."
        slots = OPTIMIZERS[network.optimizer].slots
        yield (slots + 1) * own, "Two more: the optimizer's step counter and its learning rate."
    if len(network.shape) > 1:
        yield _without_flatten(network), "Flatten makes one row of all pixels: rows times columns."
    if network.dropout:
        yield own // 2, "Dropout sets outputs to 0 for a while. It removes no parameter."
    yield weights, "These are the weights alone. Every unit has one bias more."
    yield weights + len(dense), "One bias for each layer? There is one for each unit."
    for_inputs = sum(line.inputs * (line.units + 1) for line in dense)
    yield for_inputs, "One bias for each input? There is one for each unit."
    yield dense[-1].parameters, "That is the last layer alone. Add the lines of all layers."
    yield dense[0].parameters, "That is the first layer alone. Add the lines of all layers."
    units = sum(line.units for line in dense)
    yield units, "That counts units. A unit has a weight for each of its inputs."


def _without_flatten(network: Network) -> int:
    """The count of one who takes the last axis of an image for the number of inputs."""
    return summarize(replace(network, shape=network.shape[-1:])).parameters


def _pick(rng: Generator, least: int, end: int) -> int:
    return int(rng.integers(least, end))
