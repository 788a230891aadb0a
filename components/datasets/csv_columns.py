"""A visitor's file: what each column is taken for, and the inputs that it becomes.

Every column is decided by its cells, and every decision can be changed: `decide` takes the visitor's. A
number stays one; words become columns of 0 and 1, one a value; a date becomes a number of days; what numbers
the rows, is always the same or is free text is left out.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from components.datasets.csv_cells import exact
from components.datasets.csv_reader import RawTable
from components.datasets.csv_target import NO, YES, fold_case, missing_words

MOST_VALUES = 20  # of a column of words that becomes columns of 0 and 1 by itself ...
MOST_CHOSEN = 60  # ... and if the visitor wants it
KINDS = {
    "number": "number",
    "marked": "number, with a marker for missing",
    "category": "category",
    "date": "date",
    "left_out": "left out",
}
_ID = re.compile(r"(?:.*[ _.-])?(?:id|no|nr|index|idx|row|rownum|uuid|key|번호|순번)|#", re.IGNORECASE)
_CAMEL = re.compile(r".*[a-z](?:Id|ID|No|Nr)")  # PassengerId
_MARKERS = (-9.0, -99.0, -200.0, -999.0, -9999.0, -99999.0, 99.0, 999.0, 9999.0, 99999.0, 999999.0)
_SHOWN = 3  # odd cells that are named


@dataclass(frozen=True)
class Input:
    """One input made of a column: what an exported script does again.

    Attributes:
        name: of the input.
        how: "number", "days", "equals" (1 where the cell is the value) or "missing" (1 where there is none).
        value: for "equals", in the spelling that is shown.
    """

    name: str
    how: str
    value: str = ""


@dataclass(frozen=True, eq=False)
class Column:
    """A column of the file, decided.

    Attributes:
        name: raw, as in `RawTable.columns`.
        kind: a key in `KINDS`.
        options: the kinds that it may be taken for.
        missing: rows without a value.
        done: what was done, in words; it quotes the file: show it with `plain_text.plain`.
        example: of a cell.
        inputs: what it becomes.
        values: (n, len(inputs)) float64, all rows of the file.
        marker: the number that stands for a missing value; None if there is none, or it is not taken so.
    """

    name: str
    kind: str
    options: tuple[str, ...]
    missing: int
    done: str
    example: str
    inputs: tuple[Input, ...]
    values: np.ndarray
    marker: float | None = None


def decide(
    raw: RawTable, target: str, kinds: Mapping[str, str] | None = None, rows: np.ndarray | None = None
) -> tuple[Column, ...]:
    """Decide every column but the target.

    Args:
        raw: the file.
        target: the name of the column to predict.
        kinds: name -> kind that the visitor wants; what a column does not offer is not followed.
        rows: (m,) those with a target; they alone count. None: all.

    Returns:
        The columns, with the names of all inputs different.
    """
    rows = np.arange(raw.rows) if rows is None else rows
    decided, used = [], Counter()
    for place, name in enumerate(raw.columns):
        if name != target:
            column = _decided(raw, place, rows, (kinds or {}).get(name, ""))
            decided.append(replace(column, inputs=tuple(_different(given, used) for given in column.inputs)))
    return tuple(decided)


def _different(given: Input, used: Counter) -> Input:
    name, copies = given.name, 1
    while name in used:
        copies += 1
        name = f"{given.name} ({copies})"
    used[name] += 1
    return replace(given, name=name)


def _decided(raw: RawTable, place: int, rows: np.ndarray, wanted: str) -> Column:
    cells = raw.cells[place]
    if len(rows) < raw.rows:
        cells = [cells[row] for row in rows]
    missing = missing_words(cells)
    present = [cell for cell in cells if cell not in missing] if missing else cells
    spellings = {cell.casefold() for cell in set(present)}
    gaps = len(present) < len(cells)
    kind, why = _suggested(raw, place, rows, present, spellings, gaps=gaps)
    options = _options(raw, place, rows, len(spellings))
    if wanted in options and wanted != kind:
        kind, why = wanted, "left out, as you wish" if wanted == "left_out" else ""
    column = Column(
        raw.columns[place],
        kind,
        options,
        len(cells) - len(present),
        why,
        next(iter(present), ""),
        (),
        np.empty((raw.rows, 0)),
    )
    if kind in ("number", "marked"):
        return _as_numbers(raw, place, rows, column)
    if kind == "date":
        return _as_days(raw, place, rows, column)
    return _as_words(raw, place, rows, column) if kind == "category" else column


def _suggested(
    raw: RawTable,
    place: int,
    rows: np.ndarray,
    present: Sequence[str],
    spellings: set[str],
    *,
    gaps: bool,
) -> tuple[str, str]:
    """The kind of a column, and why it is left out."""
    if raw.columns[place] in raw.ignored:
        return "left_out", "left out, as the file itself says"
    numbers = raw.numbers[place]
    if not present or (numbers is not None and np.isnan(numbers[rows]).all()):
        return "left_out", "left out: it is empty"
    if numbers is not None:
        why = _not_a_measurement(raw, place, numbers[rows])
        return ("left_out", why) if why else ("number", "")
    if raw.days[place] is not None:
        return "date", ""
    different = len(spellings)
    if different == 1 and not gaps:
        return "left_out", "left out: it is the same in every row"
    if different == len(present):
        large = all(cell.isdigit() for cell in present)
        what = "large whole numbers that differ" if large else "text that differs"
        return "left_out", f"left out: {what} in every row, as an account or a name does"
    if different > MOST_VALUES:
        return "left_out", f"left out: text with {different:,} different values, more than {MOST_VALUES}"
    return "category", ""


def _not_a_measurement(raw: RawTable, place: int, values: np.ndarray) -> str:
    """Why a column of numbers is left out; "" if it is not."""
    name, present = raw.columns[place], values[~np.isnan(values)]
    different = len(np.unique(present))
    if different == 1 and len(present) == len(values):
        return "left out: it is the same in every row"
    whole, steps = np.array_equal(present, np.round(present)), np.diff(present)
    full = len(present) == len(values) > 1
    if whole and full and name in raw.unnamed and different == len(present):
        return "left out: without a name, and different in every row: an index"
    if whole and full and present[0] in (0, 1) and (steps == 1).all():
        return f"left out: it counts the rows, {present[0]:g}, {present[1]:g}, ..."
    is_id = _ID.fullmatch(name.strip()) or _CAMEL.fullmatch(name.strip())
    if whole and is_id and different >= 0.9 * len(present):
        return "left out: by its name and its values it only says which row this is"
    return ""


def _options(raw: RawTable, place: int, rows: np.ndarray, spellings: int) -> tuple[str, ...]:
    found = []
    reading = raw.readings[place]
    if reading is not None and len(np.unique(reading.values[rows][~np.isnan(reading.values[rows])])) > 1:
        found.append("number")
        if _marker(reading.values[rows]) is not None:
            found.append("marked")
    if 2 <= spellings <= MOST_CHOSEN:
        found.append("category")
    if raw.days[place] is not None:
        found.append("date")
    return (*found, "left_out")


def _marker(values: np.ndarray) -> float | None:
    """The number that probably stands for a missing value: a usual one, twice or more, far from the rest."""
    present = values[~np.isnan(values)]
    for marker in _MARKERS:
        others = present[present != marker]
        if len(others) < 3 or len(present) - len(others) < 2:
            continue
        spread = others.max() - others.min()
        below = marker < min(0.0, others.min()) and (others.min() >= 0 or marker < others.min() - spread)
        if below or (marker > 0 and marker > others.max() + spread):
            return marker
    return None


def _as_numbers(raw: RawTable, place: int, rows: np.ndarray, column: Column) -> Column:
    reading = raw.readings[place]
    assert reading is not None  # "number" is no option without one
    values, said = reading.values, []
    marker = _marker(values[rows])
    style = reading.style
    if style.units:
        said.append(f"the unit {style.units[0]} stands in the name")
    if style.decimal == ",":
        said.append("decimal commas read")
    if style.thousands and any(style.thousands in cell for cell in raw.cells[place]):
        said.append(f"thousands separators removed ({column.example} is {_plainly(values[rows])})")
    said += _said_of_odd(raw, rows, reading.odd, "number")
    markers = [cell for cell, _ in reading.markers]
    if markers:
        said.append(f"{' and '.join(f'“{cell}”' for cell in markers[:3])} counts as missing")
    if not exact(reading, raw.cells[place]):
        said.append("its last digits are lost: more than a computer's numbers hold")
    if marker is not None and column.kind == "marked":
        values = np.where(values == marker, np.nan, values)
        said.append(f"{marker:g} counts as missing")
    elif marker is not None:
        count = int((values[rows] == marker).sum())
        said.append(f"{marker:g} stands in {count:,} rows: if it means missing, say so under “taken for”")
    gaps = int(np.isnan(values[rows]).sum())
    if gaps:
        said.append("gaps get the training rows' median, and a further column marks them")
    unit = f" ({style.units[0]})" if style.units else ""
    return replace(
        column,
        missing=gaps,
        done="; ".join(said) or "used as it is",
        inputs=(Input(column.name + unit, "number"),),
        values=values[:, None],
        marker=marker if column.kind == "marked" else None,
    )


def _plainly(values: np.ndarray) -> str:
    return f"{values[~np.isnan(values)][0]:.10g}"


def _said_of_odd(raw: RawTable, rows: np.ndarray, odd: Sequence[tuple[int, str]], what: str) -> list[str]:
    """Which cells are none of their column's kind, by line; they count as missing."""
    there = set(rows.tolist())
    found = [(raw.lines[row], cell) for row, cell in odd if row in there]
    if not found:
        return []
    shown = ", ".join(f"line {line} “{cell[:20]}”" for line, cell in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN:,} more" if len(found) > _SHOWN else ""
    cells = f"{len(found):,} cells are not {what}s" if len(found) > 1 else f"1 cell is not a {what}"
    return [f"{cells}: {shown}{more}; taken as missing"]


