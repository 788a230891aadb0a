"""The settings of /mnist_inside: which network, after which epoch, and what each view asks of it.

Run and epoch are never drawn: a link may ask for a run that this server does not have, or an epoch that was
not kept, and the page says so. The controls Network and After epoch set them (see network.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from components.concepts.digit_form import FEEDS
from components.concepts.silencing import FILLS
from components.datasets.registry import DATASETS
from components.text.questions import page_question
from components.training.checkpoint import Checkpoint
from components.training.full_pass import MAP_ROWS
from components.training.recordings import RECORDINGS
from components.ui.kit.predict import Prediction
from components.ui.kit.setting import Settings, choice, quoted, text, whole

STEM = "mnist_inside"
OFFERED = ("mnist_12k", "mnist_48k", "mnist_softmax")
DIGEST_LENGTH = 12  # characters of a digest that the address carries
CLASSES = {str(k): str(k) for k in range(10)}
MOST_UNITS = DATASETS["mnist"].shallow[1]
MOST_LAYERS = DATASETS["mnist"].deep[0]
HOWS = {
    "random_units": "random units",
    "listed_units": "listed units",
    "whole_layer": "whole layer",
    "unbent": "unbent",
    "random_start": "random start",
}

WHYS = {"closed": "closed", "ink": "ink", "units": "units", "softmax": "softmax regression"}


def _forget_drawing() -> None:
    """Another test image is asked for: what was drawn goes."""
    SETTINGS.put(drawing="")


SETTINGS = Settings(
    STEM,
    text(
        "run",
        RECORDINGS[OFFERED[0]].recipe.digest[:DIGEST_LENGTH],
        "Run",
        f"the first {DIGEST_LENGTH} characters of a run's digest",
        max_chars=64,
    ),
    whole("epoch", None, "Epoch", (0, 100_000)),  # None: the kept one with the lowest val_loss
    choice(
        "feed",
        next(iter(FEEDS)),
        "Feed it as",
        {name: feed.label for name, feed in FEEDS.items()},
        word="MNIST's form",
        aliases={feed.label: name for name, feed in FEEDS.items()},
    ),
    choice(
        "for",
        "most_likely",
        "Compare",
        {"most_likely": "top answer", **CLASSES},
        word="template",
        aliases={"best": "most_likely"},
    ),
    choice(
        "against",
        "next_likely",
        "with",
        {"next_likely": "runner-up", **CLASSES},
        aliases={"next": "next_likely"},
    ),
    # 707 is a 4 that the recorded network takes for a 9.
    whole("image", 707, "Test image", (0, 9_999), word="test image", on_change=_forget_drawing),
    text("drawing", "", "Drawing", "a drawing as the pad writes it", max_chars=5_000),
    choice("why", "closed", "Why", WHYS),
    text("cell", "", "Open unit", "a unit such as H2.17", max_chars=8),
    choice("layer", "H1", "Layer", [f"H{i + 1}" for i in range(MOST_LAYERS)], word="hidden layer"),
    whole("unit", None, "Unit", (0, MOST_UNITS - 1), word="hidden unit", placeholder="counts most"),
    choice(
        "how",
        "random_units",
        "What is done to it",
        HOWS,
        word="silenced layer",
        aliases={label: key for key, label in HOWS.items()},
    ),
    whole("share", 25, "Silenced, %", (0, 100), word="silenced unit", look="slider"),
    whole("draw", 0, "Random draw", (0, 9_999), word="random draw"),
    text(
        "listed",
        "0,1,2",
        "Units, by number",
        "a list of units such as 0,5,17",
        max_chars=3_000,
        word="silenced unit",
    ),
    choice("put_to", FILLS[0], "Silenced units put out", FILLS, word="silenced to the mean"),
    whole("point", 0, "Image", (0, MAP_ROWS - 1), word="map image"),
)


@dataclass(frozen=True)
class DigitQuery:
    """A digit that the network is given to read, and the two classes that are compared.

    Attributes:
        image: number of the test image on the pad.
        feed: how it is handed over, a key of `FEEDS`.
        first: the class that positive numbers speak for; None: the most likely.
        second: its rival; None: the next likely.
        drawing: the code of what was drawn; "" for the test image.
        why: the step of "why?" that is open.
        cell: the unit that is open, such as "H2.17"; "" for none.
    """

    image: int
    feed: str
    first: int | None
    second: int | None
    drawing: str = ""
    why: str = ""
    cell: str = ""


def digit_query() -> DigitQuery:
    """What the view Draw is set to."""
    first, second = (
        int(chosen) if chosen in CLASSES else None for chosen in map(SETTINGS.value, ("for", "against"))
    )
    image, feed, drawing, why, cell = map(SETTINGS.value, ("image", "feed", "drawing", "why", "cell"))
    return DigitQuery(image, feed, first, second, drawing, "" if why == "closed" else why, cell)


def draw_layer(network: Checkpoint) -> int:
    """Draw the control of the hidden layer; return which one is chosen, counted from 0."""
    SETTINGS.draw_options("layer", [f"H{i + 1}" for i in range(len(network.recipe.hidden_units))])
    return int(SETTINGS.value("layer")[1:]) - 1


def listed_units(units: int) -> tuple[tuple[int, ...], str]:
    """The units that are listed, and what is wrong with the list: "" if nothing is.

    Args:
        units: how many the layer has.
    """
    parts = [part.strip() for part in SETTINGS.value("listed").split(",") if part.strip()][:MOST_UNITS]
    wrong = [part for part in parts if not (part.isascii() and part.isdigit() and int(part) < units)]
    if wrong:
        expected = f"expected units from 0 to {units - 1}, such as 0,5,17."
        return (), f"The list has `{quoted(wrong[0])}`; {expected} No unit is silenced."
    return tuple(sorted({int(part) for part in parts})), ""


def prediction() -> Prediction:
    """What is left of a network's test accuracy when a random quarter of H1 is silenced?

    Right for the recorded networks, after every kept epoch (tests/ui/mnist_inside/test_silence.py).
    """
    return Prediction(page_question(STEM))
