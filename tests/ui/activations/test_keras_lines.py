from __future__ import annotations

import subprocess
import sys

import pytest

from components import text
from components.concepts.activations import ACTIVATIONS
from components.concepts.bell import Bell, under_bell


@pytest.mark.keras
def test_the_keras_lines_print_what_the_picture_shows():
    lines = text.load("activations")["keras"].format(name="tanh", center=-1.0, spread=2.0)
    answer = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    printed = dict(line.rsplit(" ", 1) for line in answer.stdout.splitlines())
    expected = under_bell(ACTIVATIONS["tanh"], Bell(-1.0, 2.0))
    assert float(printed["RMS slope"]) == pytest.approx(expected.rms_slope, abs=0.005)
    assert float(printed["flat"]) == pytest.approx(expected.flat_share, abs=0.01)
