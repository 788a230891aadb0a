"""A visitor's file, step three: which records are the header, which are rows, and which are neither.

Titles and comments above the header, rows of units or types below it, a total at the end: all are noticed,
left out and said. A file without a header is noticed by its first record, which is like the second.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from components.concepts.plain_text import quoted, shorten
from components.datasets.csv_cells import is_missing, looks_like_a_number
from components.datasets.csv_records import Record
from components.datasets.csv_text import CsvError

HEAD, TAIL = 300, 4  # records at either end that are looked at
_COMMENT = ("#", "%", "//")
_TOTAL = re.compile(
    r"(grand |sub)?-?totals?|sum|average|mean|gesamt|summe|insgesamt|합계|총계|평균|계", re.IGNORECASE
)
_TYPES = frozenset({"continuous", "discrete", "string", "time", "numeric", "c", "d", "s", "t", "n"})
_ROLES = frozenset({"class", "meta", "ignore", "i", "c", "m", "target"})
_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True)
class Layout:
    """Where the rows of a file are.

    Attributes:
        names: of the columns as the file has them, "" for a column without one.
        width: how many cells a row has.
        first: number of the first record that is a row.
        end: one past the last.
        header_line: line of the header; 0: there is none.
        notes: what was noticed, sentences.
        target: the column that the file itself calls the target; "" if it says nothing.
        ignored: columns that the file itself leaves out.
    """

    names: tuple[str, ...]
    width: int
    first: int
    end: int
    header_line: int
    notes: tuple[str, ...]
    target: str = ""
    ignored: tuple[str, ...] = ()


def find_layout(head: list[Record], tail: list[Record], count: int, *, header: bool | None = None) -> Layout:
    """Find the layout.

    Args:
        head: the first records, at most `HEAD`.
        tail: the last records, at most `TAIL`.
        count: of all records.
        header: whether there is one; None: find out.

    Raises:
        CsvError: for a file without columns or without rows.
    """
    if not head:
        raise CsvError("The file holds separators only; expected a table with a header and rows.")
    width = Counter(len(cells) for cells, _ in head).most_common(1)[0][0]
    notes: list[str] = []
    top = _titles(head, width, notes)
    body = head[top + 1 :]
    names, line = list(head[top][0]), head[top][1]
    if len(names) < 2 and width < 2:
        raise CsvError(
            "The file has one column only; expected two or more, with commas, semicolons, tabs, vertical "
            "bars or spaces between."
        )
    if not body:
        raise CsvError("The file has a header but no rows.")
    if names[0].startswith("#") and len(names) == width:
        names[0] = names[0].lstrip("# ")
    names = _fitted(names, [cells for cells, _ in body], width)
    if len(names) < len(head[top][0]):
        notes.append(f"Line {line} ends with a separator; the empty column behind it was left out.")
    first, target, ignored = top + 1, "", ()
    if header is None:
        header = len(names) != width or not is_row(names, [cells for cells, _ in body])
        if not header:
            notes.append(
                f"Line {line} is like the rows below it, so it was taken for a row, not for a header."
            )
    if not header:
        notes.append("The columns have no names; they are called column 1, column 2, ...")
        names, first, line = [f"column {i + 1}" for i in range(len(names))], top, 0
    else:
        names, target, ignored, taken = _rows_of_types(names, body, notes)
        names, units = (names, 0) if taken else _row_of_units(names, body, notes)
        first += taken + units
    if first >= count:
        raise CsvError("The file has a header but no rows.")
    end = _end(tail, head[first:], count, len(names), notes)
    return Layout(tuple(names), len(names), first, end, line, tuple(notes), target, tuple(ignored))


def _titles(head: list[Record], width: int, notes: list[str]) -> int:
    """How many records stand above the header."""
    for place, (cells, line) in enumerate(head[:-1]):
        filled = [cell for cell in cells if cell]
        first = filled[0]
        says_separator = re.fullmatch(r"sep=.?", first, re.IGNORECASE) and len(filled) == 1
        comment = first.startswith(_COMMENT) and len(cells) != width
        title = len(filled) == 1 < width and (len(cells) == 1 or width > 2)
        sentence = len(cells) < width - 1 and len(filled) < width / 2
        if not (says_separator or comment or title or sentence):
            return place
        if says_separator:
            notes.append(f"Line {line} names the separator, and was used.")
        elif len(head[place + 1][0]) < 2 <= width and place + 2 == len(head):
            return place
        else:
            notes.append(f"Line {line} stands above the header and was left out: {quoted(' '.join(filled))}.")
    return len(head) - 1


def _fitted(names: list[str], body: list[list[str]], width: int) -> list[str]:
    """The header with as many cells as the rows have: empty ones at its end go, a missing first one comes."""
    while len(names) > width and not names[-1]:
        names.pop()
    if len(names) == width - 1:
        if all(len(cells) <= len(names) or not cells[-1] for cells in body):
            return names  # the rows end with a separator
        return ["", *names]  # R leaves out the name of the row names
    return names


def is_row(names: list[str], body: list[list[str]]) -> bool:
    """Tell whether what stands where a header is expected is a row like those below it."""
    columns = list(zip(*[cells for cells in body if len(cells) == len(names)], strict=True))
    if not columns or not all(map(len, columns)):
        return False
    numeric = [place for place, column in enumerate(columns) if _mostly_numbers(column)]
    if numeric:
        like = [looks_like_a_number(names[place]) for place in numeric if names[place]]
        if not like or sum(like) < 0.8 * len(like):
            return False
        named = [names[place] for place in numeric if names[place]]
        years = all(_YEAR.fullmatch(name) for name in named) and sorted(set(named)) == named
        return not (years and len(named) > 1)
    again = [name in column for name, column in zip(names, columns, strict=True) if name]
    return len(body) > 1 and sum(again) > len(again) / 2


def _mostly_numbers(column: tuple[str, ...]) -> bool:
    present = [cell for cell in column if not is_missing(cell)]
    return bool(present) and sum(map(looks_like_a_number, present)) >= 0.8 * len(present)


def _rows_of_types(
    names: list[str], body: list[Record], notes: list[str]
) -> tuple[list[str], str, list[str], int]:
    """Rows below the header that give types and roles, as Orange writes them; how many there are."""
    target, ignored, taken = "", [], 0
    if len(body) > 2 and all(cell.lower() in _TYPES for cell in body[0][0]) and _numbers_as_said(body):
        taken = 1
        notes.append(f"Line {body[0][1]} gives the types of the columns, and was left out.")
        roles = [*body[1][0], *[""] * len(names)][: len(names)]
        if any(roles) and all(cell.lower() in _ROLES or not cell or "=" in cell for cell in roles):
            taken = 2
            notes.append(f"Line {body[1][1]} gives their roles, and was used.")
            for name, role in zip(names, roles, strict=True):
                if role.lower() in ("class", "c", "target"):
                    target = name
                elif role.lower() in ("meta", "ignore", "m", "i"):
                    ignored.append(name)
    return names, target, ignored, taken


def _numbers_as_said(body: list[Record]) -> bool:
    """Whether some types say numbers, and there are numbers below all of those."""
    types = body[0][0]
    columns = list(zip(*[cells for cells, _ in body[2:] if len(cells) == len(types)], strict=True))
    said = [place for place, kind in enumerate(types) if kind.lower() in ("c", "continuous", "n", "numeric")]
    return bool(said and columns) and all(_mostly_numbers(columns[place]) for place in said)


def _row_of_units(names: list[str], body: list[Record], notes: list[str]) -> tuple[list[str], int]:
    """A row of units below the header goes into the names; how many such rows there are."""
    units, line = body[0]
    rest = [cells for cells, _ in body[1:] if len(cells) == len(names)]
    if len(rest) < 3 or len(units) != len(names):
        return names, 0
    numeric = [place for place, column in enumerate(zip(*rest, strict=True)) if _mostly_numbers(column)]
    told = [place for place in numeric if units[place] and not is_missing(units[place])]
    if not told or len(told) < len(numeric) / 2:
        return names, 0
    if any(looks_like_a_number(units[place]) or len(units[place]) > 15 for place in told):
        return names, 0
    others = [units[place] for place in range(len(names)) if place not in numeric]
    if len(told) == 1 and (len(names) - len(others) > 1 or len(rest) < 10 or any(others)):
        return names, 0  # one odd cell makes no row of units
    notes.append(f"Line {line} gives units; they stand in the names now.")
    return [f"{name} ({units[i]})" if i in told else name for i, name in enumerate(names)], 1


def _end(tail: list[Record], rows: list[Record], count: int, width: int, notes: list[str]) -> int:
    """One past the last row: totals and remarks at the end are left out."""
    end = count
    for cells, line in reversed(tail[-min(len(tail), max(len(rows) - 1, 0)) :] if len(rows) > 1 else []):
        filled = [cell for cell in cells if cell]
        word = filled[0].rstrip(":").strip()
        total = _TOTAL.fullmatch(word) and not any(word in other for other, _ in rows[:-TAIL])
        remark = (
            len(filled) == 1
            and len(cells) < width
            and len(rows) > TAIL
            and len(word.split()) > 1
            and not looks_like_a_number(word)
        )
        if not (total or remark):
            break
        what = "is a total, not a row" if total else "is a remark, not a row"
        notes.append(f"Line {line} {what}, and was left out: {quoted(shorten(' '.join(filled)))}.")
        end -= 1
    return end
