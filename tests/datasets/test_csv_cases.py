"""Files as people bring them: what is made of each, up to the table with two classes."""

from __future__ import annotations

import base64
import html
import zlib

import numpy as np
import pytest

from components.datasets.csv_columns import Column
from components.datasets.csv_reader import CsvError, RawTable, read_csv
from components.datasets.csv_table import decided, to_table
from components.datasets.csv_target import likely_target, target_choice
from components.datasets.tables import Table
from tests.datasets.csv_cases import CASES, ROWS, A, open_document, sheet_rows, workbook

# What a file must become: names of columns, target and its class 1, kinds of other columns, a sentence.
EXPECTED: dict[str, tuple[str, str, str | float, dict[str, str], str]] = {
    "no header": (
        "column 1,column 2,column 3,column 4",
        "column 4",
        ">50K",
        {"column 1": "number", "column 2": "left_out", "column 3": "category"},
        "Line 1 is like the rows below it",
    ),
    "numbers without a header": (
        "column 1,column 2,column 3",
        "column 3",
        "1",
        {},
        "Line 1 is like the rows",
    ),
    "words without a header": (
        "column 1,column 2,column 3,column 4",
        "column 4",
        "yes",
        {},
        "Line 1 is like the rows",
    ),
    "degree sign": ("Temp (°C),Hum (%),target", "target", "yes", {}, "read as Windows-1252"),
    "umlauts": ("Größe,Gewicht,Ziel", "Ziel", "yes", {}, "read as Windows-1252"),
    "Korean": ("온도,습도,타겟", "타겟", "yes", {}, "read as CP949"),
    "three header rows": ("age,chol,disease", "disease", "1", {"age": "number"}, "Line 3 gives their roles"),
    "a row of units": (
        "age (years),chol (mg/dl),height (cm),target",
        "target",
        "yes",
        {"chol (mg/dl)": "number"},
        "Line 2 gives units",
    ),
    "whole numbers that all differ": (
        "age,income,bought",
        "bought",
        "yes",
        {"age": "number", "income": "number"},
        "",
    ),
    "thousands": ("a,population,target", "target", "yes", {"population": "number"}, ""),
    "decimal commas": ("a,b,target", "target", "yes", {"a": "number", "b": "number"}, ""),
    "some decimal commas": ("a,b,target", "target", "yes", {"b": "number"}, ""),
    "an index without a name": ("column 1,a,b,target", "target", "yes", {"column 1": "left_out"}, ""),
    "a comma at the header's end": (
        "id,diagnosis,a,b",
        "diagnosis",
        "M",
        {"id": "left_out", "a": "number"},
        "Line 1 ends with a separator",
    ),
    "separators at every end": ("a,b,target", "target", "yes", {}, "Column 4 has no name and no content"),
    "sep=": ("a,b,target", "target", "yes", {}, "Line 1 names the separator"),
    "a comment": ("a,b,target", "target", "yes", {}, "Line 1 stands above the header and was left out"),
    "a title": ("a,b,target", "target", "yes", {}, "was left out: “Results of lab A”"),
    "two columns with one name": (
        "age,Why?,fit,Why? (2),target",
        "target",
        "yes",
        {},
        "is called “Why? (2)” here",
    ),
    "negative money": ("a,profit,target", "target", "yes", {"profit": "number"}, ""),
    "formulas": ("a,b,=1+1,target", "target", "yes", {"=1+1": "category"}, ""),
    "-nan": ("a,b,target", "target", "yes", {"a": "number"}, ""),
    "one odd cell": ("a,score,target", "target", "yes", {"score": "number"}, ""),
    "dashes and dots": ("a,b,c,target", "target", "yes", {"a": "number", "b": "number", "c": "number"}, ""),
    "a marker": ("a,b,target", "target", "yes", {"a": "number", "b": "number"}, ""),
    "units": ("price,share,height,target", "target", "yes", {"price": "number", "height": "number"}, ""),
    "yes in three spellings": ("a,b,target", "target", "yes", {}, ""),
    "a dash in the target": (
        "a,b,target",
        "target",
        "yes",
        {},
        "Rows without a target were left out: 2 of 24",
    ),
    "leave and stay": ("a,b,churn", "churn", "LEAVE", {}, ""),
    "a column that tells all": ("a,b,alive,survived", "survived", "1", {"alive": "category"}, ""),
    "the target first": ("Attrition,Age,Gender", "Attrition", "yes", {"Gender": "category"}, ""),
    "grades": ("a,b,quality", "quality", 6.0, {}, "“quality 6 and more”"),
    "prices": ("rooms,medv", "medv", 40.2, {"rooms": "number"}, "“medv 40.2 and more”"),
    "UTF-16": ("a,b,target", "target", "yes", {}, "read as UTF-16"),
    "bars": ("a,b,target", "target", "yes", {}, "separated by vertical bars"),
    "spaces": ("a,b,target", "target", "1", {}, "separated by spaces"),
    "large whole numbers": ("account,b,target", "target", "yes", {"account": "left_out"}, ""),
    "a total": ("a,b,target", "target", "yes", {"a": "number"}, "Line 26 is a total, not a row"),
    "dates": ("day,b,target", "target", "yes", {"day": "date"}, ""),
    "a list": ("b,answers,target", "target", "yes", {"answers": "category"}, ""),
}


