"""The page's settings as Keras lines."""

from __future__ import annotations

from components.concepts import initializers
from components.concepts.initializers import INITIALIZERS
from components.text import Lesson
from components.ui.vanishing_gradients.settings import Stack


def keras_lines(stack: Stack, lesson: Lesson) -> str:
    """The Keras lines that measure the first chosen activation, as Markdown."""
    rule = initializers.named(stack.initializer)
    deviation = rule.deviation(stack.width, stack.width)
    start = (
        f"keras.initializers.{rule.name.title().replace('_', '')}"
        if rule.name in INITIALIZERS
        else f"lambda: keras.initializers.RandomNormal(stddev={deviation:.4g})"
    )
    return lesson["keras"].format(
        start=start, width=stack.width, depth=stack.depth, activation=stack.activations[0]
    )
