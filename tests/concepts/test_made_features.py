"""Made features: their texts, their arithmetic, and that no test row has a say in them."""

from __future__ import annotations

import html

import numpy as np
import pytest

from components.concepts.made_features import (
    KINDS,
    MOST_FEATURES,
    Feature,
    expand,
    features_text,
    fit_features,
    fit_inputs,
    parse_feature,
    parse_features,
)

COLUMNS = ("a", "b", "blood pressure", 'say "hi"; x*y', "나이", "log", "squares")
SINGLE = [kind for kind in KINDS.values() if kind.columns]
STREAM = np.random.default_rng(0)
VALUES = STREAM.normal(2, 3, (60, len(COLUMNS)))
VALUES[STREAM.random(VALUES.shape) < 0.1] = np.nan
TRAIN = np.arange(0, 40)


def _feature(kind, *columns: str) -> Feature:
    return Feature(kind.name, columns[: kind.columns], {"": None, "threshold": 1.25, "bins": 4}[kind.number])


def make(features, columns, values, training_rows):
    fitted = fit_features(features, columns, values[training_rows])
    return fitted.names, fitted.of(values)


def fold_inputs(values, columns, training_rows, features=()):
    fitted = fit_inputs(values[training_rows], columns, features)
    return fitted.names, fitted.of(values)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
@pytest.mark.parametrize("names", [(a, b) for a in COLUMNS for b in COLUMNS if a != b], ids=str)
def test_a_text_is_read_as_what_was_written(kind, names: tuple[str, str]) -> None:
    feature = _feature(kind, *names)
    assert parse_feature(feature.text, COLUMNS) == feature
    assert parse_features(f"{feature.text};a^2", COLUMNS)[0] == feature


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        (" a >= 1.50 ", "a>=1.5"),
        ("a>=-0", "a>=0"),
        ("a>=1e3", "a>=1000"),
        ("b * a", "a*b"),
        ("b/a", "b/a"),
        ('"blood pressure" ^ 2', '"blood pressure"^2'),
        ('"a"^2', "a^2"),
        ("log( a )", "log(a)"),
        ("bins(a, 04)", "bins(a,4)"),
        ("나이>=30", "나이>=30"),
        ("products", "products"),
    ],
)
def test_one_feature_has_one_text(text: str, canonical: str) -> None:
    assert parse_feature(text, COLUMNS).text == canonical


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is not a feature"),
        ("a", "is not a feature"),
        ("a+b", "“a+b” is not a feature; expected one of a*b, a^2"),
        ("a*b*log", "is not a feature"),
        ("a>=x", "is not a feature"),
        ("a>=nan", "is not a feature"),
        ('"a^2', "is not a feature"),
        ("__import__('os')", "is not a feature"),
        ("<b>x</b>^2", "is not a feature"),
        ("age>=30", "There is no column “age”; the columns are “a”, “b”"),
        ("a*a", "two different columns; the square of one is a^2"),
        ("a/a", "two different columns"),
        ("bins(a,1)", "1 bins; expected 2 to 10"),
        ("bins(a,11)", "11 bins"),
        ("a>=1e999", "has to be finite"),
    ],
)
def test_what_is_no_feature_is_refused_in_a_sentence_without_markup(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=r"\.$") as error:
        parse_feature(text, COLUMNS)
    assert says in html.unescape(str(error.value))
    assert "<" not in str(error.value)
    assert "*" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("a*b", "a × b"),
        ('"blood pressure"^2', "blood pressure²"),
        ("log(a)", "log(a)"),
        ("a/b", "a / b"),
        ("a>=1.50", "a ≥ 1.5"),
        ("bins(a,4)", "bins(a, 4)"),
        ("squares", "All squares"),
        ('"say ""hi""; x*y"^2', 'say "hi"; x*y²'),
    ],
)
def test_a_label_has_the_names_as_they_are(text: str, label: str) -> None:
    assert parse_feature(text, COLUMNS).label == label


def test_a_text_may_be_as_long_as_its_names_need_and_not_much_longer() -> None:
    names = ("How often did you sleep badly? " * 10, "x" * 300)
    feature = Feature("product", names)
    assert parse_feature(feature.text, names) == feature
    with pytest.raises(ValueError, match=r"has 100,001 characters; expected at most 206\.$"):
        parse_feature("a" * 100_001, ("abc",))


