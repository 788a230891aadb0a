"""A network as the browser gets it: one file of numbers, in half precision.

The recorded weights are half-precision numbers already; those of a training of one's own are rounded, and
Python then computes with the same rounded ones. A kernel of the first layer has a row for each pixel of the
image, whatever the order in which the network was trained on them.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from components.concepts.activations import ACTIVATIONS
from components.concepts.layers import Dense, Layers
from components.concepts.template import made_of_lines
from components.datasets import mnist
from components.training.checkpoint import Checkpoint

REACH = 24.0  # of the table of an activation function; it goes on straight from there
PLACES = 4_801  # of the table: every corner of a function made of lines is one of them
_LARGEST = float(np.finfo(np.float16).max)


def fits_half(layers: Layers) -> bool:
    """Whether half precision can hold the weights; those of a diverged network it cannot."""
    with np.errstate(invalid="ignore"):
        return all(bool((np.abs(array) <= _LARGEST).all()) for array in layers.to_arrays())


def as_sent(network: Checkpoint) -> Checkpoint:
    """The network that the browser computes with: rounded to half precision, where that holds the weights."""
    if not fits_half(network.weights):
        return network
    return replace(network, weights=network.weights.as_type(np.float16).as_type(np.float32))


def file_of(network: Checkpoint) -> bytes:
    """The weights as one file, little-endian: kernel and bias of each layer in turn."""
    number = "<f2" if fits_half(network.weights) else "<f4"
    layers = in_image_order(network)
    return b"".join(np.ascontiguousarray(array, number).tobytes() for array in layers.to_arrays())


def in_image_order(network: Checkpoint) -> Layers:
    """The same layers, the first with its rows in the order of the image's pixels."""
    if "shuffle_pixels" not in network.recipe.preprocessing:
        return network.weights
    first = network.weights[0]
    kernel = np.empty_like(first.kernel)
    kernel[mnist.pixel_order()] = first.kernel
    return network.weights.replaced(0, Dense(kernel, first.bias))


def activation_table(name: str) -> bytes:
    """An activation function's values at even places from -REACH to REACH, then its slopes: float32."""
    entry, z = ACTIVATIONS[name], np.linspace(-REACH, REACH, PLACES)
    return np.concatenate([entry.function(z), entry.derivative(z)]).astype("<f4").tobytes()


def kind_of_activation(name: str) -> str | bool:
    """What the browser is told of an activation: "relu", or whether it is made of straight lines."""
    return "relu" if name == "relu" else made_of_lines(name)
