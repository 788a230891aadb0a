"""The browser's own reading of a drawing, against Python's: form, forward pass, template, novelty."""

from __future__ import annotations

import base64
import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import JSHandle, Page

from components.concepts.activations import ACTIVATIONS
from components.concepts.digit_form import FEEDS
from components.concepts.digit_novelty import FAR, MOST_INK, distances, summaries, unlike
from components.concepts.layers import Dense
from components.concepts.template import contributions
from components.concepts.unit_features import pictures
from components.training.checkpoint import Checkpoint
from components.training.digit_reading import PAD, DigitReading, as_image, examples, image_on_pad, read_digit
from components.training.sent_network import (
    REACH,
    activation_table,
    as_sent,
    file_of,
    fits_half,
    in_image_order,
    kind_of_activation,
)
from components.ui.mnist_inside.network import network_at, softmax_regression
from components.ui.mnist_inside.settings import SETTINGS
from tests.browser import javascript

NETWORK = network_at(SETTINGS.all["run"].default, 12)
RANDOM = np.random.default_rng(3)
_READ = """([forms, nets], {network, drawings, feed, slip, side, pair, off}) => {
    const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const layers = nets.layersOf(nets.numbersOf(bytes(network.weights).buffer, network.half), network.sizes);
    const table = network.table ? new Float32Array(bytes(network.table).buffer) : null;
    const activation = nets.activationOf(table, network.reach, network.kind);
    return drawings.map((drawing) => {
        const ink = bytes(drawing), form = forms.mnistForm(ink, side);
        const image = forms.fedImage(feed, ink, side, form);
        const inputs = nets.inputsOf(image, network.scaled !== slip);
        const silent = off.map((units) => new Set(units));
        const passed = nets.forward(layers, activation, inputs, silent);
        const compared = nets.choosePair(passed.logits, pair);
        const t = nets.template(layers, activation, passed, inputs, compared, silent);
        return {
            image: [...image], logits: [...passed.logits], probabilities: [...passed.probabilities],
            pair: compared, small: forms.isSmall(form, side), pixels: [...t.pixels],
            sums: [t.onImage, t.rest, t.difference, t.speaksFor + t.speaksAgainst],
            adds: [...nets.contributions(passed.outputs.at(-1) ?? inputs, layers.at(-1), compared)],
        };
    });
}"""


def strokes() -> np.ndarray:
    """A few thick lines, somewhere on the pad and of any size."""
    drawing = np.zeros((PAD, PAD))
    y, x = np.mgrid[:PAD, :PAD]
    size = RANDOM.uniform(10, 70)
    corner = RANDOM.uniform(0, PAD - size, 2)
    points = corner + size * RANDOM.uniform(size=(5, 2))
    for start, end in itertools.pairwise(points):
        for share in np.linspace(0, 1, 40):
            px, py = start + share * (end - start)
            drawing = np.maximum(drawing, np.clip(4 - np.hypot(x - px, y - py), 0, 1))
    return (255 * drawing).astype(np.uint8)


DIGITS = [image_on_pad(i) for i in range(0, 600, 40)]
DRAWINGS = [*DIGITS, *(strokes() for _ in range(15))]


@pytest.fixture
def modules(blank: Page) -> JSHandle:
    """The forms and the networks of the page."""
    names = ("digit_form", "network", "novelty")
    sources = [(javascript.STATIC / f"mnist_inside/{name}.js").read_text(encoding="utf-8") for name in names]
    return blank.evaluate_handle(
        """(all) => Promise.all(all.map((t) => {
            return import(URL.createObjectURL(new Blob([t], {type: 'text/javascript'})));
        }))""",
        sources,
    )


def text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def in_browser(
    modules: JSHandle,
    network: Checkpoint,
    feed: str = "mnist_form",
    pair=(None, None),
    off=(),
    drawings=DRAWINGS,
) -> list[dict[str, Any]]:
    activation = network.recipe.activation
    asked = {
        "network": {
            "weights": text(file_of(network)),
            "half": fits_half(network.weights),
            "sizes": list(network.recipe.layer_sizes),
            "kind": kind_of_activation(activation),
            "table": text(activation_table(activation)),
            "reach": REACH,
            "scaled": "min_max" in network.recipe.preprocessing,
        },
        "drawings": [text(drawing.tobytes()) for drawing in drawings],
        "feed": feed,
        "slip": not FEEDS[feed].scaled,
        "side": PAD,
        "pair": list(pair),
        "off": [list(units) for units in off],
    }
    return modules.evaluate(_READ, asked)


def same(found: dict[str, Any], expected: DigitReading, *, within: float = 1e-3) -> None:
    np.testing.assert_array_equal(found["image"], expected.image.ravel())
    z = expected.through.pre_activations[-1][0]
    np.testing.assert_allclose(found["logits"], z, rtol=1e-3, atol=within)
    np.testing.assert_allclose(found["probabilities"], expected.probabilities, atol=within)
    assert found["small"] == expected.form.is_small


