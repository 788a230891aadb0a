import itertools

import pytest

from components.charts import mnist_model as charts
from components.charts.theme import LIGHT, THEMES
from components.training.recipe import Recipe

RECIPES = {
    "plain": Recipe(),
    "softmax": Recipe(hidden_units=()),
    "deep": Recipe(hidden_units=(128,) * 20, dropout=0.2),
    "changing": Recipe(hidden_units=(128, 64) * 10),
    "narrow": Recipe(hidden_units=(1, 512, 1, 512), dropout=0.9),
}


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_areas_are_the_parameters(recipe):
    for theme in THEMES.values():
        bars = charts.layer_blocks(recipe, theme).data
        areas = [int(h * w) for bar in bars for h, w in zip(bar.y, bar.width, strict=True)]
        assert len(areas) == len(recipe.hidden_units) + 1
        assert sum(areas) == recipe.parameters


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_blocks_do_not_overlap_and_stay_in_the_picture(recipe):
    chart = charts.layer_blocks(recipe, LIGHT)
    edges = [(x - w / 2, x + w / 2) for bar in chart.data for x, w in zip(bar.x, bar.width, strict=True)]
    assert edges[0][0] > 0
    assert edges[-1][1] < chart.layout.xaxis.range[1]
    for (_, end), (start, _) in itertools.pairwise(edges):
        assert end < start


def test_groups_add_up_and_explain_their_numbers():
    first, second, last = charts.layer_groups(Recipe())
    assert first.formula == "(784 + 1) × 256 = 200,960"
    assert second.formula == "(256 + 1) × 256 = 65,792"
    assert last.formula == "(256 + 1) × 10 = 2,570"
    deep = charts.layer_groups(RECIPES["deep"])
    assert [g.count for g in deep] == [1, 19, 1]
    assert deep[1].formula == "19 × (128 + 1) × 128 = 313,728"


def test_a_hidden_layer_of_the_output_s_shape_is_not_put_together_with_it():
    groups = charts.layer_groups(Recipe(hidden_units=(10, 10)))
    assert [(g.count, g.is_output) for g in groups] == [(1, False), (1, False), (1, True)]


@pytest.mark.parametrize(
    ("units", "text"),
    [
        ((), "784 → 10"),
        ((256, 256), "784 → 256 → 256 → 10"),
        ((128,) * 20, "784 → 20 × 128 → 10"),
        ((128, 64) * 10, "784 → 128 → 64 → ... → 128 → 64 → 10"),
    ],
)
def test_sizes_are_one_short_line(units, text):
    assert charts.sizes_text(Recipe(hidden_units=units)) == text


def test_dropout_is_named_behind_hidden_layers_only():
    texts = [a.text for a in charts.layer_blocks(Recipe(dropout=0.3), LIGHT).layout.annotations]
    assert sum("Dropout 0.3" in text for text in texts) == 2
    assert not any("softmax" in text and "Dropout" in text for text in texts)
