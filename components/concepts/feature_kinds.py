"""The kinds of features that people make, and how each is written. To add one, add a `FeatureKind`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from components.concepts import feature_formulas as formulas

WORD = r"[^\W\d]\w*"
_NAME = rf'({WORD}|"(?:[^"]|"")+")'
_PLACES = {
    "{a}": _NAME,
    "{b}": _NAME,
    "{t}": r"([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)",
    "{k}": r"(\d{1,9})",
}


@dataclass(frozen=True)
class FeatureKind:
    """A way to make a feature; a group makes one of every column, or of every pair."""

    name: str  # the key in KINDS
    label: str
    form: str  # its text; {a} and {b} are columns, {t} is any number, {k} a number of bins
    meaning: str  # one sentence
    formula: Callable[[formulas.Inputs, float | None], np.ndarray] | None  # None for a group
    group_of: str = ""  # the kind that a group consists of

    @property
    def columns(self) -> int:
        """How many columns one such feature is made from; 0 for a group."""
        return self.form.count("{a}") + self.form.count("{b}")

    @property
    def number(self) -> str:
        """Which number it takes: "threshold", "bins" or "" for none."""
        return "threshold" if "{t}" in self.form else "bins" if "{k}" in self.form else ""

    @property
    def pattern(self) -> re.Pattern[str]:
        """What its text has to match; the places are the groups."""
        tokens = re.findall(r"\{\w\}|\w+|>=|.", self.form)
        return re.compile(r"\s*".join(_PLACES.get(token) or re.escape(token) for token in tokens))


_ENTRIES = (
    FeatureKind("product", "Product", "{a}*{b}", "Two things that have to come together.", formulas.product),
    FeatureKind("square", "Square", "{a}^2", "Far from the middle, on either side.", formulas.square),
    FeatureKind("log", "Logarithm", "log({a})", "Ratios count, not differences.", formulas.logarithm),
    FeatureKind("ratio", "Ratio", "{a}/{b}", "One thing measured by another.", formulas.ratio),
    FeatureKind(
        "threshold", "Threshold", "{a}>={t}", "A line that matters: 1 from it on, else 0.", formulas.threshold
    ),
    FeatureKind(
        "bins",
        "Bins",
        "bins({a},{k})",
        "Steps with equally many rows, each with its own weight.",
        formulas.bins,
    ),
    FeatureKind("squares", "All squares", "squares", "The square of every column.", None, "square"),
    FeatureKind("products", "All products", "products", "The product of every pair.", None, "product"),
)
KINDS: dict[str, FeatureKind] = {entry.name: entry for entry in _ENTRIES}
