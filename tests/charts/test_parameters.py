from dataclasses import replace
from itertools import pairwise

import pytest

from components.charts import parameters as charts
from components.charts.theme import THEMES
from components.concepts.optimizers import OPTIMIZERS
from components.concepts.parameters import MAX_HIDDEN_LAYERS, Network, optimizer_bytes, summarize

LOOKS = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
SUMMARY = summarize(Network(hidden_units=(32, 32)))


@LOOKS
def test_neighbouring_layers_differ_from_each_other_and_from_the_biases(theme):
    colors = charts.layer_colors(theme, MAX_HIDDEN_LAYERS + 1)
    assert len(colors) == MAX_HIDDEN_LAYERS + 1
    assert all(a != b for a, b in pairwise(colors))
    assert charts.bias_color(theme) not in colors


@LOOKS
def test_memory_has_a_bar_for_each_optimizer_and_marks_the_chosen_one(theme):
    chart = charts.memory(summarize(replace(SUMMARY.network, optimizer="adam")), theme)
    assert chart.layout.title.text
    assert chart.layout.xaxis.title.text
    parameters, gradients, kept = chart.data
    assert set(kept.y) == {optimizer.label for optimizer in OPTIMIZERS.values()}
    sizes = dict(zip(kept.y, kept.x, strict=True))
    assert sizes == {o.label: optimizer_bytes(1_377, o.name) for o in OPTIMIZERS.values()}
    assert sizes.items() >= {"Adam": 8 * 1_377 + 12, "RMSprop": 4 * 1_377 + 12, "SGD": 12}.items()
    assert list(parameters.x) == list(gradients.x) == [4 * 1_377] * len(OPTIMIZERS)
    strong = [label for label, opacity in zip(kept.y, kept.marker.opacity, strict=True) if opacity == 1]
    assert strong == ["Adam"]
    # The axis counts as the table does: 1,024 bytes to the KB.
    assert list(chart.layout.xaxis.ticktext) == ["0 B", "5 KB", "10 KB", "15 KB", "20 KB"]
    assert list(chart.layout.xaxis.tickvals) == [1024 * kb for kb in (0, 5, 10, 15, 20)]


@LOOKS
def test_the_thumbnail_turns_the_width_of_a_layer_into_the_height_of_the_next(theme):
    shapes = charts.thumbnail(SUMMARY, theme).layout.shapes
    weights, biases = shapes[::2], shapes[1::2]
    assert [(s.y1 - s.y0, s.x1 - s.x0) for s in weights] == [(8, 32), (32, 32), (32, 1)]
    assert all(s.y1 - s.y0 == 1 and s.fillcolor == charts.bias_color(theme) for s in biases)
