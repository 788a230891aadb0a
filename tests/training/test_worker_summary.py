"""One process with Keras is the oracle of every derived number."""

import re
from typing import Any

import numpy as np
import pytest

from components.concepts import parameters_code
from components.concepts.activations import ACTIVATIONS
from components.concepts.optimizers import OPTIMIZERS
from components.concepts.parameters import APIS, IMAGES, MAX_HIDDEN_LAYERS, Network, readable, summarize
from components.training import worker
from components.training.recipe import Recipe
from components.training.worker_summary import keras_summary
from tests.keras_child import printed

NETWORKS = 48
BY_HAND = 6
pytestmark = pytest.mark.keras


def random_networks() -> list[Network]:
    """Architectures over everything that a visitor can choose."""
    rng = np.random.default_rng(27)
    networks = []
    for i in range(NETWORKS):
        shape = (int(rng.integers(1, 1025)),) if i % 3 else tuple(rng.choice(list(IMAGES)).split("x"))
        networks.append(
            Network(
                shape=tuple(int(n) for n in shape),
                hidden_units=tuple(
                    int(2 ** rng.uniform(0, 9)) for _ in range(rng.integers(0, MAX_HIDDEN_LAYERS + 1))
                ),
                outputs=int(rng.choice([1, 2, 10, 100])),
                activation=list(ACTIVATIONS)[i % len(ACTIVATIONS)],
                dropout=float(rng.choice([0, 0, 0.2, 0.5])),
                api=str(rng.choice(list(APIS))),
                optimizer=[None, *OPTIMIZERS][int(rng.integers(0, len(OPTIMIZERS) + 1))],
            )
        )
    return networks


def asked_of_keras() -> dict[str, Any]:
    """Summaries of the networks, and trainings before and after them, from one process."""
    import keras

    recipe = Recipe(hidden_units=(8,), rows=1000, epochs=2, batch_size=100, dropout=0.2)
    models = len(worker._compiled)
    before = worker.train(recipe).lists
    first = keras.layers.Dense(3).name
    networks = random_networks()
    made = [keras_summary(network) for network in networks]
    second = keras.layers.Dense(3).name
    after = worker.train(recipe).lists
    return {
        "made": [(summary.text, summary.parameters) for summary in made],
        "by_hand": [_printed_by_hand(network) for network in networks[:BY_HAND]],
        "fitted": [(optimizer, _summary_after_a_fit(optimizer)) for optimizer in OPTIMIZERS],
        "before": before,
        "after": after,
        "names": (first, second),
        "compiled": len(worker._compiled) - models,
    }


def _printed_by_hand(network: Network) -> str:
    import keras

    source = parameters_code.script(network).replace("summary()", "summary(line_length=64)")
    keras.utils.enable_interactive_logging()
    try:
        return printed(source)
    finally:
        keras.utils.disable_interactive_logging()


def _summary_after_a_fit(optimizer: str) -> str:
    import keras

    names = {"keras": keras, "layers": keras.layers}
    exec(parameters_code.model_lines(Network(outputs=2)), names)
    names["model"].compile(optimizer, "categorical_crossentropy")
    names["model"].fit(np.zeros((4, 8)), np.eye(2)[[0, 1, 0, 1]], verbose=0)
    parts: list[str] = []
    names["model"].summary(print_fn=parts.append)
    return parts[0]


@pytest.fixture(scope="module")
def oracle(in_keras):
    return in_keras(asked_of_keras)


def test_random_networks_equal_keras_count_and_text(oracle):
    networks = random_networks()
    assert len(set(networks)) == len(oracle["made"]) == NETWORKS
    assert {network.optimizer for network in networks} == {None, *OPTIMIZERS}
    assert {network.activation for network in networks} == set(ACTIVATIONS)
    assert {len(network.hidden_units) for network in networks} == set(range(MAX_HIDDEN_LAYERS + 1))
    for network, (text, parameters) in zip(networks, oracle["made"], strict=True):
        summary = summarize(network)
        assert summary.parameters == parameters, network
        rows = re.findall(r"^│ (\w+) \((\w+)\) +│ (\(.*?\)) +│ +([\d,]+) │$", text, re.MULTILINE)
        assert rows == [
            (line.name, line.kind, line.printed_shape, f"{line.parameters:,}") for line in summary.lines
        ]
        totals = re.findall(r"^ ([\w -]+): ([\d,]+) \((.*)\)$", text, re.MULTILINE)
        assert totals == [(label, f"{n:,}", readable(size)) for label, n, size in summary.totals]
        assert f'Model: "{summary.title}"' in text


def test_the_shown_keras_lines_print_the_same(oracle):
    assert {network.api for network in random_networks()[:BY_HAND]} == set(APIS)
    for (text, parameters), ours in zip(oracle["made"], oracle["by_hand"], strict=False):
        *lines, count = ours.rstrip().splitlines()
        assert [line.rstrip() for line in lines] == [line.rstrip() for line in text.rstrip().splitlines()]
        assert int(count) == parameters


def test_a_real_fit_adds_what_the_optimizer_keeps(oracle):
    assert [optimizer for optimizer, _ in oracle["fitted"]] == list(OPTIMIZERS)
    for optimizer, text in oracle["fitted"]:
        summary = summarize(Network(outputs=2, optimizer=optimizer))
        assert f"Total params: {summary.total:,} " in text
        assert f"Optimizer params: {summary.optimizer_parameters:,} " in text


def test_a_training_after_summaries_is_the_same(oracle):
    assert len(oracle["before"]["loss"]) == 2
    assert oracle["after"] == oracle["before"]
    assert oracle["compiled"] == 1


def test_the_counters_of_layer_names_do_not_move(oracle):
    first, second = (int(name.removeprefix("dense_")) for name in oracle["names"])
    assert second == first + 1
