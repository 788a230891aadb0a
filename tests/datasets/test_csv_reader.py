"""A visitor's file: what is read, and every bad one with its sentence."""

from __future__ import annotations

import html

import numpy as np
import pytest

from components.datasets.csv_reader import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, CsvError, read_csv

GOOD = "age,city,ill\n31,Oslo,yes\n,Bergen,no\n40.5,?,no\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_usual_ways_to_write_a_csv_are_read(delimiter: str, encoding: str, newline: str) -> None:
    text = GOOD.replace("city", "도시").replace("Oslo", "서울").replace(",", delimiter).replace("\n", newline)
    raw = read_csv(text.encode(encoding), "C/x/file.csv")
    assert raw.columns == ("age", "도시", "ill")
    assert raw.cells[1] == ("서울", "Bergen", "?")
    np.testing.assert_array_equal(raw.numbers[0], [31, np.nan, 40.5])
    assert raw.numbers[1] is None
    assert raw.lines == (2, 3, 4)
    assert raw.rows == 3
    assert raw.name == "file.csv"
    assert raw.encoding == ("CP949" if encoding == "cp949" else "UTF-8")


def test_quotes_empty_lines_and_spaces_are_understood() -> None:
    raw = read_csv(b'\n a ; "b, or c"\n\n1;"two\nlines; ""x"""\n;\n 3 ; 4 \n', "a.csv")
    assert raw.columns == ("a", "b, or c")
    assert raw.cells[1] == ('two\nlines; "x"', "4")
    assert raw.lines == (4, 7)


def test_numbers_are_read_as_they_are() -> None:
    cells = ["1", "-2.5", "+.5", "3.", "1e-3", "-1E+5", "NA", "NaN", "null", "?", "", "n/a"]
    raw = read_csv(("x,y\n" + "".join(f"{cell},0\n" for cell in cells)).encode(), "a.csv")
    np.testing.assert_array_equal(raw.numbers[0], [1, -2.5, 0.5, 3, 0.001, -1e5, *[np.nan] * 6])


@pytest.mark.parametrize("cell", ["1_000", "１", "0x10", "1,5", "1 2", "--", "nan1"])
def test_what_python_would_take_for_a_number_and_people_would_not_is_a_word(cell: str) -> None:
    assert read_csv(f'x,y\n"{cell}",1\n'.encode(), "a.csv").numbers[0] is None


@pytest.mark.parametrize(
    "cell", ["-", "+", "--", "-5", "+1", "-1,5", "+82 10-12", "-5%", "a=b", "me@x", "1-2"]
)
def test_signs_alone_make_no_formula(cell: str) -> None:
    assert read_csv(f'x,y\n"{cell}",1\n'.encode(), "a.csv").cells[0] == (cell,)


def test_html_in_names_is_allowed_and_kept_raw() -> None:
    raw = read_csv(b"<b>x</b>,**y**\n<i>1</i>,2\n", "<script>.csv")
    assert raw.columns == ("<b>x</b>", "**y**")


