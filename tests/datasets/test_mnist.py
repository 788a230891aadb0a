"""MNIST as published, and what preparing does to it."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from components.datasets import mnist
from components.datasets.packed_images import PackedImages
from components.datasets.registry import DATASETS


def test_shapes_and_order() -> None:
    data = mnist.load()
    assert data.x_train.shape == (60_000, 28, 28)
    assert data.x_test.shape == (10_000, 28, 28)
    assert data.y_train[:5].tolist() == [5, 0, 4, 1, 9]
    assert mnist.load() is data
    with pytest.raises(ValueError, match="read-only"):
        data.x_train[0, 0, 0] = 1


def test_training_images_are_the_same_packed() -> None:
    whole, packed = mnist.load().x_train, PackedImages(DATASETS["mnist"].path, "x_train")
    np.testing.assert_array_equal(packed.first(260), whole[:260])
    for number in (0, 249, 250, 59_999):
        np.testing.assert_array_equal(packed[number], whole[number])
    np.testing.assert_array_equal(packed.first(len(packed)), whole)
    with pytest.raises(IndexError, match="60000"):
        packed[60_000]


def test_the_web_process_never_holds_all_training_images_unpacked(root: Path) -> None:
    """47 MB; workers and what makes recordings do."""
    shown = [*root.glob("components/ui/**/*.py"), *root.glob("pages/**/*.py")]
    shown += [root / "components/training/digit_reading.py", root / "components/training/full_pass.py"]
    assert not [
        path.name for path in shown if re.search(r"load\(\)\.x_train|data\.x_train", path.read_text())
    ]


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
