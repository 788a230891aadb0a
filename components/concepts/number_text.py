"""Numbers as text: with a true minus sign, in percent, as part of a sum in LaTeX, or for JSON."""

from __future__ import annotations

import math


def number(value: float, form: str = ".2f") -> str:
    """A number in a format of Python's, with a true minus sign; "no number" for NaN and infinity."""
    return format(value, form).replace("-", "−") if math.isfinite(value) else "no number"


def percent(probability: float) -> str:
    """A probability in percent, with as many digits as it takes not to say 100; never "0.0 %"."""
    probability = float(probability)  # a float32 would be rounded once more
    if probability < 0.0005:
        return "< 0.1 %"
    for digits in range(1, 5):
        text = f"{100 * probability:.{digits}f}"
        if float(text) < 100:
            return f"{text} %"
    return "> 99.9999 %"


def latex_number(value: float) -> str:
    """A number with three decimals for LaTeX."""
    return f"{value:.3f}" if math.isfinite(value) else r"\text{no number}"


def latex_factor(value: float) -> str:
    """The same with brackets around a negative number, so that no two signs meet."""
    return f"({latex_number(value)})" if value < 0 else latex_number(value)


def latex_addend(value: float) -> str:
    """A number with two decimals that is added to what stands before it: "+ 0.25", "- 0.50", "+ 0.00"."""
    rounded = round(float(value), 2) + 0.0  # no "- 0.00"
    return f"{'-' if rounded < 0 else '+'} {abs(rounded):.2f}"


def json_number(value: float | None) -> float | None:
    """A number for a picture: six digits are more than a screen shows. JSON has neither NaN nor infinity."""
    return None if value is None or not math.isfinite(value) else float(f"{value:.6g}")
