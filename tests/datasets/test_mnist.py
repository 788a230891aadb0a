"""MNIST as published, and what preparing does to it."""

from __future__ import annotations

import numpy as np
import pytest

from components.datasets import mnist


def test_shapes_and_order() -> None:
    data = mnist.load()
    assert data.x_train.shape == (60_000, 28, 28)
    assert data.x_test.shape == (10_000, 28, 28)
    assert data.y_train[:5].tolist() == [5, 0, 4, 1, 9]
    assert mnist.load() is data
    with pytest.raises(ValueError, match="read-only"):
        data.x_train[0, 0, 0] = 1


def test_preparing() -> None:
    images = mnist.load().x_train[:10]
    raw, scaled = mnist.prepare(images, ()), mnist.prepare(images, ("min_max",))
    assert raw.max() == 255
    assert scaled.max() == 1
    assert scaled.dtype == np.float32
    shuffled = mnist.prepare(images, ("shuffle_pixels",))
    np.testing.assert_array_equal(np.sort(shuffled, axis=1), np.sort(raw, axis=1))
    np.testing.assert_array_equal(shuffled, raw[:, mnist.pixel_order()])
    assert (shuffled != raw).any()