ONE = "a,b\n1,2\n"
BAD = {
    "nothing": (b"", "The file is empty"),
    "white space": (b" \n\n\t", "The file is empty"),
    "a byte order mark only": (b"\xef\xbb\xbf", "The file is empty"),
    "separators only": (b",,\n,,\n", "separators only"),
    "header only": (b"a,b\n\n", "a header but no rows"),
    "one column": (b"a\n1\n2\n", "one column only"),
    "prose": (b"Dear all\nthis is no table.\n", "one column only"),
    "a web page": (b"<!DOCTYPE html>\n<html>", "a web page"),
    "json": (b'{"a": 1, "b": 2}', "JSON"),
    "a spreadsheet": (b"PK\x03\x04abc", "binary"),
    "UTF-16 that ends in the middle": (b"\xff\xfea\x00,\x00b", "is no UTF-16 text"),
    "an image": (b"\x89PNG\r\n\x1a\n", "binary"),
    "zero bytes": (b"a,b\n1,\x002\n", "binary"),
    "control characters": (b"a,b\n1,2\n1,\x01\n", "Line 3 has control characters"),
    "too long a row": (b"a,b\n1,2\n\n1,2,3\n", "Line 4 has 3 cells; expected 2"),
    "too short a row": (b"a,b,c\n1,2,3\n1,2\n", "Line 3 has 2 cells; expected 3"),
    "ragged after a cell of two lines": (b'a,b\n"1\n1",2\n1\n', "Line 4 has 1 cell;"),
    "an open quote": (b'a,b\n1,2\n"1,2\n', "Line 3 has a quotation mark that is not closed"),
    "text after a quote": (b'a,b\n"1"x,2\n', "Line 2 has a quotation mark"),
    "an open quote of megabytes": (b'a,b\n"' + b"x" * 10**6, "Line 2 has a cell of more than 100,000"),
    "one endless line": (b"x" * 10**6, "Line 1 has a cell of more than 100,000"),
    "separators without end": (b"," * 10**6, "separators only"),
    "quotes without end": (b'"' * 1_000_001, "Line 1 has a"),
    "too big": (b"a,b\n" + b"1,2\n" * (MOST_BYTES // 4), "The file has 20.0 MB; expected at most 20 MB"),
    "too many columns": (
        (
            ",".join(f"c{i}" for i in range(MOST_COLUMNS + 1)) + "\n" + ",".join("1" * (MOST_COLUMNS + 1))
        ).encode(),
        "has 101 columns; expected at most 100",
    ),
}


@pytest.mark.parametrize(("content", "says"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_in_one_sentence(content: bytes, says: str) -> None:
    with pytest.raises(CsvError) as error:
        read_csv(content, "bad.csv")
    sentence = str(error.value)
    assert says in html.unescape(sentence).replace("\u2060", "")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 400


def test_markup_from_a_file_never_reaches_a_sentence() -> None:
    raw = read_csv(b"<b>T</b> [x](http://y.z)\n**c**,**c**,d\n1,2,3\n4,5,6\n", "a.csv")
    assert raw.columns == ("**c**", "**c** (2)", "d")
    assert len(raw.notes) == 2
    assert not set("<>*[]") & set(" ".join(raw.notes))


def test_a_larger_file_is_a_random_sample_and_says_so() -> None:
    rows = b"".join(b"%d,2\n" % row for row in range(MOST_ROWS + 10))
    raw = read_csv(b"a,b\n" + rows, "a.csv")
    assert raw.rows == MOST_ROWS
    assert "The file has 50,010 rows; 50,000 of them were drawn at random" in raw.notes[0]
    assert (np.diff(raw.numbers[0]) >= 1).all()  # in the file's order
    np.testing.assert_array_equal(raw.numbers[0] + 2, raw.lines)
    again = read_csv(b"a,b\n" + rows, "a.csv")
    assert again.lines == raw.lines


def test_what_is_no_number_among_numbers_counts_as_missing() -> None:
    cells = [f"{row}.5" for row in range(30)] + ["-inf", "1e999", "tbd"]
    raw = read_csv(b"a,b\n" + "".join(f"{cell},1\n" for cell in cells).encode(), "a.csv")
    assert np.isnan(raw.numbers[0][-3:]).all()
    assert raw.readings[0].odd == ((30, "-inf"), (31, "1e999"), (32, "tbd"))


def test_years_may_be_names() -> None:
    raw = read_csv(b"country,2019,2020,2021\nA,1,2,3\nB,2,3,4\nC,5,6,7\n", "a.csv")
    assert raw.columns == ("country", "2019", "2020", "2021")


def test_names_of_rows_that_r_writes_are_a_column_without_a_name() -> None:
    raw = read_csv(b'"a","b"\n"1",2,3\n"2",4,5\n', "a.csv")
    assert raw.columns == ("column 1", "a", "b")
    assert raw.unnamed == ("column 1",)


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_uploaded_is_a_table_or_a_sentence(seed: int) -> None:
    stream = np.random.default_rng(seed)
    pieces = [
        b",",
        b"\n",
        b'"',
        b"a",
        b"1",
        b"\r",
        b";",
        b"\xea\xb0\x80",
        b"\xb0\xa1",
        b"=",
        b" ",
        b"-",
        b"\xff",
    ]
    for _ in range(50):
        content = b"a,b\n" * int(stream.integers(2))
        content += b"".join(stream.choice(pieces, int(stream.integers(1, 40))).tolist())
        try:
            raw = read_csv(content, "any")
        except CsvError:  # and nothing else
            continue
        assert {len(column) for column in raw.cells} == {raw.rows}
