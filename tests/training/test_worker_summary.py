"""One process with Keras is the oracle of every derived number."""

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from components.concepts.activations import ACTIVATIONS
from components.concepts.optimizers import OPTIMIZERS
from components.concepts.parameters import APIS, IMAGES, MAX_HIDDEN_LAYERS, Network, readable, summarize

ROOT = Path(__file__).parents[2]
NETWORKS = 200
pytestmark = pytest.mark.keras

ORACLE = """
import contextlib, io, json
import numpy as np
from components.training.worker_preload import prepare_keras
prepare_keras()
import keras
from components.concepts import parameters_code
from components.concepts.optimizers import OPTIMIZERS
from components.concepts.parameters import Network
from components.training import worker
from components.training.recipe import Recipe
from components.training.worker_summary import keras_summary
from tests.training.test_worker_summary import random_networks

def history(run):
    return {name: values.tolist() for name, values in run.history.items()}

recipe = Recipe(hidden_units=(8,), rows=1000, epochs=2, batch_size=100, dropout=0.2)
before = history(worker.train(recipe))
keras.layers.Dense(3), keras.layers.Dense(3)  # the counters of a worker that has worked
networks = random_networks()
made = [keras_summary(network) for network in networks]
dense = keras.layers.Dense(3).name
after = history(worker.train(recipe))

by_hand = []
for network in networks[:12]:
    printed = io.StringIO()
    keras.utils.enable_interactive_logging()
    source = parameters_code.script(network).replace("summary()", "summary(line_length=64)")
    with contextlib.redirect_stdout(printed):
        exec(source, {})
    by_hand.append(printed.getvalue())

model_and_rows = []
for optimizer in OPTIMIZERS:
    scope = {}
    exec(parameters_code.model_lines(Network(outputs=2)), {"keras": keras, "layers": keras.layers}, scope)
    scope["model"].compile(optimizer, "categorical_crossentropy")
    scope["model"].fit(np.zeros((4, 8)), np.eye(2)[[0, 1, 0, 1]], verbose=0)
    parts = []
    scope["model"].summary(print_fn=parts.append)
    model_and_rows.append([optimizer, parts[0]])

print(json.dumps({
    "made": [[m.text, m.parameters] for m in made], "by_hand": by_hand, "fitted": model_and_rows,
    "before": before, "after": after, "dense": dense, "compiled": len(worker._compiled),
}))
"""


def random_networks() -> list[Network]:
    """200 architectures over everything that a visitor can choose."""
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
                activation=str(rng.choice(list(ACTIVATIONS))),
                dropout=float(rng.choice([0, 0, 0.2, 0.5])),
                api=str(rng.choice(list(APIS))),
                optimizer=[None, *OPTIMIZERS][int(rng.integers(0, len(OPTIMIZERS) + 1))],
            )
        )
    return networks


@pytest.fixture(scope="module")
def oracle():
    done = subprocess.run(
        [sys.executable, "-c", ORACLE], cwd=ROOT, capture_output=True, text=True, check=False, timeout=280
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_200_networks_equal_keras_count_and_text(oracle):
    networks = random_networks()
    assert len(set(networks)) == len(oracle["made"]) == NETWORKS
    assert {network.optimizer for network in networks} == {None, *OPTIMIZERS}
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
    assert oracle["by_hand"]
    for (text, parameters), printed in zip(oracle["made"], oracle["by_hand"], strict=False):
        *lines, count = printed.rstrip().splitlines()
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
    unused = r"dense_\d+"
    assert re.fullmatch(unused, oracle["dense"])
    # Two layers of the training (twice: model and twin are one object), two by hand, then this one.
    assert int(oracle["dense"].removeprefix("dense_")) == 4