def opened(name: str) -> tuple[RawTable, tuple[Column, ...], Table]:
    """A case, its columns and its table with the target that is guessed."""
    raw = read_csv(CASES[name], f"{name}.csv")
    target = raw.columns[likely_target(raw)]
    columns = decided(raw, target)
    return raw, columns, to_table(raw, target, columns=columns)


@pytest.mark.parametrize("name", CASES)
def test_the_file_becomes_what_its_owner_expects(name: str) -> None:
    names, target, positive, kinds, said = EXPECTED[name]
    raw, columns, table = opened(name)
    assert raw.columns == tuple(names.split(","))
    assert (table.target_name, target_choice(raw, target).guess) == (target, positive)
    assert {column.name: column.kind for column in columns if column.name in kinds} == kinds
    assert raw.rows == ROWS
    assert table.rows == (22 if name == "a dash in the target" else ROWS)
    assert said in html.unescape(" ".join(table.notes))
    assert min(table.counts) >= 10
    if "a" in raw.columns and name not in ("-nan", "dashes and dots", "a marker", "a dash in the target"):
        np.testing.assert_array_equal(table.values[:, table.columns.index("a")], np.array(A, dtype=float))


@pytest.mark.parametrize(
    ("name", "column", "first", "missing", "said"),
    [
        ("thousands", "population", 1000, 0, "thousands separators removed (1,000 is 1000)"),
        ("decimal commas", "b", 49.8, 0, "decimal commas read"),
        ("some decimal commas", "b", 49.8, 0, "decimal commas read"),
        ("negative money", "profit", -49.8, 0, "the unit $ stands in the name"),
        ("units", "price", 49.8, 0, "the unit $ stands in the name"),
        ("units", "share", -1.2, 0, "the unit % stands in the name"),
        ("units", "height", 49.8, 0, "the unit cm stands in the name"),
        ("-nan", "a", np.nan, 3, "gaps get the training rows' median"),
        ("one odd cell", "score", 49.8, 1, "1 cell is not a number: line 5 “tbd”"),
        ("dashes and dots", "a", np.nan, 3, "“-” counts as missing"),
        ("dashes and dots", "b", 49.8, 2, "“None” counts as missing"),
        ("dashes and dots", "c", 49.8, 3, "“.” counts as missing"),
        ("a marker", "a", -1.2, 0, "-999 stands in 3 rows: if it means missing, say so"),
        ("a marker", "b", 49.8, 0, "-200 stands in 3 rows"),
        ("dates", "day", 0, 0, "days since 2024-01-01; read with the day first"),
    ],
)
def test_what_was_done_with_a_column_is_said(
    name: str, column: str, first: float, missing: int, said: str
) -> None:
    found = next(found for found in opened(name)[1] if found.name == column)
    np.testing.assert_equal(float(found.values[0, 0]), float(first))
    assert found.missing == missing
    assert said in found.done


def test_units_stand_in_the_names_of_the_inputs() -> None:
    assert opened("units")[2].columns == ("price ($)", "share (%)", "height (cm)")
    assert opened("negative money")[2].columns == ("a", "profit ($)")


def test_a_marker_for_missing_is_taken_so_if_the_visitor_says_so() -> None:
    raw = read_csv(CASES["a marker"], "a.csv")
    column = next(c for c in decided(raw, "target", {"b": "marked"}) if c.name == "b")
    assert (column.kind, column.missing, column.marker) == ("marked", 3, -200)
    assert np.isnan(column.values[[2, 3, 4], 0]).all()
    assert np.nanmin(column.values) > 0


def test_every_case_can_be_decided_otherwise_and_left_out() -> None:
    for name in CASES:
        raw, columns, table = opened(name)
        for column in columns:
            assert "left_out" in column.options
            for kind in column.options:
                wished = decided(raw, table.target_name, {column.name: kind})
                changed = next(c for c in wished if c.name == column.name)
                assert changed.kind == kind
                assert changed.values.shape == (raw.rows, len(changed.inputs))
                assert bool(changed.inputs) == (kind != "left_out")


def test_a_kind_that_a_column_does_not_offer_is_not_followed() -> None:
    raw = read_csv(CASES["leave and stay"], "a.csv")
    assert decided(raw, "churn", {"a": "date", "b": "nonsense"})[0].kind == "number"


