"""The chart of the third step of /mnist: the layers, drawn by their parameters."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import plotly.graph_objects as go

from components.charts import theme as looks
from components.charts.theme import Theme
from components.concepts.activations import ACTIVATIONS
from components.training.recipe import Recipe

LABELLED = 6  # groups of equal layers, at most, that have room for their labels
NARROWEST = 300  # units that a place is wide at least, so that a small network looks small


@dataclass(frozen=True)
class LayerGroup:
    """Dense layers of one shape that follow each other."""

    count: int
    n_inputs: int
    n_units: int
    is_output: bool

    @property
    def parameters(self) -> int:
        """Of all its layers."""
        return self.count * (self.n_inputs + 1) * self.n_units

    @property
    def formula(self) -> str:
        """How the number of parameters comes about."""
        times = f"{self.count} × " if self.count > 1 else ""
        return f"{times}({self.n_inputs} + 1) × {self.n_units} = {self.parameters:,}"


def layer_groups(recipe: Recipe) -> tuple[LayerGroup, ...]:
    """The recipe's Dense layers in order, equal neighbours put together; the output stands alone."""
    pairs = list(itertools.pairwise(recipe.layer_sizes))
    hidden = [LayerGroup(len(list(same)), *pair, False) for pair, same in itertools.groupby(pairs[:-1])]
    return (*hidden, LayerGroup(1, *pairs[-1], True))


def sizes_text(recipe: Recipe) -> str:
    """The layer sizes in a line, equal hidden layers put together: "784 → 20 × 128 → 10"."""
    first, *hidden, last = recipe.layer_sizes
    runs = [(units, len(list(same))) for units, same in itertools.groupby(hidden)]
    middle = [f"{n} × {units}" if n > 2 else " → ".join([str(units)] * n) for units, n in runs]
    if len(middle) > LABELLED:
        middle = [*middle[:2], "...", *middle[-2:]]
    return " → ".join([str(first), *middle, str(last)])


def layer_blocks(recipe: Recipe, theme: Theme) -> go.Figure:
    """A block for each Dense layer, inputs + 1 high and units wide: its area is its parameters."""
    groups = layer_groups(recipe)
    title = f"{recipe.parameters:,} parameters: {sizes_text(recipe)}"
    chart = looks.figure(title, theme, height=345)
    labelled = len(groups) <= LABELLED
    left, gap = 0.0, 0.06 * max(group.n_units for group in groups)
    widths = [group.count * (group.n_units + gap) - gap for group in groups]
    least = max(NARROWEST, 1.2 * max(g.n_units for g in groups), 0.4 * sum(widths)) if labelled else 0.0
    for group, width in zip(groups, widths, strict=True):
        place = max(least, width + 2 * gap)
        _add_blocks(chart, recipe, group, left + (place - width) / 2, theme)
        if labelled:
            _add_label(chart, recipe, group, left + place / 2, theme)
        left += place
    chart.update_layout(margin={"t": 40, "b": 62 if labelled else 10}, bargap=0, showlegend=False)
    chart.update_xaxes(visible=False, range=[0, left], fixedrange=True)
    tallest = recipe.layer_sizes[0] + 1
    return chart.update_yaxes(visible=False, range=[0, tallest * 1.28], fixedrange=True)


def _add_blocks(chart: go.Figure, recipe: Recipe, group: LayerGroup, left: float, theme: Theme) -> None:
    gap = 0.06 * max(recipe.layer_sizes[1:])
    family = ACTIVATIONS[recipe.activation].family
    color = theme.primary if group.is_output else theme.families[family]
    one = f"({group.n_inputs} + 1) × {group.n_units} = {group.parameters // group.count:,}"
    centers = [left + i * (group.n_units + gap) + group.n_units / 2 for i in range(group.count)]
    chart.add_bar(
        x=centers,
        y=[group.n_inputs + 1] * group.count,
        width=[group.n_units] * group.count,
        marker={"color": color, "opacity": 0.85, "line": {"width": 1, "color": color}},
        hovertemplate=f"{_name(recipe, group)}<br>{one} parameters<extra></extra>",
    )


def _add_label(chart: go.Figure, recipe: Recipe, group: LayerGroup, center: float, theme: Theme) -> None:
    label = {"x": center, "showarrow": False, "align": "center"}
    formula = group.formula.replace(") × ", ")<br>× ").replace("= ", "<br><b>= ") + "</b>"
    chart.add_annotation(**label, y=0, yanchor="top", yshift=-4, text=formula)
    text = _name(recipe, group).replace(", ", "<br>")
    if recipe.dropout and not group.is_output:
        text += f"<br>Dropout {recipe.dropout:g}"
    font = {"color": theme.muted, "size": 12}
    chart.add_annotation(**label, y=group.n_inputs + 1, yanchor="bottom", yshift=2, text=text, font=font)


def _name(recipe: Recipe, group: LayerGroup) -> str:
    function = "softmax" if group.is_output else ACTIVATIONS[recipe.activation].label
    return f"Dense {group.n_units}, {function}"
