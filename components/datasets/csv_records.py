"""A visitor's file, step two: from text to records, by the separator that gives the most even table."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import dropwhile, islice

from components.datasets.csv_text import CsvError

Record = tuple[list[str], int]  # the cells without spaces around them, and the line in which it begins
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars", " ": "spaces"}
_LOOKED_AT = 60  # records, to find the separator
_SEP = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


def records(text: str, separator: str) -> Iterator[Record]:
    """Go through the records of a text; those without any content are left out.

    Raises:
        CsvError: for a quotation mark that is not closed, and a cell that does not end.
    """
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True
    )
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
            return
        cells = [cell.strip() for cell in record]
        if any(cells):
            yield cells, line


def separator_of(text: str) -> str:
    """Find what parts the cells: what the file says (`sep=;`), else what gives the most even table."""
    first = text.lstrip("\ufeff").split("\n", 1)[0].strip("\r")
    if (said := _SEP.fullmatch(first)) and said[1] in SEPARATORS:
        return said[1]
    fits = {separator: _fit(text, separator) for separator in ",;\t|"}
    best = max(fits, key=fits.__getitem__)
    if fits[best][2] < 2:  # of a file of separators alone it is those
        best = next((separator for separator, fit in fits.items() if not fit[2]), best)
    if _fit(text, best)[2] < 2 and _fit(text, " ") > (True, 0.9, 2) and _has_numbers(text):
        return " "
    return best


def _fit(text: str, separator: str) -> tuple[bool, float, int]:
    """Whether the first line has as many cells as most; how many lines have, in tenths; how many that are."""
    widths = [len(cells) for cells in _beginning(text, separator)]
    widths = list(dropwhile(lambda width: width == 1, widths)) or widths  # titles, comments
    if not widths:
        return False, 0.0, 0
    width, count = Counter(widths).most_common(1)[0]
    first = len(next(iter(_beginning(text, separator)), []))
    return (
        (first == width or abs(first - width) == 1 < first) and width > 1,
        round(count / len(widths), 1),
        width,
    )


def _beginning(text: str, separator: str) -> list[list[str]]:
    found = []
    try:
        for cells, _ in islice(records(text, separator), _LOOKED_AT):
            if not (cells[0].startswith(("#", "%", "//")) and not found):
                found.append(cells)
    except CsvError:
        pass  # it is said when the file is read with the separator that is chosen
    return found


def _has_numbers(text: str) -> bool:
    """Whether spaces part numbers, as in a table, and not words, as in a sentence."""
    cells = [cell for record in _beginning(text, " ")[1:] for cell in record]
    return sum(cell[:1].isdigit() or cell[:1] in "+-." for cell in cells) > len(cells) / 4
