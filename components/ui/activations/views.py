"""The views of /activations: each draws its picture, and beside it the controls that it needs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pandas as pd
import streamlit as st

from components.charts import activations as charts
from components.concepts.activations import ACTIVATIONS, Activation
from components.concepts.bell import Bell, under_bell
from components.concepts.dying_relu import relu_units
from components.concepts.number_text import number, short_number
from components.text import Lesson
from components.ui import theme
from components.ui.activations.curves import DrawnFunction, drawn_entry, picture
from components.ui.activations.real_bell import lay_over, real_bell, say_real
from components.ui.activations.settings import PARAMETERS, SETTINGS, STEPS, Selection, read
from components.ui.kit.frame import beside
from components.ui.kit.save import show_table
from components.ui.kit.start import at_start

COMPARED = (1.0, 5.0)  # spreads of z that are told of the chart of *Compare*
_SMALL_PILLS = """<style>
.st-key-activations-chosen [role="group"], .st-key-activations-chosen [role="radiogroup"] { gap: 0.25rem; }
.st-key-activations-chosen button { min-height: 0; height: 1.55rem; padding: 0 0.45rem; }
.st-key-activations-chosen button p { font-size: 0.78rem; }
.st-key-activations-family button { padding: 0 0.5rem; }
.st-key-activations-family button p { font-size: 0.85rem; }
</style>"""


def curves(_: Sequence[str], lesson: Lesson) -> None:
    """Draw what the step shows: one unit, several functions, a bell of inputs, or many layers."""
    step = read().step
    st.markdown(lesson[f"step_{step}"])
    with _picture_beside(STEPS[step]) as selection:
        names = (selection.function,) if step == "unit" else selection.chosen
        picture(
            [drawn_entry(name, theme.current()) for name in names],
            selection,
            step=step,
            alt=" ".join(lesson[f"alt_{step}"].split()),
            key="activations.picture",
            real=real_bell(selection) if step == "bell" else None,
        )
        if step == "bell":
            say_real(selection, lesson)


def compare(controls: Sequence[str], lesson: Lesson) -> None:
    """Draw the table of all functions, and the RMS slope of the chosen ones against the spread of z."""
    show_table(
        table(),
        "Activation functions",
        shown={"after 20 layers": short_number},
        key="activations.table",
        hide_index=True,
        height=318,
        column_config=_columns(),
    )
    with _picture_beside(controls) as selection:
        chart = charts.rms_against_spread(selection.chosen, selection.bell.center, theme.current())
        theme.show(chart, alt=_compared(selection, lesson), key="activations.rms")


def _compared(selection: Selection, lesson: Lesson) -> str:
    """What each chosen function passes back under a narrow bell and under a wide one, in words."""
    bells = [Bell(selection.bell.center, spread) for spread in COMPARED]
    shares = [
        f"{ACTIVATIONS[name].label} "
        + " and ".join(f"{under_bell(ACTIVATIONS[name], bell).rms_slope:.2f}" for bell in bells)
        for name in selection.chosen
    ]
    words = {"center": f"{selection.bell.center:g}", "shares": ", ".join(shares)}
    return lesson["alt_compare"].format(**words, spreads=" and ".join(f"{spread:g}" for spread in COMPARED))


def swish(controls: Sequence[str], lesson: Lesson) -> None:
    """Draw one function of a parametric family between its neighbours."""
    with _picture_beside(controls) as selection:
        family, look = selection.family, theme.current()
        label, color = f"{family.symbol} = {selection.parameter:g}", look.families[family.family]
        own = DrawnFunction(family.name, label, selection.member, color, jumps=family.jumps)
        picture(
            [*(drawn_entry(name, look, reference=True) for name in family.neighbors), own],
            selection,
            step="bell",
            alt=lesson["alt_swish"],
            key="activations.family_picture",
        )
        st.latex(pair(family.formula, family.slope_formula))
        st.code(family.keras.format(value=selection.parameter), language="python")


def dying_relu(controls: Sequence[str], lesson: Lesson) -> None:
    """Draw which ReLU units answer to which inputs, and count the dead ones."""
    with _picture_beside(controls) as selection:
        layer = relu_units(selection.units, selection.seed)
        counts = {
            "dead": int(layer.dead.sum()),
            "units": len(layer.dead),
            "off": f"{100 * layer.sparsity:.0f} %",
        }
        st.markdown(lesson["count_dying_relu"].format(**counts))
        chart = charts.units_by_inputs(layer, theme.current())
        theme.show(chart, alt=lesson["alt_dying_relu"].format(**counts), key="activations.units")


def pair(formula: str, slope_formula: str) -> str:
    """LaTeX of a function and its slope, one under the other."""
    return rf"\begin{{aligned}} f(z) &= {formula} \\ f'(z) &= {slope_formula} \end{{aligned}}"


@at_start
@st.cache_data(max_entries=1, show_spinner=False)
def table() -> pd.DataFrame:
    """One row for each entry of the registry; what depends on a bell is for N(0, 1)."""
    return pd.DataFrame([_row(entry) for entry in ACTIVATIONS.values()])


@contextmanager
def _picture_beside(controls: Sequence[str]) -> Iterator[Selection]:
    """The place of a picture, with controls on its right; of the families' parameters only the one in use."""
    st.html(_SMALL_PILLS)
    picture, right = beside([3.2, 1], gap="small")
    parameter = read().family.parameter
    with right:
        shown = [name for name in controls if name == parameter or name not in PARAMETERS]
        recorded = SETTINGS.value("recorded")
        SETTINGS.draw(*(name for name in shown if name != "epoch" or recorded != "none"))
        if "epoch" in shown and recorded != "none":
            st.button(
                "Lay the bell over it",
                key="activations.lay_over",
                on_click=lay_over,
                args=(recorded, int(SETTINGS.value("epoch"))),
                width="stretch",
            )
    with picture:
        yield read()


def _row(entry: Activation) -> dict[str, object]:
    under = under_bell(entry, Bell())
    return {
        "function": entry.label,
        "largest slope": entry.largest_slope,
        "passed back": under.rms_slope,
        "after 20 layers": under.after_layers,
        "flat": 100 * under.flat_share,
        "range": f"{_bound(entry.low)} to {_bound(entry.high)}",
        "odd": "yes" if entry.odd else "no",
        "saturates": entry.saturates,
        "costs of one value": entry.operations,
        "good and bad": entry.note,
        "source": entry.source,
        "year": entry.year,
    }


def _bound(value: float) -> str:
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return number(value, ".3g")


def _columns() -> dict[str, object]:
    column = st.column_config
    bell = "z normal, centre 0, spread 1"
    return {
        "function": column.TextColumn(pinned=True),
        "largest slope": column.NumberColumn(format="%.3f"),
        "passed back": column.NumberColumn(
            format="%.3f",
            help=f"Share of the error: RMS slope, the root of the mean of f'(z) squared, {bell}.",
        ),
        "after 20 layers": column.NumberColumn(
            help="The share passed back to the power of 20; the weights multiply, too."
        ),
        "flat": column.NumberColumn(format="%.1f %%", help=f"Share of z with |f'(z)| under 0.1, {bell}."),
        "odd": column.TextColumn(help="f(-z) = -f(z): outputs have mean 0 if z is spread evenly around 0"),
        "year": column.NumberColumn(
            format="%d", help="Of the source, which is not always the first to use the function."
        ),
        "good and bad": column.TextColumn(width="large"),
    }
