"""The settings of /vanishing_gradients: a stack of equal layers, and the activations that are compared."""

from __future__ import annotations

from dataclasses import dataclass

from components.concepts import gradient_flow, initializers
from components.concepts.activations import ACTIVATIONS
from components.concepts.initializers import INITIALIZERS
from components.text.questions import page_question
from components.ui.kit.predict import Prediction
from components.ui.kit.setting import Settings, choice, picks, whole

STEM = "vanishing_gradients"
WIDTHS = (8, 16, 32, 64, 128, 256)
GAINS = ("normal:0.5", "normal:1", "normal:1.5", "normal:2", "normal:4")
OVERLAID = 6  # more lines than this cannot be told apart
_START = ("relu", "sigmoid", "tanh")
_KNOWN = {name: initializers.named(name).label for name in (*INITIALIZERS, *GAINS)}

SETTINGS = Settings(
    STEM,
    picks(
        "activation",
        _START,
        "Activations",
        {name: entry.label for name, entry in ACTIVATIONS.items()},
        look="list",
        expected=f"up to {OVERLAID} of {', '.join(ACTIVATIONS)}",
        max_selections=OVERLAID,
        placeholder="none chosen: the three of the question are shown",
        label_visibility="collapsed",
    ),
    choice(
        "initializer",
        "glorot_uniform",
        "Initializer",
        _KNOWN,
        word="initializer",
        typed=lambda name: initializers.named(name).name,
        expected=f"one of {', '.join(INITIALIZERS)}, or normal: and a gain from 0.1 to 10",
    ),
    whole("depth", 20, "Depth (layers)", gradient_flow.DEPTHS, look="slider"),
    choice("width", "128", "Width (units in each layer)", [str(width) for width in WIDTHS], look="steps"),
    whole("seed", 0, "Seed", gradient_flow.SEEDS, word="seed"),
    # How far back the error has walked; the picture moves it. Nothing: it still stands at the last layer.
    whole("layer", None, "Layer that the error has reached", gradient_flow.DEPTHS),
)


@dataclass(frozen=True)
class Stack:
    """What the page is set to; every value can be used."""

    activations: tuple[str, ...]
    initializer: str
    depth: int
    width: int
    seed: int
    reached: int  # the layer to which the error has walked back
    problem: str = ""  # a sentence about a value that was replaced by the default


def read() -> Stack:
    """Read the settings; an initializer that cannot be used is replaced by the default."""
    value = SETTINGS.value
    activations = tuple(value("activation")[:OVERLAID]) or _START
    try:
        initializer, problem = initializers.named(value("initializer")).name, ""
    except ValueError as error:  # a gain may be typed
        initializer = SETTINGS.all["initializer"].default
        sentence = str(error).replace("`", " ")
        problem = f"{sentence[0].upper()}{sentence[1:]} The default is used."
    depth = value("depth")
    reached = min(value("layer") or depth, depth)
    return Stack(activations, initializer, depth, int(value("width")), value("seed"), reached, problem)


def prediction() -> Prediction:
    """Which activation lets most of the error through? At the first answer the error walks back."""
    question = page_question(SETTINGS.stem)
    start = {name: setting.default for name, setting in SETTINGS.all.items()}
    moves = {**start, "view": "layers", "activation": list(_START), **SETTINGS.named(question.reveal)}
    return Prediction(question, moves)
