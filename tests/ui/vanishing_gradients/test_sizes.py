"""Sizes as words."""

from __future__ import annotations

import pytest

from components.ui.vanishing_gradients.sizes import factor, power, share, short


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (0.0, "nothing at all"),
        (1e-12, "one part in 10¹²"),
        (9.9e-13, "one part in 10¹²"),
        (1.14e-12, "one part in 9·10¹¹"),
        (1 / 820, "one part in 820"),
        (0.194, "19 %"),
        (1.0, "100 %"),
        (1.19, "119 %"),
        (42.0, "42 times as much"),
        (3e9, "3·10⁹ times as much"),
        (float("inf"), "more than a number can hold"),
        (float("nan"), "more than a number can hold"),
    ],
)
def test_share(kept: float, words: str) -> None:
    assert share(kept) == words


def test_power_has_no_leap() -> None:
    assert [power(v) for v in (10, 99_000, 1e5, 128.0**19)] == ["10", "99,000", "10⁵", "10⁴⁰"]


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (1.0, "1"),
        (0.194, ".19"),
        (0.0554, ".055"),
        (0.00992, "10⁻²"),
        (0.00122, "10⁻³"),
        (3.6e-12, "4·10⁻¹²"),
        (1.49, "1.5"),
        (42.0, "42"),
        (123.0, "10²"),
        (0.0, "0"),
        (float("inf"), "∞"),
    ],
)
def test_short(kept: float, words: str) -> None:
    assert short(kept) == words


def test_factor() -> None:
    assert [factor(step) for step in (0.2345, 1.0, 1.43, 120.0, float("nan"))] == [
        *("×.23", "×1", "×1.4", "×10²", "×∞")
    ]
    assert factor(0.2345, digits=3) == "×.234"
