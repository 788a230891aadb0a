"""Numbers of this page as words, and its settings as Keras lines."""

from __future__ import annotations

import math

from components.concepts import initializers
from components.concepts.initializers import INITIALIZERS
from components.text import Lesson
from components.ui.vanishing_gradients.settings import Stack

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def share(kept: float) -> str:
    """What a ratio of first to last layer means: "one part in 10¹²"."""
    if not math.isfinite(kept):
        return "more than a number can hold"
    if kept <= 0:
        return "nothing at all"
    if kept < 0.01:
        return f"one part in {power(1 / kept)}"
    if kept < 9.5:
        return f"{kept:.0%}"
    return f"{power(kept)} times as much"


def power(value: float) -> str:
    """A large number, short: 800, 12,000, 9 × 10¹¹, 10¹²."""
    if value < 99_500:
        return f"{float(f'{value:.2g}'):,.0f}"
    digits, exponent = f"{value:.0e}".split("e")
    raised = "10" + str(int(exponent)).translate(_SUPERSCRIPT)
    return raised if digits == "1" else f"{digits} × {raised}"


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
