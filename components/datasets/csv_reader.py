"""A visitor's file, from bytes to named columns of cells, or one sentence that says what is wrong.

Nothing is guessed silently, executed, or written anywhere. The steps stand in `csv_text.py` (bytes to text),
`csv_sheet.py` (workbooks), `csv_records.py` (separators), `csv_layout.py` (header and rows) and
`csv_cells.py` (numbers and dates). From columns to a table with two classes leads `csv_table.py`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import PurePath

import numpy as np

from components.concepts.plain_text import quoted, shorten
from components.datasets import csv_layout
from components.datasets.csv_cells import (
    Days,
    Numbers,
    are_numbers,
    is_missing,
    read_days,
    read_numbers,
)
from components.datasets.csv_layout import Layout, find_layout
from components.datasets.csv_records import SEPARATORS, Record, records, separator_of
from components.datasets.csv_sheet import SIGNATURES, sheet_records
from components.datasets.csv_text import LABELS, CsvError, decode
from components.datasets.packed_cells import PackedCells

__all__ = ["CsvError", "RawTable", "Source", "is_missing", "read_csv"]

MOST_BYTES = 20 * 2**20
MOST_ROWS = 50_000
MOST_COLUMNS = 100
SAMPLE_SEED = 0  # of the rows that are kept of a larger file


@dataclass(frozen=True)
class Source:
    """How the rows stand in the file: what an exported script does again.

    Attributes:
        codec: Python's name of the encoding; "" for a workbook.
        separator: between the cells; "" for a workbook.
        first: number of the first record with a row, records without content not counted.
        end: one past the last.
        places: which cell of a record each column is.
        sampled: whether `MOST_ROWS` of the rows were drawn.
    """

    codec: str
    separator: str
    first: int
    end: int
    places: tuple[int, ...]
    sampled: bool


@dataclass(frozen=True, eq=False)
class RawTable:
    """The cells of a file, as text and, where a whole column allows, as numbers. Names are raw.

    Attributes:
        name: of the file, shortened, without folders.
        columns: (d,) names, all different.
        cells: (d,) columns of (n,) cells without spaces around them, each unpacked when it is asked for.
        numbers: (d,) columns of (n,) float64, NaN where a cell is missing or odd; None for a column that is
            best read otherwise.
        lines: (n,) line of the file in which each row begins.
        encoding: a label such as "UTF-8"; "workbook" for a spreadsheet's own format.
        readings: (d,) what each column says if it is read as numbers; None where nothing in it is one.
        days: (d,) columns of dates, None for others.
        unnamed: columns that have no name in the file.
        notes: what was noticed about the file as a whole, sentences that are safe to show as Markdown.
        target: the column that the file itself calls the target; "" if it says nothing.
        ignored: columns that the file itself leaves out.
        header: whether a line was taken for the names of the columns.
        source: where the rows stand in the file.
    """

    name: str
    columns: tuple[str, ...]
    cells: PackedCells
    numbers: tuple[np.ndarray | None, ...]
    lines: tuple[int, ...]
    encoding: str
    readings: tuple[Numbers | None, ...]
    days: tuple[Days | None, ...]
    unnamed: tuple[str, ...]
    notes: tuple[str, ...]
    target: str
    ignored: tuple[str, ...]
    header: bool
    source: Source

    @property
    def rows(self) -> int:
        """How many rows there are below the header."""
        return len(self.lines)


def read_csv(content: bytes, file_name: str, *, header: bool | None = None) -> RawTable:
    """Read a file: text with commas, semicolons, tabs, bars or spaces between cells, or a workbook.

    Args:
        content: of the file.
        file_name: what it is called.
        header: whether a line names the columns; None: find out.

    Raises:
        CsvError: for anything that is no table, with the line where that helps.
    """
    if len(content) > MOST_BYTES:
        raise CsvError(
            f"The file has {len(content) / 2**20:.1f} MB; expected at most {MOST_BYTES // 2**20} MB."
        )
    notes: list[str] = []
    if content.startswith(SIGNATURES):
        codec = separator = ""
        found, said = sheet_records(content)
        notes += [said] if said else []

        def again() -> Iterator[Record]:
            return ((cells, line) for line, cells in enumerate(found, start=1) if any(cells))

    else:
        text, codec = decode(content)
        separator = separator_of(text)
        notes += _about_the_text(codec, separator)

        def again() -> Iterator[Record]:
            return records(text, separator)

    layout = _layout(again, header)
    notes += layout.notes
    rows, lines, sampled = _rows(again, layout)
    if sampled:
        notes.append(
            f"The file has {layout.end - layout.first:,} rows; {MOST_ROWS:,} of them were drawn at random "
            f"(numpy's default_rng, seed {SAMPLE_SEED})."
        )
    columns, places, unnamed = _named(layout, rows, notes)
    cells = tuple(tuple(row[place] for row in rows) for place in places)
    readings = _readings(cells, semicolons=separator == ";")
    best = [
        are_numbers(found, own, semicolons=separator == ";")
        for found, own in zip(readings, cells, strict=True)
    ]
    numbers = tuple(
        found.values if is_best and found is not None else None
        for found, is_best in zip(readings, best, strict=True)
    )
    days = tuple(None if is_best else read_days(own) for own, is_best in zip(cells, best, strict=True))
    return RawTable(
        name=shorten(PurePath(file_name).name),
        columns=columns,
        cells=PackedCells(cells),
        numbers=numbers,
        lines=lines,
        encoding=LABELS.get(codec, "workbook"),
        readings=readings,
        days=days,
        unnamed=unnamed,
        notes=tuple(notes),
        target=layout.target,
        ignored=layout.ignored,
        header=layout.header_line > 0,
        source=Source(codec, separator, layout.first, layout.end, places, sampled),
    )


def _about_the_text(codec: str, separator: str) -> list[str]:
    notes = []
    if codec == "cp1252":
        notes.append(
            "The file was read as Windows-1252, Excel's own encoding in the West. If letters look wrong, "
            "save it as “CSV UTF-8”."
        )
    elif codec != "utf-8-sig":
        notes.append(f"The file was read as {LABELS[codec]}.")
    if separator in "| ":
        notes.append(f"Its cells are separated by {SEPARATORS[separator]}.")
    return notes


def _layout(again: Callable[[], Iterator[Record]], header: bool | None) -> Layout:
    """Look at both ends of the file; on the way all of it is checked for quotation marks."""
    stream = again()
    head = list(islice(stream, csv_layout.HEAD))
    tail = deque(head[-csv_layout.TAIL :], maxlen=csv_layout.TAIL)
    counted = len(head)
    for record in stream:
        tail.append(record)
        counted += 1
    layout = find_layout(head, list(tail), counted, header=header)
    if layout.width > MOST_COLUMNS:
        raise CsvError(f"The table has {layout.width} columns; expected at most {MOST_COLUMNS}.")
    return layout


def _rows(
    again: Callable[[], Iterator[Record]], layout: Layout
) -> tuple[list[list[str]], tuple[int, ...], bool]:
    """The rows, the line of each, and whether they are a sample."""
    there = layout.end - layout.first
    sampled = there > MOST_ROWS
    kept = None
    if sampled:
        drawn = np.random.default_rng(SAMPLE_SEED).choice(there, MOST_ROWS, replace=False)
        kept = set(drawn.tolist())
    rows, lines = [], []
    for number, (cells, line) in zip(count(), islice(again(), layout.first, layout.end), strict=False):
        if len(cells) > layout.width and not any(cells[layout.width :]):
            cells = cells[: layout.width]
        if len(cells) != layout.width:
            above = "the header" if layout.header_line else "the first row"
            raise CsvError(
                f"Line {line} has {len(cells)} cell{'s'[: len(cells) - 1]}; "
                f"expected {layout.width}, as in {above}."
            )
        if kept is None or number in kept:
            rows.append(cells)
            lines.append(line)
    return rows, tuple(lines), sampled


def _named(
    layout: Layout, rows: list[list[str]], notes: list[str]
) -> tuple[tuple[str, ...], tuple[int, ...], tuple[str, ...]]:
    """Names that are all different, the cells of each, and which of them the file does not have."""
    names: list[str] = []
    places: list[int] = []
    unnamed: list[str] = []
    for place, name in enumerate(layout.names):
        known = bool(shorten(name))
        if not known and not any(row[place] for row in rows):
            notes.append(f"Column {place + 1} has no name and no content, and was left out.")
            continue
        name = given = name if known else f"column {place + 1}"
        copies = 1
        while name in names:
            copies += 1
            name = f"{given} ({copies})"
        if copies > 1:
            notes.append(f"Two columns are named {quoted(given)}; the second is called {quoted(name)} here.")
        if not known:
            unnamed.append(name)
        names.append(name)
        places.append(place)
    if len(names) < 2:
        raise CsvError("The file has one column only; expected two or more.")
    return tuple(names), tuple(places), tuple(unnamed)


def _readings(cells: tuple[tuple[str, ...], ...], *, semicolons: bool) -> tuple[Numbers | None, ...]:
    """Every column as numbers; a second time where commas in one column tell what dots mean in the others."""
    found = tuple(read_numbers(column, semicolons=semicolons) for column in cells)
    sure = any(
        numbers is not None
        and numbers.style.decimal == ","
        and are_numbers(numbers, column, semicolons=semicolons)
        for numbers, column in zip(found, cells, strict=True)
    )
    if not sure:
        return found
    return tuple(read_numbers(column, semicolons=semicolons, commas=True) for column in cells)
