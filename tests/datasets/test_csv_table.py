"""From a visitor's cells to a table with two classes: what becomes of each column, and what is refused."""

from __future__ import annotations

import html

import numpy as np
import pytest

from components.datasets.csv_reader import CsvError, RawTable, read_csv
from components.datasets.csv_table import decided, to_table
from components.datasets.csv_target import likely_target, target_choice

ROWS = 30
TARGET = ["yes", "no", "no"] * 10
SIZE = [f"{(7 * i) % 10 + 0.5}" for i in range(ROWS)]


def _raw(**columns: list) -> RawTable:
    lines = [",".join(f'"{name}"' for name in columns)]
    lines += [",".join(f'"{cell}"' for cell in row) for row in zip(*columns.values(), strict=True)]
    return read_csv("\n".join(lines).encode(), "mine.csv")


def _notes(table) -> str:
    return html.unescape(" ".join(table.notes))


def _column(raw: RawTable, name: str, kind: str = ""):
    return next(c for c in decided(raw, "y", {name: kind}) if c.name == name)


def test_a_table_is_made() -> None:
    table = to_table(_raw(size=SIZE, ill=TARGET), "ill", salt="visit")
    assert table.name == "mine.csv"
    assert table.columns == ("size",)
    np.testing.assert_array_equal(table.values[:, 0], [float(cell) for cell in SIZE])
    assert table.target.tolist() == [1, 0, 0] * 10
    assert (table.target_name, table.class_names) == ("ill", ("no", "yes"))
    assert "Class 1 is “yes”, class 0 is “no”." in _notes(table)
    assert table.digest != to_table(_raw(size=SIZE, ill=TARGET), "ill", salt="other").digest


@pytest.mark.parametrize(
    ("zero", "one"),
    [
        ("0", "1"),
        ("1", "2"),
        ("-1", "1"),
        ("9", "10"),
        ("No", "Yes"),
        ("FALSE", "True"),
        ("benign", "malignant"),
        ("-", "+"),
    ],
)
@pytest.mark.parametrize("flipped", [False, True])
def test_the_obvious_one_of_two_values_is_class_1(zero: str, one: str, flipped: bool) -> None:
    values = [one, zero, zero] * 10 if flipped else [zero, one, one] * 10
    table = to_table(_raw(size=SIZE, y=values), "y")
    assert table.target.tolist() == [int(value == one) for value in values]
    assert table.class_names[1].endswith(one)
    other = to_table(_raw(size=SIZE, y=values), "y", zero)
    assert other.target.tolist() == [int(value == zero) for value in values]


def test_one_of_many_classes_is_set_against_the_rest() -> None:
    raw = _raw(size=SIZE, kind=["a", "b", "c"] * 10, number=["1", "2.0", "3"] * 10)
    assert target_choice(raw, "kind").values == (("a", 10), ("b", 10), ("c", 10))
    assert target_choice(raw, "kind").cuts == ()
    assert target_choice(raw, "number").values == (("1", 10), ("2", 10), ("3", 10))
    table = to_table(raw, "kind", "b")
    assert table.target.tolist() == [0, 1, 0] * 10
    assert table.class_names == ("not b", "b")
    assert to_table(raw, "number", "2").class_names == ("number other than 2", "number = 2")


def test_numbers_are_cut_where_the_visitor_says_and_near_the_middle_otherwise() -> None:
    raw = _raw(size=SIZE, grade=["3", "4", "5", "6", "7", "8"] * 5, price=[str(i / 4) for i in range(ROWS)])
    choice = target_choice(raw, "grade")
    assert (choice.cuts, choice.guess, choice.many) == ((4, 5, 6, 7, 8), 6.0, False)
    table = to_table(raw, "grade", 5.0)
    assert table.counts == (10, 20)
    assert table.class_names == ("grade below 5", "grade 5 and more")
    measured = target_choice(raw, "price")
    assert (measured.values, measured.many, measured.guess) == ((), True, 3.75)
    assert to_table(raw, "price").counts == (15, 15)
    with pytest.raises(CsvError, match=r"The class .* has 2 rows"):
        to_table(raw, "price", 7.0)


