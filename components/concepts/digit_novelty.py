"""Novelty: whether an image is unlike every digit of some examples.

A softmax answers whatever it is given. Whether the image resembles anything that the network was trained on
is another question, and a simple way to ask it is the nearest example: blur both a little, so that a stroke
that is moved by a pixel still meets its like, and take the angle between the two. The image is called unlike
if even the nearest example is farther away than `FAR`, or if it has more ink than nearly any digit.

`FAR` is the distance that 98 % of other training images keep to: so some two in a hundred digits are called
unlike by mistake (tests/training/test_novelty.py measures it), and much nonsense is let pass.
"""

from __future__ import annotations

import numpy as np

FAR = 0.175  # 1 - cosine; 2 % of 10,000 training images lie farther from the nearest of 2,000 others
MOST_INK = 0.3  # mean grey, as a share of full ink; 1 in 1,000 training images has more


def summaries(images: np.ndarray) -> np.ndarray:
    """Blur images and halve their size: (n, 28, 28) uint8 -> (n, 196) uint8.

    Each new pixel is a weighted mean of 4 x 4 old ones, in whole numbers until it is rounded.
    """
    blurred = np.pad(images.astype(np.int64), ((0, 0), (1, 1), (1, 1)))
    blurred = blurred[:, :-2] + 2 * blurred[:, 1:-1] + blurred[:, 2:]
    blurred = blurred[:, :, :-2] + 2 * blurred[:, :, 1:-1] + blurred[:, :, 2:]
    n, side = len(images), images.shape[1] // 2
    fours = blurred.reshape(n, side, 2, side, 2).sum(axis=(2, 4))
    return np.rint(fours / 64).astype(np.uint8).reshape(n, -1)


def distances(images: np.ndarray, examples: np.ndarray) -> np.ndarray:
    """How far images are from their nearest example: (n,), 0 for the same direction, 1 for nothing in common.

    Args:
        images: summaries, (n, 196).
        examples: summaries, (m, 196).
    """
    return 1 - (_directions(images) @ _directions(examples).T).max(axis=1)


def _directions(summaries: np.ndarray) -> np.ndarray:
    """Vectors of length 1; an empty image has none and stays 0."""
    vectors = summaries.astype(np.float32)
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def unlike(images: np.ndarray, examples: np.ndarray) -> np.ndarray:
    """Which images look like no digit of the examples: (n,) bool.

    Args:
        images: (n, 28, 28) uint8, in MNIST's form.
        examples: summaries, (m, 196).
    """
    much = images.mean(axis=(1, 2)) > 255 * MOST_INK
    return much | (distances(summaries(images), examples) > FAR)
