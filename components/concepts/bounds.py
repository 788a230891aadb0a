"""The bounds of a number that a visitor may set."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bounds:
    """The smallest and the largest value that a field of a recipe or a rule may have, both included."""

    least: float
    most: float
    above: bool = False  # whether `least` itself is excluded

    def admits(self, value: float) -> bool:
        """Tell whether the value lies within the bounds."""
        return (self.least < value if self.above else self.least <= value) and value <= self.most

    def __str__(self) -> str:
        if self.above:
            return f"above {self.least:,.10g} and at most {self.most:,.10g}"
        return f"between {self.least:,.10g} and {self.most:,.10g}"
