"""Features that people make: products, squares, logarithms, ratios, thresholds and bins of columns.

Logistic regression can only add its inputs up. Give it a product and it sees that two things have to come
together; give it `glucose>=140` and it knows the line that doctors draw. A feature is written as a short
text, `width/length`, which is also its form in an address; names that are not a single word stand in double
quotes, `"blood pressure"^2`, a quote within them twice. The kinds stand in `feature_kinds.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import isfinite

import numpy as np

from components.concepts import feature_formulas as formulas
from components.concepts.feature_kinds import KINDS, WORD, FeatureKind
from components.concepts.plain_text import listed, plain, quoted
from components.concepts.table_preparation import Preparation, apply, filled, fit

MOST_FEATURES = 40  # that one list may name
MOST_MADE = 1_000  # columns that may come of them
MOST_CHARACTERS = 200  # of a text, beside room for two names of the table
FEWEST_BINS, MOST_BINS = 2, 10


@dataclass(frozen=True)
class Feature:
    """One made feature, or a group of them.

    The columns of a product are put in alphabetical order, so that a*b and b*a are one feature.

    Raises:
        ValueError: for a kind that is not in KINDS, columns or a number that do not fit it.
    """

    kind: str
    columns: tuple[str, ...] = ()
    number: float | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind is {quoted(self.kind)}; it has to be one of {', '.join(KINDS)}.")
        kind = KINDS[self.kind]
        if len(self.columns) != kind.columns or not all(self.columns):
            raise ValueError(f"{kind.label} has {len(self.columns)} columns; it takes {kind.columns}.")
        if len(set(self.columns)) < len(self.columns):
            square = plain(_written(self.columns[0]) + "^2")
            raise ValueError(f"{kind.label} takes two different columns; the square of one is {square}.")
        if self.kind == "product":
            object.__setattr__(self, "columns", tuple(sorted(self.columns)))
        object.__setattr__(self, "number", _checked_number(kind, self.number))

    @property
    def text(self) -> str:
        """The feature as `parse_feature` reads it; equal features have equal texts."""
        a, b = (*map(_written, self.columns), "", "")[:2]
        return KINDS[self.kind].form.format(a=a, b=b, t=self._number, k=self._number)

    @property
    def label(self) -> str:
        """The feature for people, "width / length", with raw names: show it with `plain_text.plain`."""
        kind, (a, b) = KINDS[self.kind], (*self.columns, "", "")[:2]
        form = kind.form if kind.columns else kind.label
        for sign, shown in (("*", " × "), ("/", " / "), (">=", " ≥ "), ("^2", "²"), (",", ", ")):
            form = form.replace(sign, shown)
        return form.format(a=a, b=b, t=self._number, k=self._number)

    @property
    def _number(self) -> str:
        return "" if self.number is None else f"{self.number:.10g}"

    def __str__(self) -> str:
        return self.text


def parse_feature(text: str, columns: Sequence[str]) -> Feature:
    """Read a feature from its text; spaces between its parts do not matter.

    Raises:
        ValueError: in one sentence that is safe in Markdown, for a text of no kind or an unknown column.
    """
    most = MOST_CHARACTERS + 2 * max((len(_written(name)) for name in columns), default=0)
    if len(text) > most:
        raise ValueError(f"The feature has {len(text):,} characters; expected at most {most:,}.")
    for kind in KINDS.values():
        found = kind.pattern.fullmatch(text.strip())
        if not found:
            continue
        names = tuple(_read(name) for name in found.groups()[: kind.columns])
        for name in names:
            _check_column(name, columns)
        return Feature(kind.name, names, float(found.groups()[-1]) if kind.number else None)
    forms = ", ".join(plain(kind.form.translate({ord("{"): None, ord("}"): None})) for kind in KINDS.values())
    raise ValueError(f"{quoted(text)} is not a feature; expected one of {forms}.")


def parse_features(text: str, columns: Sequence[str]) -> tuple[Feature, ...]:
    """Read features with semicolons between them; each counts once, and empty places do not.

    Raises:
        ValueError: as `parse_feature`, and for more than `MOST_FEATURES`.
    """
    parts = [part for part in re.findall(r'(?:"[^"]*"|[^;])+', text) if part.strip()]
    if len(parts) > MOST_FEATURES:
        raise ValueError(f"There are {len(parts)} features; expected at most {MOST_FEATURES}.")
    return tuple(dict.fromkeys(parse_feature(part, columns) for part in parts))


def features_text(features: Sequence[Feature]) -> str:
    """Write features as `parse_features` reads them."""
    return ";".join(feature.text for feature in features)


def expand(features: Sequence[Feature], columns: Sequence[str]) -> tuple[Feature, ...]:
    """Put single features in the place of groups; each counts once.

    Raises:
        ValueError: for more than `MOST_MADE` columns.
    """
    single: dict[Feature, None] = {}
    for feature in features:
        if member := KINDS[feature.kind].group_of:
            size = KINDS[member].columns
            single |= dict.fromkeys(Feature(member, tuple(names)) for names in combinations(columns, size))
        else:
            single[feature] = None
    made = sum(_width(feature) for feature in single)
    if made > MOST_MADE:
        raise ValueError(f"These features make {made:,} columns; expected at most {MOST_MADE:,}.")
    return tuple(single)


@dataclass(frozen=True, eq=False)
class FittedFeatures:
    """Features whose centres, bins and sizes are learned; `of` learns nothing from the rows it is given."""

    features: tuple[Feature, ...]  # single ones
    columns: tuple[str, ...]
    learned: formulas.Learned

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the m columns that are made."""
        names: list[str] = []
        for feature in self.features:
            width = _width(feature)
            names += [feature.text] if width == 1 else [f"{feature.text} {i + 2}" for i in range(width)]
        return tuple(names)

    def of(self, values: np.ndarray) -> np.ndarray:
        """Make (n, m) values, not scaled, from (n, d); where one is missing, the training median counts."""
        full = filled(np.asarray(values, dtype=np.float64), self.learned.medians)
        position = {name: i for i, name in enumerate(self.columns)}
        made = [np.empty((len(full), 0))]
        for feature in self.features:
            own = self.learned.inputs(full, [position[name] for name in feature.columns])
            made.append(KINDS[feature.kind].formula(own, feature.number))
        return np.column_stack(made)


