"""A visitor's file, step four: what the cells of a column say, as numbers or as days.

`number` and `days` read one cell and need nothing else: exported scripts contain them as they stand here.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

LARGEST = 1e30  # beyond it, squares and their variances leave what a computer can count
EXACT = 2**53  # beyond it, not every whole number is a float64
# What stands for a missing value anywhere (lower case), in any column but one with "+", and among numbers.
MISSING = frozenset(
    {"", "na", "n/a", "#n/a", "n.a.", "nan", "-nan", "null", "(null)", "<na>", "nat", "?"}
    | {"#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!"}
)
DASHES = frozenset({"-", "--", "---", ".", "..", "–", "—"})
AMONG_NUMBERS = DASHES | {"none", "nil", "missing", "unknown", "x", "*"}
FEW = 20  # different numbers, up to which they may be names of groups

_CURRENCY = r"[$€£¥₩₹₽]|US\$|USD|EUR|GBP|CHF|JPY|KRW|CNY|INR"
_UNIT = r"%|‰|°?[^\W\d_]{1,9}[²³23]?(?:/[^\W\d_]{1,9}[²³]?)?|" + _CURRENCY
_DIGITS = (
    r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?|\d[\d.,]*(?:[eE][+-]?\d+)?|[.,]\d+(?:[eE][+-]?\d+)?"
)
_AMOUNT = re.compile(
    rf"\(?\s*[+\-−]?\s*(?P<before>{_CURRENCY})?\s*[+\-−]?\s*(?P<digits>{_DIGITS})\s*(?P<after>{_UNIT})?\s*\)?"
)
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_STYLES = ((".", ""), (".", ","), (",", ""), (",", "."), (".", " "), (",", " "), (".", "'"))


@dataclass(frozen=True)
class NumberStyle:
    """How a column writes its numbers: the arguments of `number`."""

    decimal: str = "."
    thousands: str = ""
    units: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Numbers:
    """A column read as numbers.

    Attributes:
        values: (n,) float64, NaN where a value is missing or odd.
        style: how they are written.
        odd: row and text of each cell that is neither a number nor empty.
        markers: what stands for a missing value here, with how often.
    """

    values: np.ndarray
    style: NumberStyle
    odd: tuple[tuple[int, str], ...]
    markers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, eq=False)
class Days:
    """A column of dates read as days.

    Attributes:
        values: (n,) days since the first of them, NaN where there is none.
        order: "ymd", "dmy" or "mdy".
        first: the earliest, in days since 1970.
        odd: row and text of each cell that is neither a date nor empty.
    """

    values: np.ndarray
    order: str
    first: float
    odd: tuple[tuple[int, str], ...]


def is_missing(cell: str) -> bool:
    """Tell whether a cell stands for a missing value: empty, NA, NaN, null, ? and their like."""
    return cell.lower() in MISSING


def looks_like_a_number(cell: str) -> bool:
    """Tell whether a cell is a number, with a currency or a unit perhaps."""
    return bool(_AMOUNT.fullmatch(cell))


def number(cell, decimal=".", thousands="", units=()):
    """Read one cell as a number; NaN for anything else."""
    text = cell.replace("−", "-").replace("’", "'")
    if text.startswith("(") and text.endswith(")"):  # as accountants write what is below zero
        text = "-" + text[1:-1]
    for unit in units:
        text = text.replace(unit, "")
    text = re.sub(r"^([+-]?)\s+", r"\1", text.strip())
    if thousands:
        text = text.replace("\u00a0", " ").replace("\u202f", " ")
        mark = re.escape(thousands)
        grouped = rf"[+-]?[1-9]\d{{0,2}}({mark}\d{{3}})+({re.escape(decimal)}\d*)?"
        if re.fullmatch(grouped, text, re.ASCII):
            text = text.replace(thousands, "")
    if decimal != ".":
        text = "" if "." in text else text.replace(decimal, ".", 1)
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text, re.ASCII):
        return float("nan")
    value = float(text)
    return value if abs(value) <= 1e30 else float("nan")


def days(cell, order="ymd"):
    """Read one cell as a date, in days since 1970; NaN for anything else."""
    months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    form = r"(\w+?)[-/. ,년]+(\w+?)[-/. ,월]+(\w+?)[.일]?(?:[T ,]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?Z?)?"
    found = re.fullmatch(form, cell)
    if not found:
        return float("nan")
    part = dict(zip(order, found.groups(), strict=False))
    month = part["m"].lower()[:3]
    part["m"] = str(months.index(month) + 1) if month in months else part["m"]
    if not all(text.isascii() and text.isdigit() for text in part.values()) or len(part["y"]) not in (2, 4):
        return float("nan")
    year = int(part["y"])
    if len(part["y"]) == 2:
        year += 2000 if year < 70 else 1900
    try:
        day = datetime.date(year, int(part["m"]), int(part["d"]))
    except ValueError:
        return float("nan")
    hours, minutes, seconds = (int(text or 0) for text in found.groups()[3:])
    return (day - datetime.date(1970, 1, 1)).days + (hours * 3600 + minutes * 60 + seconds) / 86_400


def read_numbers(cells: Sequence[str], *, semicolons: bool = False, commas: bool = False) -> Numbers | None:
    """Read a column as numbers, in the style that most of its cells have; None if none is a number.

    Args:
        cells: (n,) of the column.
        semicolons: whether they part the file's cells: then a comma is likelier a decimal one.
        commas: whether other columns of the file surely have decimal commas.
    """
    counts = Counter(cells)
    lower = {cell: cell.lower() for cell in counts}
    present = {cell for cell in counts if lower[cell] not in MISSING and lower[cell] not in AMONG_NUMBERS}
    plain = {cell: float(cell) for cell in present if _PLAIN.fullmatch(cell)}
    if len(plain) == len(present) > 0 and not (commas and any("." in cell for cell in plain)):
        known, style = {cell: value for cell, value in plain.items() if abs(value) <= LARGEST}, NumberStyle()
    else:
        known, style = _in_the_best_style(present, counts, semicolons=semicolons, commas=commas)
    if not known:
        return None
    values = np.array([known.get(cell, np.nan) for cell in cells])
    values.flags.writeable = False
    strange = present - known.keys()
    odd = tuple((row, cell) for row, cell in enumerate(cells) if cell in strange) if strange else ()
    markers = tuple((cell, n) for cell, n in counts.items() if lower[cell] in AMONG_NUMBERS)
    return Numbers(values, style, odd, markers)


def are_numbers(found: Numbers | None, cells: Sequence[str], *, semicolons: bool = False) -> bool:
    """Tell whether a column that can be read as numbers is best read so: few cells are anything else."""
    if found is None or is_list(cells, semicolons=semicolons) or not exact(found, cells):
        return False
    there = int((~np.isnan(found.values)).sum())
    if not found.odd:
        return True
    different = len(np.unique(found.values[~np.isnan(found.values)]))
    share = len(found.odd) / (there + len(found.odd))
    if different > FEW or different > there / 2 > 2:
        return share <= 0.2 or (share <= 0.5 and len({cell for _, cell in found.odd}) <= 3)
    return there >= 10 and len(found.odd) <= max(1, 0.02 * there)


def is_list(cells: Iterable[str], *, semicolons: bool = False) -> bool:
    """Tell whether "1,2" means 1 and 2, as where several answers were allowed: the numbers only rise."""
    with_commas = {cell for cell in cells if "," in cell}
    parts = [cell.split(",") for cell in with_commas]
    if (
        not parts
        or semicolons
        or not all(re.fullmatch(r"\s*\d{1,2}\s*", part) for of in parts for part in of)
    ):
        return False
    return all(int(a) < int(b) for of in parts for a, b in pairwise(of))


def exact(found: Numbers, cells: Sequence[str]) -> bool:
    """Tell whether whole numbers stay what they are; beyond 2^53 not every one does."""
    large = np.flatnonzero(np.abs(found.values) > EXACT)
    return all(not (text := cells[row]).isdigit() or int(text) == int(found.values[row]) for row in large)


def read_days(cells: Sequence[str]) -> Days | None:
    """Read a column as dates; None if fewer than nine of ten cells are."""
    present = Counter(cell for cell in cells if not is_missing(cell) and cell not in DASHES)
    if not present or sum(any(c.isdigit() for c in cell) and len(cell) < 40 for cell in present) < 0.9 * len(
        present
    ):
        return None
    slashes = any("/" in cell for cell in present)
    best: dict[str, float] = {}
    order = ""
    for tried in ("ymd", "mdy", "dmy") if slashes else ("ymd", "dmy", "mdy"):
        found = {cell: value for cell in present if (value := days(cell, tried)) == value}
        if sum(present[cell] for cell in found) > sum(present[cell] for cell in best):
            best, order = found, tried
    if sum(present[cell] for cell in best) < 0.9 * present.total() or len(best) < 2:
        return None
    first = min(best.values())
    first = float(np.floor(first))
    values = np.array([best.get(cell, np.nan) - first for cell in cells])
    values.flags.writeable = False
    odd = tuple((row, cell) for row, cell in enumerate(cells) if cell in present and cell not in best)
    return Days(values, order, first, odd)


def _in_the_best_style(
    present: set[str], counts: Counter, *, semicolons: bool, commas: bool
) -> tuple[dict[str, float], NumberStyle]:
    """What the cells say in the style that reads most of them; the simplest one of several."""
    amounts = {cell: found for cell in present if (found := _AMOUNT.fullmatch(cell))}
    units = _units(amounts, counts)
    styles = [_STYLES[i] for i in ((0, 2, 3, 1, 4, 5, 6) if semicolons or commas else range(len(_STYLES)))]
    if commas:
        styles.sort(key=lambda style: style not in ((",", ""), (",", ".")))
    if not any("," in cell or "." in cell for cell in amounts):  # nothing to tell them apart
        styles = [style for style in styles if style[0] == "." or style[1] == " "]
    if not any(map(re.compile(r"\d[ \u00a0\u202f'’]\d{3}").search, amounts)):
        styles = [style for style in styles if style[1] not in (" ", "'")]
    best: dict[str, float] = {}
    chosen, most = styles[0], 0
    for style in styles:
        read = {cell: value for cell in amounts if (value := number(cell, *style, units)) == value}
        count = sum(counts[cell] for cell in read)
        if count > most:
            best, chosen, most = read, style, count
        if len(best) == len(present):
            break
    return best, NumberStyle(*chosen, units)


def _units(amounts: dict[str, re.Match], counts: Counter) -> tuple[str, ...]:
    """The currency or unit that nearly all numbers with one have; () where they differ."""
    found: Counter = Counter()
    for cell, amount in amounts.items():
        found[amount["before"] or amount["after"] or ""] += counts[cell]
    named = found.total() - found[""]
    unit, count = max(((u, n) for u, n in found.items() if u), key=lambda item: item[1], default=("", 0))
    return (unit,) if named and count >= 0.9 * named else ()
