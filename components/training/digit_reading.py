"""What a network makes of one drawing: the numbers behind the picture of /mnist_inside."""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass
from functools import cache

import numpy as np

from components.concepts.digit_form import FEEDS, DigitForm, mnist_form
from components.concepts.digit_novelty import summaries
from components.concepts.layers import Pass
from components.concepts.number_text import percent
from components.concepts.template import Template, contributions, template
from components.datasets import mnist
from components.training.checkpoint import Checkpoint
from components.training.recipe import Recipe

PAD = 84  # pixels of the pad's side: three for each of MNIST's
EXAMPLES = 2_000  # training images, the first ones, that a drawing is compared with
FALSE_ALARMS = 0.02  # share of the test images that are called unlike all of them


class DrawingError(ValueError):
    """What the address has is no drawing, or there is nothing to read in it."""


@dataclass(frozen=True)
class DigitReading:
    """One drawing on its way through a network.

    Attributes:
        form: the drawing in MNIST's form, with the steps to it.
        image: (28, 28) uint8, what is fed.
        inputs: (784,) float32, what H1 gets.
        through: what every layer made of it.
        pair: the class that is compared, and its rival.
        template: of the network, near this image.
        fixed: of softmax regression, for the same pair and image.
        order: (784,), which pixel each input is.
    """

    form: DigitForm
    image: np.ndarray
    inputs: np.ndarray
    through: Pass
    pair: tuple[int, int]
    template: Template
    fixed: Template
    order: np.ndarray
    counts: np.ndarray | None  # (n_units,) of the last hidden layer: what each adds to the first logit
    rivals: np.ndarray | None  # likewise, to the difference of the two

    @property
    def probabilities(self) -> np.ndarray:
        """(10,), the softmax's output."""
        return self.through.outputs[-1][0]

    @property
    def words(self) -> str:
        """The answer: "reads 4 (97.1 %), next 9 (2.4 %)"."""
        best, following = (int(k) for k in np.argsort(-self.probabilities, kind="stable")[:2])
        p = self.probabilities
        return f"reads {best} ({percent(p[best])}), next {following} ({percent(p[following])})"


def drawing_from(code: str) -> np.ndarray:
    """The drawing that an address carries: (84, 84) uint8 in 16 greys.

    The code is what static/mnist_inside/pad_numbers.js makes of the pad: two pixels a byte, deflated, in
    base64 for addresses.

    Raises:
        DrawingError: if it is anything else.
    """
    size = PAD * PAD // 2
    try:
        packed = base64.b64decode(code, altchars=b"-_", validate=True)
        unpacking = zlib.decompressobj(wbits=-15)
        greys = np.frombuffer(unpacking.decompress(packed, size + 1), np.uint8)
    except (TypeError, ValueError, zlib.error):
        raise DrawingError("The drawing in the address cannot be read.") from None
    if len(greys) != size or not unpacking.eof:
        raise DrawingError(f"The drawing in the address does not have {PAD} x {PAD} pixels.")
    return (17 * np.stack([greys >> 4, greys & 15], axis=1)).reshape(PAD, PAD)


def drawing_code(drawing: np.ndarray) -> str:
    """The code of a drawing, (84, 84) uint8, for an address; greys between the 16 are rounded."""
    greys = np.rint(drawing / 17).astype(np.uint8).reshape(-1, 2)
    deflating = zlib.compressobj(9, wbits=-15)
    packed = deflating.compress((greys[:, 0] << 4 | greys[:, 1]).tobytes()) + deflating.flush()
    return base64.b64encode(packed, altchars=b"-_").decode("ascii")


def image_on_pad(number: int) -> np.ndarray:
    """A test image as it lies on the pad: (84, 84) uint8."""
    side = PAD // 28
    return np.kron(mnist.load().x_test[number], np.ones((side, side), np.uint8))


@cache
def examples() -> np.ndarray:
    """Summaries of training images, (2_000, 196) uint8, to tell a drawing that is like none of them."""
    found = summaries(mnist.load().training_images.first(EXAMPLES))
    found.flags.writeable = False
    return found


def read_digit(
    drawing: np.ndarray,
    network: Checkpoint,
    regression: Checkpoint,
    feed: str,
    pair: tuple[int | None, int | None],
) -> DigitReading:
    """Send a drawing through the network and compare two classes.

    Args:
        drawing: (84, 84) uint8.
        network: that reads.
        regression: softmax regression, for its fixed template.
        feed: how the network gets it, in `FEEDS`.
        pair: class and rival; None: the most likely ones.

    Raises:
        DrawingError: for a drawing without a digit, or a pair of twice the same class.
    """
    if pair[0] is not None and pair[0] == pair[1]:
        raise DrawingError(f"A class cannot be its own rival: both are {pair[0]}; choose two classes.")
    try:
        form = mnist_form(drawing)
    except ValueError as error:
        raise DrawingError(str(error)) from None
    image = FEEDS[feed].image(form)
    inputs = _inputs(image, feed, network.recipe)
    activation = network.recipe.activation
    through = network.weights.forward(inputs[None], activation)
    compared = choose_pair(through.pre_activations[-1][0], pair)
    hidden = through.outputs[-2][0] if len(through.outputs) > 1 else None
    kernel = network.weights.output.kernel
    shuffled = "shuffle_pixels" in network.recipe.preprocessing
    return DigitReading(
        form=form,
        image=image,
        inputs=inputs,
        through=through,
        pair=compared,
        template=template(inputs, network.weights, activation, compared),
        fixed=template(_inputs(image, feed, regression.recipe), regression.weights, "relu", compared),
        order=mnist.pixel_order() if shuffled else np.arange(784),
        counts=None if hidden is None else contributions(hidden, kernel, (compared[0], None)),
        rivals=None if hidden is None else contributions(hidden, kernel, compared),
    )


def choose_pair(logits: np.ndarray, asked: tuple[int | None, int | None]) -> tuple[int, int]:
    """The two classes to compare: what was asked for, else the most likely ones that are left."""
    ranked = [int(k) for k in np.argsort(-logits, kind="stable")]
    first = next(k for k in ranked if k != asked[1]) if asked[0] is None else asked[0]
    second = next(k for k in ranked if k != first) if asked[1] is None else asked[1]
    return first, second


def _inputs(image: np.ndarray, feed: str, recipe: Recipe) -> np.ndarray:
    steps = set(recipe.preprocessing)
    if not FEEDS[feed].scaled:
        steps ^= {"min_max"}  # the slip: scaled where the training was not, or the other way round
    return mnist.prepare(image[None], tuple(steps))[0]


def as_image(values: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Put a number for each input where its pixel is: (784,) in the order of the image."""
    placed = np.empty_like(values)
    placed[order] = values
    return placed
