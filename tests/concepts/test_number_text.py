import pytest

from components.concepts.number_text import (
    json_number,
    latex_addend,
    latex_factor,
    number,
    percent,
    short_number,
)


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (0.0, "< 0.1 %"),
        (0.0006, "0.1 %"),
        (0.5, "50.0 %"),
        (0.9984, "99.8 %"),
        (0.99961, "99.96 %"),
        (0.999999, "99.9999 %"),
        (1 - 1e-9, "> 99.9999 %"),
        (1.0, "> 99.9999 %"),
    ],
)
def test_a_percentage_says_neither_nothing_nor_a_hundred(probability, text):
    assert percent(probability) == text


def test_a_minus_is_a_true_one():
    assert number(-0.5) == "−0.50"
    assert number(1.25, "+.1f") == "+1.2"
    assert number(float("nan")) == number(float("-inf")) == "no number"


def test_a_short_number_keeps_its_digits_at_any_size():
    values = (0, 0.1313, -1.5, 42.0, 421.0, 9.77e-4, 0.00999, 99_700, -3.6e-12, float("inf"))
    texts = ["0", "0.13", "−1.5", "42", "420", "9.8·10⁻⁴", "0.01", "1.0·10⁵", "−3.6·10⁻¹²", "no number"]
    assert [short_number(value) for value in values] == texts


def test_no_two_signs_meet_in_a_sum():
    assert [latex_factor(value) for value in (0.5, -0.5)] == ["0.500", "(-0.500)"]
    assert latex_factor(float("nan")) == r"\text{no number}"
    assert [latex_addend(value) for value in (0.254, -0.5, -0.001)] == ["+ 0.25", "- 0.50", "+ 0.00"]


def test_what_json_lacks_becomes_null():
    assert [json_number(value) for value in (0.123456789, float("nan"), float("inf"), None)] == [
        0.123457,
        None,
        None,
        None,
    ]