def _as_days(raw: RawTable, place: int, rows: np.ndarray, column: Column) -> Column:
    found = raw.days[place]
    assert found is not None  # "date" is no option without them
    first = datetime.date(1970, 1, 1) + datetime.timedelta(days=found.first)
    said = [f"days since {first.isoformat()}"]
    if found.order != "ymd":
        said.append("read with the day first" if found.order == "dmy" else "read with the month first")
    said += _said_of_odd(raw, rows, found.odd, "date")
    gaps = int(np.isnan(found.values[rows]).sum())
    if gaps:
        said.append("gaps get the training rows' median, and a further column marks them")
    inputs = (Input(f"{column.name} (days)", "days"),)
    return replace(column, missing=gaps, done="; ".join(said), inputs=inputs, values=found.values[:, None])


def _as_words(raw: RawTable, place: int, rows: np.ndarray, column: Column) -> Column:
    cells = raw.cells[place]
    missing = missing_words(cells)
    own = [cells[row] for row in rows]
    spelled = fold_case([cell for cell in own if cell not in missing])
    names = sorted(set(spelled.values()), key=lambda value: (_is_yes(value, spelled), value))
    words = np.array([spelled.get(cell, "") for cell in cells], dtype=object)
    gone = np.array([cell in missing for cell in cells])
    merged = len(spelled) > len(names)
    if len(names) <= 2:
        one = names[-1]
        values = np.where(gone, np.nan, (words == one).astype(np.float64))[:, None]
        inputs = (Input(column.name if _is_yes(one, spelled) else f"{column.name} = {one}", "equals", one),)
        said = [f"1 is “{one}”" + (f", 0 is “{names[0]}”" if len(names) == 2 else "")]
        if column.missing:
            said.append("gaps get the training rows' median, and a further column marks them")
    else:
        inputs = tuple(Input(f"{column.name} = {name}", "equals", name) for name in names)
        values = np.stack([(words == name).astype(np.float64) for name in names], axis=1)
        said = [f"{len(names)} columns of 0 and 1, one a value"]
        if column.missing:
            inputs = (*inputs, Input(f"{column.name} missing", "missing"))
            values = np.column_stack([values, gone.astype(np.float64)])
            said.append("one more for missing")
    if merged:
        said.append("spellings that differ in case only are one")
    return replace(column, done="; ".join(said), inputs=inputs, values=values)


def _is_yes(value: str, spelled: Mapping[str, str]) -> bool:
    """Whether a value is the yes of a column that says yes and no."""
    lower = {name.casefold() for name in spelled.values()}
    return value.casefold() in YES and len(lower) == 2 and len(lower & YES) == 1 and len(lower & NO) == 1
