"""The four views of /activations: each draws its picture from the settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from components.charts import activations as charts
from components.charts.theme import Theme
from components.concepts.dying_relu import relu_units
from components.text import Lesson
from components.ui import theme
from components.ui.activations.compare import table
from components.ui.activations.controls import Settings
from components.ui.activations.curves import Line, entry_line, picture


@dataclass(frozen=True)
class View:
    """A view: which controls it needs, what it draws, which sections of the prose belong to it."""

    controls: tuple[str, ...]
    draw: Callable[[Settings, Lesson, Theme], None]
    section: str
    above: Callable[[], None] | None = None  # what stands over picture and controls, as wide as the page


def pair(formula: str, slope_formula: str) -> str:
    """LaTeX of a function and its slope, one under the other."""
    return rf"\begin{{aligned}} f(z) &= {formula} \\ f'(z) &= {slope_formula} \end{{aligned}}"


def _curves(settings: Settings, lesson: Lesson, look: Theme) -> None:
    lines = [entry_line(name, look) for name in settings.chosen]
    picture(lines, settings.bell, settings.reach, alt=lesson["alt"], key="activations.picture")


def _compare(settings: Settings, lesson: Lesson, look: Theme) -> None:
    figure = charts.rms_against_spread(settings.chosen, settings.bell.center, look)
    theme.show(figure, alt=lesson["alt_compare"], key="activations.rms")


def _table() -> None:
    st.dataframe(table(), hide_index=True, height=318, column_config=_columns(), key="activations.table")


def _columns() -> dict[str, object]:
    number = st.column_config.NumberColumn
    bell = "z normal, centre 0, spread 1"
    return {
        "function": st.column_config.TextColumn(pinned=True),
        "largest slope": number(format="%.3f"),
        "RMS slope, N(0, 1)": number(format="%.3f", help=f"Root of the mean of f'(z) squared, {bell}."),
        "after 20 layers": number(format="%.1e", help="RMS slope to the power of 20."),
        "flat, N(0, 1)": number(format="%.1f %%", help=f"Share of z with a slope under 0.1, {bell}."),
        "zero-centred": st.column_config.CheckboxColumn(help="f(-z) = -f(z)"),
        "year": number(format="%d"),
        "good and bad": st.column_config.TextColumn(width="large"),
    }


def _swish(settings: Settings, lesson: Lesson, look: Theme) -> None:
    family = settings.family
    label, color = f"{family.symbol} = {settings.parameter:g}", look.families[family.family]
    own = Line(family.name, label, settings.member, color, jumps=family.jumps)
    neighbors = [entry_line(name, look, reference=True) for name in family.neighbors]
    picture(
        [*neighbors, own],
        settings.bell,
        settings.reach,
        alt=lesson["alt_swish"],
        key="activations.family_picture",
    )
    st.latex(pair(family.formula, family.slope_formula))
    st.code(family.keras.format(value=settings.parameter), language="python")


def _dying(settings: Settings, lesson: Lesson, look: Theme) -> None:
    layer = relu_units(settings.bell, settings.seed)
    counts = {"dead": int(layer.dead.sum()), "units": len(layer.dead), "dark": layer.sparsity}
    st.markdown(lesson["count_dying"].format(**counts))
    theme.show(charts.units_by_inputs(layer, look), alt=lesson["alt_dying"], key="activations.units")


VIEWS: Mapping[str, View] = {
    "Curves": View(("chosen", "range", "center", "spread"), _curves, "curves"),
    "Compare": View(("chosen", "center"), _compare, "compare", above=_table),
    "Swish": View(("family", "parameter", "range", "center", "spread"), _swish, "swish"),
    "Dying ReLU": View(("center", "spread", "seed"), _dying, "dying"),
}