def test_a_list_of_features_counts_each_once() -> None:
    found = parse_features(" a^2; ;b*a;a*b ;a^2", COLUMNS)
    assert features_text(found) == "a^2;a*b"
    assert parse_features("", COLUMNS) == ()
    with pytest.raises(ValueError, match=f"at most {MOST_FEATURES}"):
        parse_features(";".join(f"a>={i}" for i in range(MOST_FEATURES + 1)), COLUMNS)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("cube", ("a",)), "has to be one of"),
        (("square", ()), "0 columns; it takes 1"),
        (("square", ("a", "b")), "2 columns; it takes 1"),
        (("square", ("",)), "it takes 1"),
        (("square", ("a",), 2), "it takes none"),
        (("threshold", ("a",)), "has to be finite"),
        (("bins", ("a",), 2.5), "2.5 bins"),
        (("squares", ("a",)), "1 columns; it takes 0"),
    ],
)
def test_a_feature_checks_itself(arguments: tuple, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Feature(*arguments)


def test_groups_stand_for_every_column_and_every_pair() -> None:
    texts = [f.text for f in expand(parse_features("squares;a*b;products;a^2", "abc"), "abc")]
    assert texts == ["a^2", "b^2", "c^2", "a*b", "a*c", "b*c"]
    with pytest.raises(ValueError, match="make 1,225 columns; expected at most 1,000"):
        expand([Feature("products")], [f"x{i}" for i in range(50)])


def test_the_arithmetic() -> None:
    values = np.array([[1.0, 2.0], [2.0, 4.0], [3.0, -6.0], [10.0, 0.0]])

    def made(text: str) -> list[float]:
        return make([parse_feature(text, "ab")], "ab", values, np.arange(3))[1].round(12).T.tolist()

    assert made("a*b") == [[-2, 0, -6, 0]]  # means of the training rows are 2 and 0
    assert made("a^2") == [[1, 0, 1, 64]]
    assert made("a>=3") == [[0, 0, 1, 1]]
    assert made("log(a)") == [np.log([1, 2, 3, 10]).round(12).tolist()]
    expected = [np.log(1.5), np.log(2), -np.log(2.5), 0]  # sizes 2, 4 and 6: the usual one is 4
    assert made("log(b)") == [pytest.approx(expected)]
    assert made("a/b") == [[0.5, 0.5, -0.5, 10 / 0.04]]  # not by 0, but by a hundredth of 4
    assert made("bins(a,3)") == [[0, 1, 0, 0], [0, 0, 1, 1]]


def test_the_product_can_express_what_a_times_b_can() -> None:
    a, b = np.random.default_rng(1).normal(50, 3, (2, 100))
    made = make([Feature("product", ("a", "b"))], "ab", np.column_stack([a, b]), np.arange(60))[1][:, 0]
    basis = np.column_stack([np.ones(100), a, b, made])
    weights = np.linalg.lstsq(basis, a * b, rcond=None)[0]
    np.testing.assert_allclose(basis @ weights, a * b)


def test_bins_are_about_equally_full_and_named() -> None:
    values = np.random.default_rng(0).exponential(size=(400, 1))
    names, made = make([Feature("bins", ("x",), 4)], ("x",), values, np.arange(400))
    assert names == ("bins(x,4) 2", "bins(x,4) 3", "bins(x,4) 4")
    assert made.sum(axis=0).tolist() == [100, 100, 100]
    assert make([Feature("bins", ("x",), 2)], ("x",), values, TRAIN)[0] == ("bins(x,2)",)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_test_rows_have_no_say(kind) -> None:
    wild = VALUES.copy()
    wild[40:] = 1e6
    features = [_feature(kind, "a", "b")]
    names, calm = fold_inputs(VALUES, COLUMNS, TRAIN, features)
    wild_names, shaken = fold_inputs(wild, COLUMNS, TRAIN, features)
    assert names == wild_names
    np.testing.assert_array_equal(calm[TRAIN], shaken[TRAIN])
    # and a test row that stays the same gets the same inputs, whatever the others are
    wild[40] = VALUES[40]
    np.testing.assert_array_equal(fold_inputs(wild, COLUMNS, TRAIN, features)[1][40], calm[40])


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
@pytest.mark.parametrize(
    "column",
    [
        np.zeros(60),
        np.full(60, np.nan),
        np.r_[np.zeros(59), 1e30],
        np.r_[np.full(40, np.nan), np.ones(20)],
        -VALUES[:, 0],
    ],
    ids=["zeros", "nothing", "huge", "only in test rows", "with gaps"],
)
def test_awkward_columns_give_finite_inputs(kind, column: np.ndarray) -> None:
    values = np.column_stack([column, VALUES[:, 1]])
    names, matrix = fold_inputs(values, "ab", TRAIN, [_feature(kind, "a", "b")])
    assert matrix.shape == (60, len(names))
    assert np.isfinite(matrix).all()


def test_inputs_of_a_fold_are_named_in_order() -> None:
    values = np.array([[1.0, np.nan], [2.0, 3.0], [4.0, 5.0]])
    names, matrix = fold_inputs(values, "ab", np.arange(3), parse_features("a^2", "ab"))
    assert names == ("a", "b", "b missing", "a^2")
    np.testing.assert_allclose(matrix.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(matrix.std(axis=0), 1)
    assert fold_inputs(values, "ab", np.arange(3))[0] == ("a", "b", "b missing")


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(ValueError, match="no column “z”"):
        make([Feature("square", ("z",))], "ab", np.zeros((3, 2)), np.arange(3))