@pytest.mark.parametrize("feed", FEEDS)
def test_many_drawings_are_read_as_python_reads_them(modules, feed):
    regression = softmax_regression()
    for found, drawing in zip(in_browser(modules, NETWORK, feed), DRAWINGS, strict=True):
        expected = read_digit(drawing, NETWORK, regression, feed, (None, None))
        same(found, expected)
        pair = expected.pair
        assert tuple(found["pair"]) == pair
        near = {"rtol": 1e-3, "atol": 1e-3}
        np.testing.assert_allclose(found["pixels"], expected.template.pixels, **near)
        t = expected.template
        np.testing.assert_allclose(found["sums"], [t.on_image, t.rest, t.difference, t.on_image], **near)
        hidden = expected.through.outputs[-2][0]
        adds = contributions(hidden, NETWORK.weights.output.kernel, pair)
        np.testing.assert_allclose(found["adds"], adds, **near)


def test_every_activation_gives_the_same_reading(modules):
    few = DRAWINGS[::20]
    for name in ACTIVATIONS:
        network = replace(NETWORK, recipe=replace(NETWORK.recipe, activation=name))
        for found, drawing in zip(in_browser(modules, network, drawings=few), few, strict=True):
            expected = read_digit(drawing, network, softmax_regression(), "mnist_form", (None, None))
            same(found, expected)
            np.testing.assert_allclose(found["sums"][2], expected.template.difference, rtol=1e-3, atol=2e-3)


def test_other_networks_are_sent_as_they_compute(modules):
    """Full-precision weights, shuffled and unscaled pixels, no hidden layer, weights too large for half."""
    first = NETWORK.weights[0]
    full = NETWORK.weights.replaced(0, Dense(first.kernel * np.float32(1.0001), first.bias))
    recipe = replace(NETWORK.recipe, preprocessing=("shuffle_pixels",))
    large = NETWORK.weights.replaced(
        2, Dense(NETWORK.weights[2].kernel * np.float32(1e6), NETWORK.weights[2].bias)
    )
    few = DRAWINGS[::10]
    for network in (
        replace(NETWORK, weights=full),
        replace(NETWORK, recipe=recipe),
        softmax_regression(),
        replace(NETWORK, weights=large),
    ):
        for found, drawing in zip(in_browser(modules, network, drawings=few), few, strict=True):
            expected = read_digit(drawing, as_sent(network), softmax_regression(), "mnist_form", (None, None))
            np.testing.assert_allclose(
                found["logits"], expected.through.pre_activations[-1][0], rtol=1e-3, atol=1e-3
            )
            pixels = as_image(expected.template.pixels, expected.order)
            np.testing.assert_allclose(found["pixels"], pixels, rtol=1e-3, atol=1e-3 * np.abs(pixels).max())


def test_silenced_units_say_nothing(modules):
    layers = NETWORK.weights
    for layer, units in ((0, [3, 50]), (1, [7])):
        kernel, bias = layers[layer].kernel.copy(), layers[layer].bias.copy()
        kernel[:, units] = bias[units] = 0
        layers = layers.replaced(layer, Dense(kernel, bias))
    few = DRAWINGS[::10]
    found = in_browser(modules, NETWORK, off=([3, 50], [7]), drawings=few)
    for one, drawing in zip(found, few, strict=True):
        silent = replace(NETWORK, weights=layers)
        same(one, read_digit(drawing, silent, softmax_regression(), "mnist_form", (None, None)))


def test_pictures_of_units_and_rounded_sums(modules):
    sent = {"weights": text(file_of(NETWORK)), "sizes": list(NETWORK.recipe.layer_sizes)}
    call = """([, nets], {weights, sizes, layer}) => {
        const bytes = Uint8Array.from(atob(weights), (c) => c.charCodeAt(0));
        return [...nets.pictureOf(nets.layersOf(nets.numbersOf(bytes.buffer, true), sizes), layer, 5)];
    }"""
    for layer in (0, 1):
        expected = pictures(in_image_order(NETWORK), layer)[5]
        np.testing.assert_allclose(modules.evaluate(call, {**sent, "layer": layer}), expected, atol=1e-5)
    for parts in ([3.214, -2.566, 0.033], [0.654, 0.0249, 0.0], [11.644, -0.077], [0.0, 0.0]):
        shown = modules.evaluate("([, nets], parts) => nets.addingUp(parts)", parts)
        assert sum(shown["parts"]) == pytest.approx(shown["total"], abs=1e-9)
        assert shown["total"] == pytest.approx(sum(parts), abs=0.00501)
        np.testing.assert_allclose(shown["parts"], parts, atol=0.0151)


def test_a_strange_drawing_is_strange_on_both_sides(modules):
    images = np.array(
        [read_digit(d, NETWORK, softmax_regression(), "mnist_form", (None, None)).image for d in DRAWINGS]
    )
    call = """([,, novelties], {images, examples, limits}) => {
        const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
        const directions = novelties.directionsOf(bytes(examples));
        return images.map((text) => {
            const image = bytes(text), summary = novelties.summaryOf(image);
            const far = novelties.distance(summary, directions);
            return [[...summary], far, novelties.unlike(image, directions, limits)];
        });
    }"""
    limits = {"far": FAR, "mostInk": MOST_INK}
    sent = [text(image.tobytes()) for image in images]
    found = modules.evaluate(call, {"images": sent, "examples": text(examples().tobytes()), "limits": limits})
    np.testing.assert_array_equal([one[0] for one in found], summaries(images))
    np.testing.assert_allclose([one[1] for one in found], distances(summaries(images), examples()), atol=1e-5)
    expected = unlike(images, examples())
    assert [one[2] for one in found] == expected.tolist()
    assert expected[len(DIGITS) :].any()
    assert expected[: len(DIGITS)].sum() < 3