def test_the_target_is_guessed_by_its_name_then_by_its_place() -> None:
    assert likely_target(_raw(size=SIZE, Survived=TARGET, ill=TARGET)) == 1
    assert likely_target(_raw(size=SIZE, ill=TARGET, sex=TARGET)) == 2  # the last
    assert likely_target(_raw(size=SIZE, age=SIZE)) == 1  # a measurement can be cut in two
    assert likely_target(_raw(survived=TARGET, size=SIZE, **{"class": ["a", "b", "c"] * 10})) == 0
    assert likely_target(_raw(Loan_Status=TARGET, HasCar=TARGET, age=SIZE)) == 0  # a word in the name
    assert likely_target(_raw(gender=TARGET, size=SIZE, kind=["a", "b", "c"] * 10)) == 2  # the last
    assert likely_target(_raw(gender=TARGET, name=[f"p{i}" for i in range(ROWS)])) == 0  # the first


def test_values_are_counted_as_numbers_and_without_gaps() -> None:
    raw = _raw(size=SIZE, y=["1", "1.0", "0", "?", "0.0", "1"] * 5)
    assert target_choice(raw, "y").values == (("1", 15), ("0", 10))
    table = to_table(raw, "y")
    assert table.rows == 25
    assert table.values.shape == (25, 1)
    assert "Rows without a target were left out: 5 of 30." in _notes(table)


def test_words_become_columns_of_0_and_1() -> None:
    raw = _raw(
        y=TARGET,
        city=["Oslo", "Rome", "NA"] * 9 + ["Bonn"] * 3,
        pet=["cat", "dog", ""] * 10,
        ok=["Yes", "no", "YES"] * 10,
    )
    table = to_table(raw, "y")
    assert table.columns == ("city = Bonn", "city = Oslo", "city = Rome", "city missing", "pet = dog", "ok")
    np.testing.assert_array_equal(table.values[:3, 1:5], [[1, 0, 0, 0], [0, 1, 0, 1], [0, 0, 1, np.nan]])
    np.testing.assert_array_equal(table.values[:3, 5], [1, 0, 1])
    assert (table.values[:, :4].sum(axis=1) == 1).all()
    assert _column(raw, "city").done == "3 columns of 0 and 1, one a value; one more for missing"
    assert _column(raw, "ok").done.startswith("1 is “Yes”, 0 is “no”; spellings that differ in case")
    assert "a further column marks them" in _column(raw, "pet").done


def test_names_that_are_made_stay_different() -> None:
    raw = _raw(**{"y": TARGET, "a = x": SIZE, "a": ["x", "z", "w"] * 10})
    assert to_table(raw, "y").columns == ("a = x", "a = w", "a = x (2)", "a = z")


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ([str(i + 1) for i in range(ROWS)], "left out: it counts the rows, 1, 2, ..."),
        ([f"person {i}" for i in range(ROWS)], "left out: text that differs in every row"),
        (["7"] * ROWS, "left out: it is the same in every row"),
        (["Oslo"] * ROWS, "left out: it is the same in every row"),
        (["", "NA", "?"] * 10, "left out: it is empty"),
        ([f"w{i % 21}" for i in range(ROWS)], "left out: text with 21 different values, more than 20"),
    ],
)
def test_what_cannot_help_is_left_out_and_said_so(cells: list[str], says: str) -> None:
    raw = _raw(y=TARGET, size=SIZE, odd=cells)
    assert to_table(raw, "y").columns == ("size",)
    assert says in _column(raw, "odd").done


def test_what_was_left_out_comes_back_if_the_visitor_wants_it() -> None:
    raw = _raw(y=TARGET, size=SIZE, odd=[f"w{i % 21}" for i in range(ROWS)])
    table = to_table(raw, "y", columns=decided(raw, "y", {"odd": "category", "size": "left_out"}))
    assert len(table.columns) == 21
    assert "size" not in table.columns


