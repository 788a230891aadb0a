"""What the cards of "skip a step" say is what the recordings show."""

import numpy as np
import pytest

from components.concepts.paired import standard_error
from components.datasets import mnist
from components.training.recordings import RECORDINGS
from components.training.store import RunStore
from components.ui.mnist.prepare import PLAIN, SKIPPED, compared, warning_example


@pytest.fixture(scope="module")
def numbers():
    store = RunStore()
    plain = store.find(RECORDINGS[PLAIN].recipe)
    return {name: compared(plain, store.find(RECORDINGS[name].recipe)) for name in SKIPPED}


def test_unscaled_is_worse_by_more_than_two_standard_errors(numbers):
    card = numbers["mnist_unscaled"]
    assert card["skipped"] < card["plain"] - 2 * card["error"]
    assert card["error"] == standard_error(card["plain"], 2_400)


def test_shuffled_is_no_worse(numbers):
    card = numbers["mnist_shuffled"]
    assert card["skipped"] > card["plain"] - card["error"]


def test_binary_has_a_loss_of_another_size_at_the_same_accuracy(numbers):
    card = numbers["mnist_binary"]
    assert card["skipped_loss"] < card["plain_loss"] / 3
    assert abs(card["skipped_first"] - card["plain_first"]) < 0.01
    assert card["skipped"] > card["plain"] - 2 * card["error"]


def test_the_warning_s_example():
    assert f"{warning_example()['logged']:.4f}" == "0.4714"
    assert f"{warning_example()['recomputed']:.4f}" == "0.1580"


def test_the_numpy_lines_do_what_the_workers_do():
    x, y = mnist.load().x_train[:100], mnist.load().y_train[:100]
    scope = {"np": np, "x": x, "y": y}
    exec("x = x.reshape(-1, 784)\nx = x / np.float32(255)\ny = np.eye(10)[y]", scope)
    assert scope["x"].dtype == np.float32
    assert (scope["x"] == mnist.prepare(x, ("min_max",))).all()
    assert (scope["y"].argmax(axis=1) == y).all()