# Written by a spreadsheet program of its time: the rows of `sheet_rows`, the old binary format.
_XLS = (
    "c-rllTWB0r7{|Yvz29f=xoAiWR&6U}wy~ySvaMSCP%W|Gg(_;=uB9es%Qgs2HI1$DK~Y4ZU@bzW2wsT#Qk5#$H$kDI4}u^h^|4Qa"
    "ieQ`dJO4SSo)gbQ16s7?Z05h``)0o1{4;0f%<Oz~Ha~abqpo>c)P^WT3+)6&wVcCCLIoc2`gU7%)pwki_Hz4QwM3i;G8&=NnXhAF"
    "48?fQlS?0l&#)4m<K<!6N86g?jovHRZij~vM|c=yb?7)}veXGz1?Vnl5&8kP{0zDgnU|o0yzQK`gU;5stsanP@q_M4tjm(%evFzQ"
    "knyQZUy8H%&?`=`ZG<+p_KuAGH&^t8({z$}+_p5v8?BMCIV$l0o}^#fy+psLEA@-s<@}Y+JH+|l&3w#~f6WaOO;h_ZoZvHjLVA(l"
    "A{=fs_l-3!(5TbTaStycqLDofzC8Di?`l5T;O+KvPb4NrT6-E3NupX`t^cMzpa1w=9&hTI8kZkv?AKH4^q^l4Zq|eKdT@&#4CuiI"
    "E%5vFz}JJC9_S8y-GQ$=@O1~i?!ea___~9d?x3bSsOb)Bx`Uc<K*4<I8S`NV^F*3;H|5aJW47@4j(6dmpTE6l=WzW|WTtTs4DOWI"
    "iNU2dJu51>IEyu%P_bq;D%L;`gW8RL7qrCJIDfAiF3ZkcN3hLvSi6e%vkvXM`t@4>2JX+CzxR`#nV;%6a({Nq{A6kN`}zr5$#?GE"
    "TrWOHXsxr>Irh3}pVrm4BWKkgp`Cx5VdJhRy|?A#K#nd_65TvBh{VxxE=8_9RzVcvC?r|VBG%`;e+R7X(8B}5tEh882}_CtN<>mz"
    "3&lnK{m?h=o|F_9l&GY*pu{94WTAvmzXLkEL3s&*5|@;a;U#RLgi-$p^s6(<OBj@dq=XGGkwug#H;G)Hc8Y`><wzW3Q5gXzDLE0t"
    "P1NEh3eMxuKh__VZla*1BqeINiCHKy)IR}@-lmRB43xB_#0)QS3nh;Fap;=&m6tdu8A*v7UJ@2c0`)CuZBThhfRdGzgyAJ=p(IiN"
    "6!f7LPfJP?l$@j_4KFDRC58IQV8n-%mlP<Tq@)ZlX$vKd`YGs(N0pZ}D0xXq8(uONN+!65pfA*wmkcNcNy!*qvKC4f_0L03r=F3N"
    "EGR`u$r@gA7D_H~0X?-*dC7rNl9Zg`#j{X6)V~ZpKdroYpp+%WGrZ(2lsxKRg`V4_yyQWtNJ`%DQm{}8s6Ptr{!Mu)fKru|g5jlT"
    "p%hVn44S<|c`1U@At^<}OUXhhq5e(i*3l_RDS^@{DJ8>8*+MC!{w?UOcPcMsP`V_gY<Q_yC>7Md4Lvxgyi`ExmXwO&rD~y6QU7i*"
    "S8Y~as-RpWDOJNuhlSD+%-qoT?mHwY9iUt*DIJ%*47mk5C2k!2>*24Kq~*5UuIA?88I9x<5aEgvPYE&kUgsh&3(K!buG+Spn*5pI"
    "AEul6S!{xzqz)|U{HajHQ7q>&Yt;Kf(H`Kvw`i1~ZH14~C7-{1&vo?w=dugEf9?`m>i!p&;`3kL|DQWjh=T"
)


WORKBOOKS = {
    "xlsx": workbook(sheet_rows()),
    "ods": open_document(sheet_rows()),
    "xls": zlib.decompress(base64.b85decode(_XLS)),
}


@pytest.mark.parametrize("content", WORKBOOKS.values(), ids=WORKBOOKS)
def test_a_workbook_is_read_like_text(content: bytes) -> None:
    raw = read_csv(content, "people.xlsx")
    assert raw.columns == ("age", "income", "since", "target")
    assert raw.encoding == "workbook"
    assert raw.lines == tuple(range(2, ROWS + 2))
    np.testing.assert_array_equal(raw.numbers[0], np.arange(20, 20 + ROWS))
    assert np.isnan(raw.numbers[1][4])
    assert raw.numbers[1][1] == 20_037.5
    columns = decided(raw, "target")
    assert [column.kind for column in columns] == ["number", "number", "date"]
    assert to_table(raw, "target", columns=columns).counts == (12, 12)


@pytest.mark.parametrize("content", [b"PK\x03\x04abc", b"\xd0\xcf\x11\xe0" + b"\x00" * 600])
def test_what_only_begins_like_a_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(CsvError, match="no workbook that can be read"):
        read_csv(content, "a.xlsx")
