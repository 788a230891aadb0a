"""Small made-up files, each with one trouble that files of people have, and a workbook written by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

ROWS = 24
_A = """
-1.2 -1.1 -0.1 -2.3 1.4 -0.5 -0.7 0.1 0.7 0.1 0.1 -0.6 -0.4 -0.4 0.2 0.7 -0.6 2.5 0.7 2.3 0.7 -0.5 0.2 0.3
"""
_B = """
49.8 57.1 11.5 33.3 55.0 15.7 37.2 38.7 24.0 55.8 49.9 16.9 10.1 53.6 59.1 53.6 37.0 43.9 44.5 58.3 28.1 18.3
25.1 40.2
"""
A, B = _A.split(), _B.split()
TARGET = ["no", "yes"] * 12


def lines(*columns: Sequence[str], header: str = "", separator: str = ",") -> str:
    """A file of these columns under a header; a cell with the separator in it is quoted."""
    quoted = [[f'"{cell}"' if separator in cell else cell for cell in column] for column in columns]
    rows = [separator.join(row) for row in zip(*quoted, strict=True)]
    return "\n".join([*([header] if header else []), *rows, ""])


def _file(header: str, *columns: Sequence[str], separator: str = ",") -> bytes:
    return lines(*columns, header=header, separator=separator).encode()


def _comma(cells: Sequence[str]) -> list[str]:
    return [cell.replace(".", ",") for cell in cells]


def _with(cells: Sequence[str], other: str, *rows: int) -> list[str]:
    return [other if row in rows else cell for row, cell in enumerate(cells)]


_AGES = [str(20 + row) for row in range(ROWS)]
_WORKING_DAYS = ["office"] * ROWS
_GROUPS = [">50K" if row % 2 else "<=50K" for row in range(ROWS)]
_LETTERS = [("B", "A", "A")[row % 3] for row in range(ROWS)]
_WHY = [("x", "y", "z")[row % 3] for row in range(ROWS)]
_NOT_WHY = [("x", "y")[row % 2] for row in range(ROWS)]
_SPELLED = [("no", "yes", "NO", "YES", "No", "Yes")[row % 6] for row in range(ROWS)]
_STAY = [("STAY", "LEAVE")[row % 2] for row in range(ROWS)]
_GRADES = [str(3 + row % 6) for row in range(ROWS)]
_PEOPLE = [f"{(row * 7919) % 96 + 1},{(row * 104729) % 1000:03d}" for row in range(ROWS)]
_HEIGHTS = [f"{cell} cm" for cell in B]
_MONEY = [("-$" if row % 3 == 0 else "$") + cell for row, cell in enumerate(B)]
_PLAIN = lines(A, B, TARGET, header="a,b,target")

CASES: dict[str, bytes] = {
    "no header": lines(_AGES, _WORKING_DAYS, _LETTERS, _GROUPS, separator=", ").encode(),
    "numbers without a header": lines(A, B, ["0", "1"] * 12).encode(),
    "words without a header": lines(_WHY, _NOT_WHY, _LETTERS, TARGET).encode(),
    "degree sign": lines(A, B, TARGET, header="Temp (°C);Hum (%);target", separator=";").encode("cp1252"),
    "umlauts": lines(A, B, TARGET, header="Größe;Gewicht;Ziel", separator=";").encode("cp1252"),
    "Korean": lines(A, B, TARGET, header="온도,습도,타겟").encode("cp949"),
    "three header rows": lines(
        _AGES, B, ["0", "1"] * 12, header="age\tchol\tdisease\nc\tc\td\n\t\tclass", separator="\t"
    ).encode(),
    "a row of units": _file("age,chol,height,target\nyears,mg/dl,cm,", _AGES, B, A, TARGET),
    "whole numbers that all differ": _file(
        "age,income,bought", _AGES, [f"{cell}000" for cell in _AGES], TARGET
    ),
    "thousands": _file("a,population,target", A, _PEOPLE, TARGET),
    "decimal commas": _file("a;b;target", _comma(A), _comma(B), TARGET, separator=";"),
    "some decimal commas": _file(
        "a,b,target", A, [cell.replace(".0", "").replace(".", ",") for cell in B], TARGET
    ),
    "an index without a name": _file(",a,b,target", [str(row) for row in range(ROWS)], A, B, TARGET),
    "a comma at the header's end": _file(
        "id,diagnosis,a,b,", [str(9000 + 7 * row) for row in range(ROWS)], ["B", "M"] * 12, A, B
    ),
    "separators at every end": _file(
        "a;b;target;;", A, B, [f"{cell};;" for cell in TARGET], separator=";"
    ).replace(b'"', b""),
    "sep=": b"sep=;\n" + _file("a;b;target", A, B, TARGET, separator=";"),
    "a comment": b"# measured 2024, lab A\n" + _PLAIN.encode(),
    "a title": b"Results of lab A\n\n" + _PLAIN.encode(),
    "two columns with one name": _file("age,Why?,fit,Why?,target", B, _WHY, A, _NOT_WHY, TARGET),
    "negative money": _file("a,profit,target", A, _MONEY, TARGET),
    "formulas": _file(
        "a,b,=1+1,target",
        A,
        B,
        [("=cmd|' /C calc'!A0", "@SUM(A1)", "+x")[r % 3] for r in range(ROWS)],
        TARGET,
    ),
    "-nan": _file("a,b,target", _with(A, "-nan", 0, 8, 16), B, TARGET),
    "one odd cell": _file("a,score,target", A, _with(B, "tbd", 3), TARGET),
    "dashes and dots": _file(
        "a,b,c,target", _with(A, "-", 0, 8, 16), _with(B, "None", 1, 9), _with(B, ".", 2, 10, 18), TARGET
    ),
    "a marker": _file("a,b,target", _with(A, "-999", 1, 5, 9), _with(B, "-200", 2, 3, 4), TARGET),
    "units": _file("price,share,height,target", [f"${c}" for c in B], [f"{c}%" for c in A], _HEIGHTS, TARGET),
    "yes in three spellings": _file("a,b,target", A, B, _SPELLED),
    "a dash in the target": _file("a,b,target", A, B, _with(TARGET, "-", 0, 1)),
    "leave and stay": _file("a,b,churn", A, B, _STAY),
    "a column that tells all": _file("a,b,alive,survived", A, B, TARGET, ["0", "1"] * 12),
    "the target first": _file(
        "Attrition,Age,Gender", TARGET, B, [("F", "M", "M")[r % 3] for r in range(ROWS)]
    ),
    "grades": _file("a,b,quality", A, B, _GRADES),
    "prices": _file("rooms,medv", _AGES, B),
    "UTF-16": lines(A, B, TARGET, header="a\tb\ttarget", separator="\t").encode("utf-16"),
    "bars": _file("a|b|target", A, B, TARGET, separator="|"),
    "spaces": _file("a b target", A, B, ["0", "1"] * 12, separator=" "),
    "large whole numbers": _file(
        "account,b,target", [f"123456789012345678{row:02d}" for row in range(ROWS)], B, TARGET
    ),
    "a total": _PLAIN.encode() + b"Total,812.3,\n",
    "dates": _file(
        "day,b,target", [f"{1 + row:02d}/{1 + row % 12:02d}/2024" for row in range(ROWS)], B, TARGET
    ),
    "a list": _file("b,answers,target", B, [("1", "1,2", "2,3")[row % 3] for row in range(ROWS)], TARGET),
}


def workbook(rows: Sequence[Sequence[str | float]]) -> bytes:
    """An .xlsx with one sheet: numbers as numbers, all else as text."""

    def cell(value: str | float) -> str:
        if isinstance(value, str):
            return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        return f"<c><v>{value}</v></c>"

    sheet = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="People" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return content.getvalue()


def open_document(rows: Sequence[Sequence[str | float]]) -> bytes:
    """An .ods with one sheet."""

    def cell(value: str | float) -> str:
        if isinstance(value, str):
            text = f"<text:p>{escape(value)}</text:p>"
            return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'

    table = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body>'
            f'<office:spreadsheet><table:table table:name="People">{table}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        )
    return content.getvalue()


def sheet_rows() -> list[list[str | float]]:
    """A header and rows with numbers, words, a gap and a date, as a sheet has them."""
    rows: list[list[str | float]] = [["age", "income", "since", "target"]]
    for row in range(ROWS):
        income = "" if row == 4 else 20_000 + 37.5 * row
        rows.append([20 + row, income, f"2024-01-{row + 1:02d}", TARGET[row]])
    return rows
