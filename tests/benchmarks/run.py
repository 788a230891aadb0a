"""Measure what the design gives a limit for: `make bench`, or `make bench ONLY=mnist`.

These are ratios and medians of one run on one machine; nothing here is asserted.
"""

from __future__ import annotations

import itertools
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from components.concepts.activations import ACTIVATIONS
from components.concepts.early_stopping import EarlyStoppingRule, stopping_map
from components.concepts.gradient_flow import gradient_flow
from components.concepts.layers import Dense, Layers
from components.concepts.plane import plane_around
from components.datasets.mnist import load
from tests.benchmarks import first_visit, room, school_class

ROOT = Path(__file__).parents[2]
PAIRS = 3
EPOCHS = 5

_OURS = f"""
import json
from components.training.worker_preload import prepare_keras
prepare_keras()
from components.training.recipe import Recipe
from components.training.worker import train
run = train(Recipe(rows=60_000, epochs={EPOCHS}, keep="history"))
print(json.dumps(run.epoch_seconds.tolist()))
"""

_PLAIN = f"""
import json, time
import numpy as np
import keras
from components.datasets import mnist
keras.utils.set_random_seed(0)
data = mnist.load()
x = data.x_train.reshape(-1, 784).astype("float32") / 255
y = np.eye(10)[data.y_train]
model = keras.Sequential([
    keras.Input(shape=(784,)),
    keras.layers.Dense(256, activation="relu"),
    keras.layers.Dense(256, activation="relu"),
    keras.layers.Dense(10, activation="softmax"),
])
model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
seconds, started = [], [0.0]
clock = keras.callbacks.LambdaCallback(
    on_epoch_begin=lambda epoch, logs: started.__setitem__(0, time.perf_counter()),
    on_epoch_end=lambda epoch, logs: seconds.append(time.perf_counter() - started[0]),
)
model.fit(x, y, batch_size=32, epochs={EPOCHS}, validation_split=0.2, verbose=0, callbacks=[clock])
print(json.dumps(seconds))
"""

# The matrix products of an epoch and of its validation and test, one thread, and nothing else.
_FLOOR = f"""
import os
os.environ["OPENBLAS_NUM_THREADS"] = "1"
import json, time
import numpy as np
rng = np.random.default_rng(0)
sizes = [(784, 256), (256, 256), (256, 10)]
kernels = [rng.normal(size=size).astype("float32") for size in sizes]
batch = [rng.normal(size=(32, rows)).astype("float32") for rows in (784, 256, 256)]
errors = [rng.normal(size=(32, columns)).astype("float32") for columns in (256, 256, 10)]
scored = [rng.normal(size=(1000, rows)).astype("float32") for rows in (784, 256, 256)]
seconds = []
for epoch in range({EPOCHS}):
    started = time.perf_counter()
    for step in range(1500):
        for x, w, d in zip(batch, kernels, errors):
            x @ w
            x.T @ d
        for w, d in zip(kernels[1:], errors[1:]):
            d @ w.T
    for piece in range(22):  # 12,000 validation rows and 10,000 test rows
        for x, w in zip(scored, kernels):
            x @ w
    seconds.append(time.perf_counter() - started)
print(json.dumps(seconds))
"""


def mnist() -> None:
    """The median epoch (2 to 5) of 784-256-256-10 on 48,000 rows, against plain `model.fit`."""
    ratios = []
    floors = []
    for pair in range(1, PAIRS + 1):
        programs = (_OURS, _PLAIN, _FLOOR)
        ours, plain, floor = (statistics.median(_seconds(program)[1:]) for program in programs)
        ratios.append(ours / plain)
        floors.append(floor / plain)
        print(
            f"pair {pair}: {ours:.2f} s with test metrics, {plain:.2f} s plain model.fit, "
            f"{floor:.2f} s its matrix products alone",
            flush=True,
        )
    print(f"mnist_epoch_ratio: {statistics.median(ratios):.3f}, floor {statistics.median(floors):.3f}")


def concepts() -> None:
    """Computations that a page waits for."""
    history = {"val_loss": [1 / (1 + epoch % 17) for epoch in range(50)]}
    rule, deltas = EarlyStoppingRule(), [k / 100 for k in range(10)]
    grid = _milliseconds(lambda: stopping_map(history, rule, patiences=range(20), min_deltas=deltas))
    print(f"stopping_map_20x10_50_epochs_ms: {grid:.1f}")
    flow = _milliseconds(lambda: gradient_flow("tanh", "glorot_uniform", 50, 128, 0))
    print(f"gradient_flow_50x128_ms: {flow:.1f}")
    sizes, rng = (2, 8, 8, 8, 8, 1), np.random.default_rng(0)
    points = plane_around(np.array([[3.0, 3.0]])).points
    pairs = [(rng.normal(size=pair), rng.normal(size=pair[1])) for pair in itertools.pairwise(sizes)]
    layers = Layers(Dense(*pair) for pair in pairs).as_type(np.float32)
    for name in ("relu", "tanh", "sigmoid"):
        maps = _milliseconds(lambda name=name: layers.forward(points, name))
        print(f"forward_4x8_60x60_{name}_ms: {maps:.1f}")
    sums = rng.normal(size=(60, 60, 32))
    print(f"gelu_60x60x32_ms: {_milliseconds(lambda: ACTIVATIONS['gelu'].function(sums)):.1f}")
    started = time.perf_counter()
    load()
    print(f"mnist_load_s: {time.perf_counter() - started:.2f}")


BENCHMARKS: dict[str, Callable[[], None]] = {
    "mnist": mnist,
    "concepts": concepts,
    "class": school_class.run,
    "room": room.run,
    "bytes": first_visit.run,
}


def _seconds(program: str) -> list[float]:
    """Run a program in a process of its own; its last line is a JSON list of seconds."""
    command = [sys.executable, "-c", program]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(result.stdout.strip().splitlines()[-1])


def _milliseconds(function: Callable[[], object], times: int = 30) -> float:
    function()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        function()
        taken.append(time.perf_counter() - started)
    return 1000 * statistics.median(taken)


if __name__ == "__main__":
    chosen = sys.argv[1:] or list(BENCHMARKS)
    if unknown := set(chosen) - set(BENCHMARKS):
        sys.exit(f"ONLY is {', '.join(sorted(unknown))}; it has to be one of {', '.join(BENCHMARKS)}.")
    for name in chosen:
        BENCHMARKS[name]()
