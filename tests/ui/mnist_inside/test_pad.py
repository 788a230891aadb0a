"""What the pad sends to the browser."""

from __future__ import annotations

import base64
import json
import time

import numpy as np
import pytest

from components.training.checkpoint import Checkpoint
from components.training.digit_reading import DigitReading, image_on_pad, read_digit
from components.ui.mnist_inside import pad
from components.ui.mnist_inside.network import network_at, softmax_regression
from components.ui.mnist_inside.settings import SETTINGS


def reading(network: Checkpoint) -> DigitReading:
    return read_digit(image_on_pad(4), network, softmax_regression(), SETTINGS.all["feed"].default, (4, 9))


@pytest.fixture
def network() -> Checkpoint:
    return network_at(SETTINGS.all["run"].default, 12)


def test_a_network_without_hidden_layers_is_sent_too():
    assert json.dumps(pad.answered(reading(softmax_regression()), "alt"), allow_nan=False)


def test_an_answer_is_small_and_quick(network):
    seconds = []
    for _ in range(5):
        start = time.process_time()
        answer = pad.answered(reading(network), "alt")
        seconds.append(time.process_time() - start)
    assert min(seconds) < 0.03
    assert len(json.dumps(answer, allow_nan=False)) < 20_000


def test_signed_bytes_keep_sign_and_size():
    sent = pad._signed(np.array([-2.0, 0.0, 1.0]))
    assert sent["peak"] == 2
    assert np.frombuffer(base64.b64decode(sent["values"]), np.int8).tolist() == [-127, 0, 64]
    assert pad._signed(np.zeros(3))["peak"] == 0
