"""Numbers as text: with a true minus sign, in percent, as part of a sum in LaTeX, or for JSON."""

from __future__ import annotations

import math

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


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


def short_number(value: float, digits: int = 2) -> str:
    """A number of any size with so many digits: "0.13", "420", "9.8·10⁻⁴"; a true minus sign."""
    if not math.isfinite(value):
        return "no number"
    rounded = float(f"{value:.{digits}g}")
    if rounded == 0 or 0.01 <= abs(rounded) < 1000:
        return number(rounded, f".{max(digits, len(f'{abs(rounded):.0f}'))}g")
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    return f"{mantissa}·{power_of_ten(int(exponent))}".replace("-", "−")


def power_of_ten(exponent: int) -> str:
    """10 to a whole power: "10⁻⁴"."""
    return "10" + str(exponent).translate(_SUPERSCRIPT)


def json_number(value: float | None) -> float | None:
    """A number for a picture: six digits are more than a screen shows. JSON has neither NaN nor infinity."""
    return None if value is None or not math.isfinite(value) else float(f"{value:.6g}")
