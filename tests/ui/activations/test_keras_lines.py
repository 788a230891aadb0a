from __future__ import annotations

import pytest

from components import text
from components.concepts.activations import ACTIVATIONS
from components.concepts.bell import Bell, under_bell
from tests.keras_child import printed


@pytest.mark.keras
def test_the_keras_lines_print_what_the_picture_shows(in_keras):
    lines = text.load("activations")["keras"].format(name="tanh", center=-1.0, spread=2.0)
    numbers = dict(line.rsplit(" ", 1) for line in in_keras(printed, lines).splitlines())
    expected = under_bell(ACTIVATIONS["tanh"], Bell(-1.0, 2.0))
    assert float(numbers["passed back"]) == pytest.approx(expected.rms_slope, abs=0.005)
    assert float(numbers["flat"]) == pytest.approx(expected.flat_share, abs=0.01)