def fit_features(
    features: Sequence[Feature], columns: Sequence[str], training_values: np.ndarray
) -> FittedFeatures:
    """Learn what features, single ones and groups, need from the (n, d) training rows.

    Raises:
        ValueError: for a column that is not there, or too many features.
    """
    single = expand(features, columns)
    for name in (name for feature in single for name in feature.columns):
        _check_column(name, columns)
    learned = formulas.learn(np.asarray(training_values, dtype=np.float64))
    return FittedFeatures(single, tuple(columns), learned)


@dataclass(frozen=True, eq=False)
class FittedInputs:
    """What a model reads in one fold: prepared columns, indicators of gaps, made features, all scaled."""

    raw: Preparation
    made: FittedFeatures
    scale: Preparation  # of the made ones

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the m inputs."""
        return (*self.raw.names, *self.made.names)

    def of(self, values: np.ndarray) -> np.ndarray:
        """(n, m) float64 for any (n, d) rows, NaN where a value is missing."""
        return np.column_stack([apply(self.raw, values), apply(self.scale, self.made.of(values))])


def fit_inputs(
    training_values: np.ndarray, columns: Sequence[str], features: Sequence[Feature] = ()
) -> FittedInputs:
    """Learn from the (n, d) training rows of a fold how to prepare any rows."""
    made = fit_features(features, columns, training_values)
    scale = fit(made.of(training_values), made.names)
    return FittedInputs(fit(training_values, columns), made, scale)


def _check_column(name: str, columns: Sequence[str]) -> None:
    if name not in columns:
        raise ValueError(f"There is no column {quoted(name)}; the columns are {listed(tuple(columns))}.")


def _width(feature: Feature) -> int:
    """How many columns it makes: the first of its bins has none."""
    return int(feature.number or 0) - 1 if feature.kind == "bins" else 1


def _written(name: str) -> str:
    return name if re.fullmatch(WORD, name) else '"' + name.replace('"', '""') + '"'


def _read(written: str) -> str:
    return written[1:-1].replace('""', '"') if written.startswith('"') else written


def _checked_number(kind: FeatureKind, number: float | None) -> float | None:
    if not kind.number:
        if number is not None:
            raise ValueError(f"{kind.label} has the number {number:g}; it takes none.")
        return None
    if number is None or not isfinite(number):
        raise ValueError(f"{kind.label} has the number {number}; it has to be finite.")
    if kind.number == "bins" and not (number == int(number) and FEWEST_BINS <= number <= MOST_BINS):
        raise ValueError(f"{number:g} bins; expected {FEWEST_BINS} to {MOST_BINS}.")
    return float(f"{number:.10g}") + 0.0  # 1 and 1.0 are one feature, and so are 0 and -0
