"""Charts of the depth study: mean and band of the recorded seeds."""

from __future__ import annotations

import numpy as np
import pytest

from components.charts.depth_study import trained
from components.charts.theme import THEMES
from components.training.depth_study import DEPTHS, STUDIED, load


@pytest.mark.parametrize("depth", DEPTHS)
def test_draws_mean_and_band_for_both_optimizers(depth: int) -> None:
    study = load()
    chart = trained(study, STUDIED, depth, "he_uniform", THEMES["light"])
    lines = [t for t in chart.data if t.mode == "lines+markers"]
    bands = [t for t in chart.data if t.fill == "toself"]
    assert len(lines) == len(bands) == 2 * 2 * len(STUDIED)
    losses = study.losses(depth, STUDIED[0], "sgd", "he_uniform")
    np.testing.assert_allclose(lines[0].y, losses.mean(axis=0))
    assert max(bands[0].y) == pytest.approx(losses.max())
    assert {t.xaxis for t in lines} == {"x", "x2", "x3", "x4"}
    guessing = {shape.yref: shape.y0 for shape in chart.layout.shapes}
    assert guessing == pytest.approx({"y": np.log(10), "y2": np.log(10), "y3": 0.1, "y4": 0.1})
