"""MNIST's form: what was done to every digit before any network saw it.

The digits of MNIST were cut out, scaled to fit into 20 x 20 pixels without changing their proportions, which
makes black and white into grey, and moved so that the centre of mass of their ink is the centre of 28 x 28
(LeCun, Cortes and Burges: "The MNIST database of handwritten digits"). A dense network has one weight for
each place and knows no other form: a drawing has to be brought into it first.

To add a wrong form to compare with, add an entry to `FEEDS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

FIELD = 28  # pixels of an image's side
BOX = 20  # a digit fits into this
CENTER = 14.5  # where the centre of mass lies in MNIST (measured: 14.0 to 15.0), from the first edge
INK = 32  # of 255: where nothing is darker there is no digit
FULL = 0.85  # share of inked pixels above which there is no figure on a ground
OFF_CENTER = 6  # pixels to the right and down
SMALL = 0.4  # of a drawing's side: what is shorter is scaled up so far that its strokes become blobs


@dataclass(frozen=True)
class DigitForm:
    """A drawing on its way into MNIST's form, step by step.

    Attributes:
        drawing: (height, width) uint8, as it was drawn; 255 is ink.
        box: first row, last row + 1, first column, last column + 1 of the ink.
        fitted: (height, width) uint8, the box scaled so that its longer side has 20 pixels.
        corner: row and column at which `fitted` stands in `image`.
        image: (28, 28) uint8, the centre of mass of its ink in the middle.
    """

    drawing: np.ndarray
    box: tuple[int, int, int, int]
    fitted: np.ndarray
    corner: tuple[int, int]
    image: np.ndarray

    @property
    def is_small(self) -> bool:
        """Whether it is drawn so small that its strokes, scaled up, are far broader than MNIST's."""
        top, bottom, left, right = self.box
        return max(bottom - top, right - left) < SMALL * len(self.drawing)


def mnist_form(drawing: np.ndarray) -> DigitForm:
    """Bring a drawing into MNIST's form.

    Args:
        drawing: (height, width) uint8 of any size, 0 no ink, 255 full ink.

    Raises:
        ValueError: with a sentence, for a drawing without ink or with nothing but ink.
    """
    inked = drawing >= INK
    if not inked.any():
        raise ValueError("Nothing is drawn yet: draw one digit, or take a test image.")
    if inked.mean() > FULL:
        raise ValueError("The field is full of ink: one digit on an empty ground is expected.")
    rows, columns = (np.flatnonzero(drawing.any(axis=axis)) for axis in (1, 0))
    box = (int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1)
    cut = drawing[box[0] : box[1], box[2] : box[3]]
    scale = BOX / max(cut.shape)
    height, width = (max(1, round(side * scale)) for side in cut.shape)
    fitted = resize(cut, height, width)
    corner = tuple(_start(fitted, axis) for axis in (0, 1))
    image = np.zeros((FIELD, FIELD), np.uint8)
    image[corner[0] : corner[0] + height, corner[1] : corner[1] + width] = fitted
    return DigitForm(drawing, box, fitted, corner, image)


def resize(image: np.ndarray, height: int, width: int) -> np.ndarray:
    """Scale by areas: each new pixel is the mean of what it covers, so that edges become grey.

    Args:
        image: (n, m) uint8.
        height: of the result, in pixels.
        width: likewise.
    """
    down, across = _overlaps(image.shape[0], height), _overlaps(image.shape[1], width)
    covered = down @ image.astype(np.int64) @ across.T
    return np.rint(covered / (image.shape[0] * image.shape[1])).astype(np.uint8)


def _overlaps(old: int, new: int) -> np.ndarray:
    """How much of each old pixel each new one covers, in whole numbers: (new, old), rows sum to `old`.

    With an old pixel `new` units long and a new one `old`, every edge is a whole number. So the sums are
    exact, and the browser, which does the same (static/mnist_inside/digit_form.js), rounds the same way.
    """
    starts, places = old * np.arange(new)[:, None], new * np.arange(old)
    overlap = np.minimum(starts + old, places + new) - np.maximum(starts, places)
    return np.clip(overlap, 0, None)


def _start(fitted: np.ndarray, axis: int) -> int:
    """Where to put the box along an axis, in whole pixels, without cutting anything off."""
    mass = fitted.sum(axis=1 - axis, dtype=np.float64)
    middle = float(mass @ (np.arange(len(mass)) + 0.5) / mass.sum()) if mass.any() else len(mass) / 2
    return int(np.clip(round(CENTER - middle), 0, FIELD - len(mass)))


@dataclass(frozen=True)
class Feed:
    """A way to hand a digit to the network: the right one, or a common mistake."""

    name: str  # the key in FEEDS
    label: str
    says: str  # what is wrong with it, in a sentence; "" if nothing is
    image: Callable[[DigitForm], np.ndarray]  # (28, 28) uint8
    scaled: bool = True  # whether the step "min_max" is done as in the training


_ENTRIES = (
    Feed("mnist_form", "MNIST's form", "", lambda form: form.image),
    Feed(
        "not_fitted",
        "not fitted",
        "The drawing is only made smaller: neither scaled to 20 x 20 nor centred.",
        lambda form: resize(form.drawing, FIELD, FIELD),
    ),
    Feed(
        "off_centre",
        "off-centre",
        f"The digit stands {OFF_CENTER} pixels too far to the right and down: other weights meet its ink.",
        lambda form: shift(form.image, OFF_CENTER),
    ),
    Feed(
        "inverted",
        "inverted",
        "Ink and ground are exchanged: 255 where MNIST has 0. Almost every weight of H1 gets an input.",
        lambda form: 255 - form.image,
    ),
    Feed(
        "unscaled",
        "unscaled",
        "The pixels are not scaled as in the training: each is 255 times too large or too small, and only "
        "the biases stay as they were.",
        lambda form: form.image,
        scaled=False,
    ),
)
FEEDS: dict[str, Feed] = {entry.name: entry for entry in _ENTRIES}


def shift(image: np.ndarray, pixels: int) -> np.ndarray:
    """Move an image right and down; what leaves the field is lost, what comes in is empty."""
    moved = np.zeros_like(image)
    moved[pixels:, pixels:] = image[:-pixels, :-pixels]
    return moved
