"""Sizes as words: what is left of an error, and what a layer multiplies with."""

from __future__ import annotations

import math

from components.concepts.number_text import power_of_ten


def share(kept: float) -> str:
    """What a ratio of first to last layer means: "one part in 10¹²"."""
    if not math.isfinite(kept):
        return "more than a number can hold"
    if kept <= 0:
        return "nothing at all"
    if kept < 0.01:
        return f"one part in {power(1 / kept)}"
    if kept < 9.5:
        return f"{100 * kept:.0f} %"
    return f"{power(kept)} times as much"


def power(value: float) -> str:
    """A large number, short: 800, 12,000, 9·10¹¹, 10¹²."""
    if value < 99_500:
        return f"{float(f'{value:.2g}'):,.0f}"
    return _powers(value)


def short(kept: float) -> str:
    """The same in a few letters, to stand under a tile: .19, 4·10⁻⁵, 42."""
    if not math.isfinite(kept):
        return "∞"
    if kept <= 0:
        return "0"
    if 0.00995 <= kept < 99.5:
        return f"{kept:.2g}".removeprefix("0")
    return _powers(kept)


def factor(step: float, digits: int = 2) -> str:
    """What one layer multiplies with: ×.23, ×1.4, ×3·10⁴."""
    if 0.00995 <= step < 1:
        return f"×{step:.{digits}f}".replace("×0.", "×.")
    return f"×{step:.{digits}g}" if 1 <= step < 99.5 else f"×{short(step)}"


def _powers(value: float) -> str:
    """A size with one digit and a power of ten; the digit 1 is left out."""
    digits, exponent = f"{value:.0e}".split("e")
    raised = power_of_ten(int(exponent))
    return raised if digits == "1" else f"{digits}·{raised}"
