"""A visitor's CSV, step one: from bytes to named columns of cells, or one sentence that says what is wrong.

Nothing is guessed silently and nothing is written anywhere. Step two, from cells to a table with two classes,
is `csv_table.py`.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np

from components.concepts.plain_text import quoted, shorten

MOST_BYTES = 5 * 2**20
MOST_ROWS = 50_000
MOST_COLUMNS = 100
LARGEST = 1e30  # beyond it, squares and their variances leave what a computer can count
MISSING = frozenset({"", "na", "n/a", "#n/a", "nan", "null", "?"})  # lower case
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_INFINITE = re.compile(r"[+-]?(?:inf|infinity|∞)", re.IGNORECASE)
_NO_FORMULA = re.compile(r"[+-][\d\s.,eE%:/+-]*", re.ASCII)  # numbers, dates, dashes
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_OTHER_FILES = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
)


class CsvError(ValueError):
    """A file that cannot be used; the sentence says why, and is safe to show as Markdown."""


@dataclass(frozen=True, eq=False)
class RawTable:
    """The cells of a file, as text and, where a whole column allows, as numbers. Names are raw.

    Attributes:
        name: of the file, shortened, without folders.
        columns: (d,) names, all different.
        cells: (d,) columns of (n,) cells without spaces around them.
        numbers: (d,) columns of (n,) float64, NaN where a cell is missing; None for a column with words,
            or with nothing at all.
        lines: (n,) line of the file in which each row begins.
        encoding: "UTF-8" or "CP949".
    """

    name: str
    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    numbers: tuple[np.ndarray | None, ...]
    lines: tuple[int, ...]
    encoding: str

    @property
    def rows(self) -> int:
        """How many rows there are below the header."""
        return len(self.lines)


def is_missing(cell: str) -> bool:
    """Tell whether a cell stands for a missing value: empty, NA, NaN, null, ? and their like."""
    return cell.lower() in MISSING


def read_csv(content: bytes, file_name: str) -> RawTable:
    """Read a file: a header, then rows with commas, semicolons or tabs between cells; UTF-8 or CP949.

    Raises:
        CsvError: for anything that is not such a table, with the line where that helps.
    """
    if len(content) > MOST_BYTES:
        raise CsvError(
            f"The file has {len(content) / 2**20:.1f} MB; expected are at most {MOST_BYTES // 2**20} MB."
        )
    text, encoding = _decode(content)
    header, rows, lines = _records(text)
    columns = _checked_header(header[0], header[1])
    cells = tuple(zip(*rows, strict=True))
    for name, column in zip(columns, cells, strict=True):
        _check_formulas(name, column, lines)
    numbers = tuple(_numbers(name, column, lines) for name, column in zip(columns, cells, strict=True))
    return RawTable(shorten(PurePath(file_name).name), columns, cells, numbers, lines, encoding)


def _decode(content: bytes) -> tuple[str, str]:
    if not content.removeprefix(b"\xef\xbb\xbf").strip():
        raise CsvError("The file is empty; expected is a table with a header and rows.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CsvError("The file is UTF-16 text; expected is UTF-8 (in Excel: save as “CSV UTF-8”) or CP949.")
    if b"\x00" in content or content.startswith(_OTHER_FILES):
        raise CsvError(
            "The file is binary, perhaps a spreadsheet or an image; expected is a CSV, which is text."
        )
    text, encoding = _text(content)
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise CsvError(
            f"Line {line} has control characters, as binary files do; expected is a CSV, which is text."
        )
    if re.match(r"\s*(?:<!doctype|<html|<\?xml|\{|\[\s*[\[{])", text, re.IGNORECASE):
        raise CsvError("The file is a web page, XML or JSON, not a table; expected is a CSV with a header.")
    return text, encoding


def _text(content: bytes) -> tuple[str, str]:
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
    try:
        text = content.decode("cp949")
        # Latin letters with accents read as CP949 give Chinese characters; Korean gives Hangul.
        readable = len(re.findall("[가-힣]", text)) >= len(re.findall("[一-鿿]", text))
    except UnicodeDecodeError:
        readable = False
    if not readable:
        raise CsvError(
            f"Line {line} is neither UTF-8 nor CP949 text; in Excel, save the file as “CSV UTF-8”."
        )
    return text, "CP949"


def _records(text: str) -> tuple[tuple[list[str], int], list[list[str]], tuple[int, ...]]:
    """The header with its line, the rows, and the line of each."""
    delimiter = _delimiter(text)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True
    )
    header: tuple[list[str], int] | None = None
    rows: list[list[str]] = []
    lines: list[int] = []
    while True:
        line = reader.line_num + 1
        try:
            record = next(reader, None)
        except csv.Error as error:
            if "limit" in str(error):
                raise CsvError(f"Line {line} has a cell of more than 100,000 characters.") from None
            raise CsvError(
                f"Line {line} has a quotation mark that is not closed, or text right after a closed one."
            ) from None
        if record is None:
            break
        cells = [cell.strip() for cell in record]
        if not any(cells):
            continue  # an empty line, or one of separators only
        if header is None:
            header = (cells, line)
            continue
        if len(cells) != len(header[0]):
            raise CsvError(
                f"Line {line} has {len(cells)} cell{'s'[: len(cells) - 1]}; "
                f"expected are {len(header[0])}, as in the header."
            )
        if len(rows) == MOST_ROWS:
            raise CsvError(f"The table has more than {MOST_ROWS:,} rows; expected are at most so many.")
        rows.append(cells)
        lines.append(line)
    if header is None:
        raise CsvError("The file holds separators only; expected is a table with a header and rows.")
    if len(header[0]) < 2:
        raise CsvError(
            "The file has one column only; expected are two or more, with commas, semicolons or tabs between."
        )
    if len(header[0]) > MOST_COLUMNS:
        raise CsvError(f"The table has {len(header[0])} columns; expected are at most {MOST_COLUMNS}.")
    if not rows:
        raise CsvError("The file has a header but no rows.")
    return header, rows, tuple(lines)


def _delimiter(text: str) -> str:
    """The separator that parts the header into the most cells and, of two, the next line into as many."""
    lines = (line for line in io.StringIO(text, newline=None) if line.strip())
    header, following = next(lines, ""), next(lines, "")

    def cells(line: str, delimiter: str) -> int:
        try:
            return len(next(csv.reader([line], delimiter=delimiter, skipinitialspace=True)))
        except csv.Error:
            return 0

    def fit(delimiter: str) -> tuple[int, bool]:
        count = cells(header, delimiter)
        return count, count == cells(following, delimiter)

    return max(",;\t", key=fit)


def _checked_header(names: list[str], line: int) -> tuple[str, ...]:
    numeric = [name for name in names if _NUMBER.fullmatch(name)]
    filled = [name for name in names if name]
    # Years may be names; a header with fractions in most places is a row of data.
    if len(numeric) == len(filled) or (
        len(numeric) > len(names) / 2 and any("." in name for name in numeric)
    ):
        raise CsvError(f"Line {line} holds numbers; expected is a header that names the columns.")
    for position, name in enumerate(names, start=1):
        if not shorten(name):
            raise CsvError(f"Column {position} has no name in line {line}; expected is one for every column.")
        if _is_formula(name):
            raise CsvError(
                f"Line {line} names a column {quoted(name)}, which a spreadsheet would run as a formula."
            )
        if name in names[: position - 1]:
            raise CsvError(
                f"Two columns are named {quoted(name)} in line {line}; expected are different names."
            )
    return tuple(names)


def _is_formula(cell: str) -> bool:
    if len(cell) < 2 or cell[0] not in "=+-@":
        return False
    return not (_NO_FORMULA.fullmatch(cell) or _INFINITE.fullmatch(cell))


def _check_formulas(name: str, column: tuple[str, ...], lines: tuple[int, ...]) -> None:
    for cell, line in zip(column, lines, strict=True):
        if cell[:1] in ("=", "+", "-", "@") and _is_formula(cell):
            raise CsvError(
                f"Line {line} has {quoted(cell)} in column {quoted(name)}, which a spreadsheet would run as "
                "a formula; expected are values."
            )


def _numbers(name: str, column: tuple[str, ...], lines: tuple[int, ...]) -> np.ndarray | None:
    """The column as numbers, or None if it holds a word or nothing."""
    known: dict[str, float] = {}
    for cell in column:
        if cell in known:
            continue
        if is_missing(cell):
            known[cell] = np.nan
        elif _NUMBER.fullmatch(cell):
            known[cell] = float(cell)
        elif _INFINITE.fullmatch(cell):
            known[cell] = np.inf
        else:
            return None
    values = np.array([known[cell] for cell in column])
    values.flags.writeable = False
    if np.isnan(values).all():
        return None
    too_large = np.abs(values) > LARGEST
    if too_large.any():
        first = int(too_large.argmax())
        raise CsvError(
            f"Line {lines[first]} has {quoted(column[first])} in column {quoted(name)}; "
            f"expected are finite numbers, up to {LARGEST:g}."
        )
    return values