@pytest.mark.parametrize("name", ["id", "PassengerId", "customer_id", "No", "Row"])
def test_a_name_makes_different_whole_numbers_an_id(name: str) -> None:
    numbers = [str(9000 - 7 * i) for i in range(ROWS)]
    assert to_table(_raw(**{"y": TARGET, "size": SIZE, name: numbers}), "y").columns == ("size",)
    assert to_table(_raw(**{"y": TARGET, "size": SIZE, "rapid": numbers}), "y").columns == ("size", "rapid")


@pytest.mark.parametrize(
    "cells",
    [
        [f"{i + 0.25}" for i in range(ROWS)],
        [str(i + 100) for i in range(ROWS)],  # an age, an income
        [str(i // 2) for i in range(ROWS)],
        ["5", ""] * 15,  # whether it is there may help
        [str(i) if i < 8 else "" for i in range(ROWS)],
    ],
)
def test_what_may_help_is_kept(cells: list[str]) -> None:
    assert to_table(_raw(y=TARGET, odd=cells), "y").columns == ("odd",)


def test_missing_cells_stay_missing() -> None:
    raw = _raw(y=TARGET, odd=["1.5", "null", "2"] * 10)
    assert to_table(raw, "y").missing == {"odd": 10}
    assert "gaps get the training rows' median" in _column(raw, "odd").done


def test_a_file_in_cp949_says_so() -> None:
    text = "크기,병\n" + "".join(
        f"{s},{'예' if t == 'yes' else '아니오'}\n" for s, t in zip(SIZE, TARGET, strict=True)
    )
    table = to_table(read_csv(text.encode("cp949"), "a.csv"), "병")
    assert table.columns == ("크기",)
    assert table.class_names == ("아니오", "예")
    assert "The file was read as CP949." in _notes(table)


BAD = {
    "no such target": ({"y": TARGET}, "z", None, "There is no column “z”; the columns are “x”, “y”"),
    "one class": ({"y": ["1"] * ROWS}, "y", None, "“y” is “1” in every row; expected two classes"),
    "an empty target": ({"y": ["NA"] * ROWS}, "y", None, "“y” is empty"),
    "too many words": ({"y": [f"w{i}" for i in range(ROWS)]}, "y", None, "30 different texts"),
    "a value that is not there": (
        {"y": ["a", "b", "c"] * 10},
        "y",
        "d",
        "no value “d”; it has “a”, “b”, “c”",
    ),
    "too few rows of a class": (
        {"y": ["a"] * 9 + ["b"] * 21},
        "y",
        None,
        "The class “a” has 9 rows; expected at least 10",
    ),
    "too few of the chosen": (
        {"y": ["a"] * 9 + ["b"] * 10 + ["c"] * 11},
        "y",
        "a",
        "The class “a” has 9 rows",
    ),
    "nothing left": ({"y": TARGET, "x": ["1"] * ROWS}, "y", None, "give nothing to learn from"),
}


@pytest.mark.parametrize(("columns", "target", "positive", "says"), BAD.values(), ids=BAD)
def test_a_bad_target_is_refused_in_a_sentence(
    columns: dict, target: str, positive: str | None, says: str
) -> None:
    with pytest.raises(CsvError, match=r"\.$") as error:
        to_table(_raw(**{"x": SIZE, **columns}), target, positive)
    assert says in html.unescape(str(error.value))


def test_too_many_inputs_are_refused() -> None:
    many = {f"c{i}": [f"v{(i + row) % 15}" for row in range(ROWS)] for i in range(14)}
    with pytest.raises(CsvError, match=r"give 210 inputs; expected 1 to 200 inputs\. Leave some out"):
        to_table(_raw(y=TARGET, **many), "y")


def test_markup_in_names_and_values_never_reaches_the_notes() -> None:
    markup = "<b>**x**</b>"
    raw = _raw(**{"y": [markup, "b", "b"] * 10, "size": SIZE, markup: ["7", "8"] * 15})
    table = to_table(raw, "y")
    assert markup in (*table.class_names, *table.columns)  # raw: whoever shows it makes it plain
    assert not set("<>*") & set(" ".join(table.notes))
