"""Charts of /vanishing_gradients: every line that was measured is drawn, in the activation's colour."""

from __future__ import annotations

import numpy as np
import pytest

from components.charts import vanishing_gradients as charts
from components.charts.theme import THEMES, Theme, activation_line
from components.concepts.chain_rule import chain
from components.concepts.gain_map import DEPTHS, gain_map
from components.concepts.gradient_flow import gradient_flow

NAMES = ("sigmoid", "tanh", "relu")


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)
def test_signal_and_error_are_drawn_as_they_are_for_every_activation(theme: Theme) -> None:
    flows = [gradient_flow(name, "glorot_uniform", 20, 32, 0) for name in NAMES]
    chart = charts.signal_and_error(flows, theme)
    assert [trace.xaxis for trace in chart.data] == ["x", "x", "x2", "x3"] * 3
    for k, (name, flow) in enumerate(zip(NAMES, flows, strict=True)):
        lines = chart.data[4 * k : 4 * k + 4]
        assert {t.line.color for t in lines} == {activation_line(name, theme)["color"]}
        measured = (flow.signal, flow.input_rms, flow.gradient_rms, flow.weight_gradient_rms)
        for line, values in zip(lines, measured, strict=True):
            np.testing.assert_allclose(line.y, values)
    assert sum(trace.showlegend for trace in chart.data) == len(NAMES)
    low, high = chart.layout.yaxis.range
    assert low <= np.log10(min(np.nanmin(t.y) for t in chart.data))
    assert high >= np.log10(max(np.nanmax(t.y) for t in chart.data))


def test_a_dead_stack_leaves_gaps_and_no_warning(recwarn: pytest.WarningsRecorder) -> None:
    dead = next(
        flow for s in range(50) if (flow := gradient_flow("relu", "glorot_uniform", 50, 8, s)).kept == 0
    )
    chart = charts.signal_and_error([dead], THEMES["light"])
    assert np.isnan(chart.data[2].y).any()
    assert np.isfinite(chart.layout.yaxis.range).all()
    assert not [w for w in recwarn if issubclass(w.category, RuntimeWarning)]


def test_gain_map_has_a_frame_for_every_depth_and_begins_at_the_nearest() -> None:
    maps = [gain_map(name, 0) for name in NAMES]
    chart = charts.gain_map(maps, 21, 1.0, THEMES["light"])
    assert [frame.name for frame in chart.frames] == [str(depth) for depth in DEPTHS]
    slider = chart.layout.sliders[0]
    assert [step.label for step in slider.steps] == [str(depth) for depth in DEPTHS]
    assert DEPTHS[slider.active] == 20
    drawn = np.array(chart.data[2].y, dtype=float)
    np.testing.assert_allclose(drawn, maps[2].at(20))
    assert chart.data[2].name.startswith("ReLU: 1.4")
    marks = [a.text for a in chart.layout.annotations]
    assert marks == ["Glorot", "He"]
    assert "yours" in [a.text for a in charts.gain_map(maps, 2, 4.0, THEMES["dark"]).layout.annotations]


def test_chain_rule_draws_every_factor_and_the_sum_of_all_paths() -> None:
    one = chain("relu", "he_uniform", 10, 32, 0)
    flow = gradient_flow("relu", "he_uniform", 10, 32, 0)
    chart = charts.chain_rule(one, flow, THEMES["light"])
    markers = next(t for t in chart.data if t.mode == "markers")
    np.testing.assert_allclose(markers.y, one.products)
    assert list(markers.x[:3]) == [10, 9.5, 9]
    weights, slopes = chart.data[0], chart.data[1]
    assert np.isfinite(weights.y).sum() + np.isfinite(slopes.y).sum() == 2 * (len(one.factors) - 1)
    np.testing.assert_allclose(chart.data[-1].y[0], flow.kept)


def test_thumbnail_has_no_axes() -> None:
    flows = [gradient_flow(name, "glorot_uniform", 20, 32, 0) for name in NAMES]
    chart = charts.thumbnail(flows, THEMES["dark"])
    assert len(chart.data) == 3
    assert not chart.layout.xaxis.visible
