"""A visitor's file: which column is to be predicted, and which of its values is class 1.

Both are guessed by words that people use for them, and both are the visitor's to choose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from components.concepts.plain_text import listed, quoted
from components.datasets.csv_cells import DASHES, is_missing
from components.datasets.csv_reader import CsvError, RawTable

MOST_CLASSES = 20  # values that a target of words may have


def _words_in(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_TARGETS = _words_in(
    "target class label y outcome churn churned attrition survived default defaulted diagnosis exited fraud "
    "spam deposit promoted readmitted approved subscribed disease stroke bankrupt cancelled canceled "
    "converted clicked purchased bought risk response result status income left type species variety quality "
    "ziel klasse 타겟 정답"
)
_SURE = _TARGETS[:5]  # even where the column has numbers without end
YES = frozenset(_words_in("yes true y t on + 1 ja oui si sí sim да 예 네 はい 是"))
NO = frozenset(_words_in("no false n f off - 0 nein non não нет 아니오 아니요 いいえ 否"))
_FIRST = YES | frozenset(
    _words_in(
        "positive pos abnormal malignant sick ill disease diseased dead died default defaulted fraud spam "
        "bad fail failed failure defect defective leave leaver left churn churned attrited exited cancelled "
        ">50k high"
    )
)
_SECOND = NO | frozenset(
    _words_in(
        "negative neg normal benign healthy alive stay stayed stayer ham good pass passed ok existing <=50k "
        "low none control"
    )
)

ClassOne = str | float  # one value, as `target_values` has it; or a number: so much and more


@dataclass(frozen=True)
class TargetChoice:
    """What may be class 1 of a target.

    Attributes:
        values: the values with their counts, the commonest first; at most `MOST_CLASSES` of numbers.
        cuts: numbers that may part the column in two, "so much and more"; () for words and for two values.
        many: whether it has more different numbers than classes, as a measurement has.
        guess: what is class 1 unless the visitor says otherwise.
    """

    values: tuple[tuple[str, int], ...]
    cuts: tuple[float, ...]
    many: bool
    guess: ClassOne


def fold_case(cells: Sequence[str]) -> dict[str, str]:
    """The commonest spelling for each spelling: values that differ in case only are one."""
    spellings: dict[str, Counter] = {}
    for cell, count in Counter(cells).items():
        spellings.setdefault(cell.casefold(), Counter())[cell] += count
    return {cell: same.most_common(1)[0][0] for same in spellings.values() for cell in same}


def missing_words(cells: Iterable[str]) -> frozenset[str]:
    """The cells of a column of words that stand for nothing; where "+" is a value, "-" is one too."""
    there = set(cells)
    dashes = frozenset() if "+" in there else DASHES
    return frozenset(cell for cell in there if is_missing(cell) or cell in dashes)


def labels(raw: RawTable, column: str) -> list[str | None]:
    """The target of each row as text, so that 1 and 1.0 are one value, Yes and YES too; None where missing.

    Raises:
        CsvError: for a column that is not there.
    """
    if column not in raw.columns:
        raise CsvError(f"There is no column {quoted(column)}; the columns are {listed(raw.columns)}.")
    place = raw.columns.index(column)
    numbers = raw.numbers[place]
    if numbers is not None:
        return [None if np.isnan(number) else f"{number + 0.0:.10g}" for number in numbers]
    cells = raw.cells[place]
    missing = missing_words(cells)
    spelled = fold_case([cell for cell in cells if cell not in missing])
    return [spelled.get(cell) for cell in cells]


def target_choice(raw: RawTable, column: str) -> TargetChoice:
    """What may be class 1 of a column, and what it probably is.

    Raises:
        CsvError: for a column that is not there, is empty or the same everywhere, or is text.
    """
    counts = Counter(label for label in labels(raw, column) if label is not None)
    numbers = raw.numbers[raw.columns.index(column)]
    if not counts:
        raise CsvError(f"Column {quoted(column)} is empty; expected a target with two classes.")
    if len(counts) == 1:
        raise CsvError(
            f"Column {quoted(column)} is {quoted(next(iter(counts)))} in every row; expected two classes."
        )
    if numbers is None and len(counts) > MOST_CLASSES:
        raise CsvError(
            f"Column {quoted(column)} has {len(counts):,} different texts; "
            f"expected a target with at most {MOST_CLASSES} classes."
        )
    values = tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    if numbers is None:
        return TargetChoice(values, (), False, _likely_class(counts))
    if len(counts) == 2:
        return TargetChoice(values, (), False, max(counts, key=float))
    present = numbers[~np.isnan(numbers)]
    cuts = np.unique(present)[1:]
    shares = np.array([(present >= cut).mean() for cut in cuts]) if len(cuts) < 2_000 else None
    guess = float(np.median(present)) if shares is None else float(cuts[np.abs(shares - 0.5).argmin()])
    many = len(counts) > MOST_CLASSES
    return TargetChoice(() if many else values, tuple(cuts.tolist()), many, guess)


def likely_target(raw: RawTable) -> int:
    """The number of the column that is probably the target.

    It is what the file says; else a known word; else the last column, or the first, if it can be one.
    """
    if raw.target:
        return raw.columns.index(raw.target)
    classes = {i: found for i in range(len(raw.columns)) if (found := _classes(raw, i)) > 1}
    few = [i for i, found in classes.items() if found <= MOST_CLASSES]
    for of in (lambda name: (name.strip().casefold(),), _words):
        known = [(i, w) for i in few for w in of(raw.columns[i]) if w in _TARGETS]
        known += [(i, w) for i in classes for w in of(raw.columns[i]) if w in _SURE]
        if known:
            # Beside "survived", with two values, "class" is that of the ship.
            return min(known, key=lambda one: (classes[one[0]] != 2, _TARGETS.index(one[1]), -one[0]))[0]
    last = len(raw.columns) - 1
    return next((place for place in (last, 0, *classes) if place in classes), last)


def class_names(raw: RawTable, column: str, choice: TargetChoice, positive: ClassOne) -> tuple[str, str]:
    """What 0 and what 1 mean, in words."""
    numeric = raw.numbers[raw.columns.index(column)] is not None
    if isinstance(positive, float):
        return f"{column} below {positive:g}", f"{column} {positive:g} and more"
    if len(choice.values) != 2:
        other = f"{column} other than {positive}" if numeric else f"not {positive}"
        return other, f"{column} = {positive}" if numeric else positive
    negative = next(value for value, _ in choice.values if value != positive)
    return (f"{column} = {negative}", f"{column} = {positive}") if numeric else (negative, positive)


def _classes(raw: RawTable, place: int) -> int:
    """How many classes a column has if it may be a target; 0 if it may not; fractions are no classes."""
    numbers = raw.numbers[place]
    if numbers is not None:
        different = np.unique(numbers[~np.isnan(numbers)])
        whole = np.array_equal(different, np.round(different))
        return len(different) if whole or len(different) == 2 else MOST_CLASSES + 1
    try:
        return len(target_choice(raw, raw.columns[place]).values)
    except CsvError:
        return 0


def _words(name: str) -> list[str]:
    """The words of a name such as Loan_Status or HeartDisease."""
    return [word.casefold() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+", name)]


def _likely_class(counts: Counter) -> str:
    """Of words, that which a study is about; of more than two, the commonest."""
    if len(counts) > 2:
        return min(counts, key=lambda value: (-counts[value], value))

    def rank(value: str) -> tuple[bool, bool, str]:
        words = re.sub(r"^\d+\s*[.)]\s*", "", value.casefold()).strip(" .")
        first = {words, words.split(" ")[0]}
        return bool(first & _FIRST), not first & _SECOND, value

    return max(counts, key=rank)
