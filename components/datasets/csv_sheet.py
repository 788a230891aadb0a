"""A visitor's workbook (.xlsx, .xls, .ods): its first sheet as records of text.

Nothing in it is executed: of a formula the value counts that was saved with it.
"""

from __future__ import annotations

import datetime
import io
import zipfile

from python_calamine import CalamineError, CalamineWorkbook

from components.concepts.plain_text import quoted
from components.datasets.csv_text import CsvError

SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
MOST_UNPACKED = 300 * 2**20  # bytes; a workbook is a packed archive


def sheet_records(content: bytes) -> tuple[list[list[str]], str]:
    """Read the first sheet that has anything in it.

    Returns:
        Its rows as text, and a sentence if there are other sheets.

    Raises:
        CsvError: for a file that is no workbook, or an empty one.
    """
    if content.startswith(SIGNATURES[0]):
        try:
            unpacked = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(content)).infolist())
        except zipfile.BadZipFile:
            unpacked = 0
        if unpacked > MOST_UNPACKED:
            raise CsvError(
                f"The workbook unpacks to {unpacked / 2**20:,.0f} MB; expected at most "
                f"{MOST_UNPACKED / 2**20:,.0f} MB."
            )
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            records = [[cell_text(cell) for cell in row] for row in rows]
            if any(any(record) for record in records):
                others = len(workbook.sheet_names) - 1
                said = f"The sheet {quoted(name)} was read, the first of {others + 1}." if others else ""
                return records, said
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile):
        raise CsvError(
            "The file is binary, and no workbook that can be read; expected a CSV, .xlsx, .xls or .ods."
        ) from None
    raise CsvError("The workbook is empty; expected a table with a header and rows.")


def cell_text(cell: object) -> str:
    """What a cell of a sheet says, as text: 3 rather than 3.0, dates as 2024-01-31."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ") if cell.time() != datetime.time() else cell.date().isoformat()
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    if isinstance(cell, datetime.timedelta):
        return repr(cell.total_seconds() / 86_400)
    return str(cell).strip()
