import pytest

from components.ui.mnist.result import percent


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (0.5, "50.0 %"),
        (0.9984, "99.8 %"),
        (0.99961, "99.96 %"),
        (0.999999, "99.9999 %"),
        (1 - 1e-9, "> 99.9999 %"),
        (1.0, "> 99.9999 %"),
    ],
)
def test_a_percentage_never_says_a_hundred(probability, text):
    assert percent(probability) == text
