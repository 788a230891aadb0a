"""/activations: what a unit does to its weighted sum, and how much of the error its slope lets back."""

import streamlit as st

from components.concepts.activations import ACTIVATIONS
from components.ui.activations.settings import ASKED, PARAMETERS, SETTINGS, prediction, read
from components.ui.activations.views import compare, curves, dying_relu, pair, swish
from components.ui.kit.frame import folded_code
from components.ui.kit.page import open_page
from components.ui.kit.predict import predict
from components.ui.kit.prose import draw_prose
from components.ui.kit.view import View, views

VIEWS = views(
    View("curves", "Curves", curves, ("step", "function", "chosen", "range", "center", "spread")),
    View("compare", "Compare", compare, ("chosen", "center")),
    View("swish", "Swish", swish, ("family", *PARAMETERS, "range", "center", "spread")),
    View("dying_relu", "Dying ReLU", dying_relu, ("bias", "spread", "seed")),
)

with open_page(SETTINGS, VIEWS) as page:
    lesson = page.lesson
    with st.container(horizontal=True, vertical_alignment="center", key="activations.above"):
        view = page.choose_view()
        if view.key == "curves":
            SETTINGS.draw("step")
    step = SETTINGS.value("step")
    if view.key == "curves" and step in ASKED:
        predict(page.settings, prediction())
    with page.body():
        view.draw(view.settings, lesson)
        place = step if view.key == "curves" else view.key
        notice, try_this = st.columns(2)
        notice.markdown(lesson[f"notice_{place}"])
        with try_this:
            draw_prose(page.settings.stem, lesson[f"try_{place}"])
        if view.key == "curves":
            selection = read()
            shown = (selection.function,) if step == "unit" else selection.chosen
            with st.expander("Formulas of the functions shown"):
                for entry in (ACTIVATIONS[name] for name in shown):
                    st.markdown(f"**{entry.label}**. {entry.note} Source: {entry.source} ({entry.year}).")
                    st.latex(pair(entry.formula, entry.slope_formula))
            if step in ASKED:
                name = selection.chosen[-1] if selection.chosen else "relu"
                bell = selection.bell
                lines = lesson["keras"].format(name=name, center=bell.center, spread=bell.spread)
                folded_code("The same in Keras", f"```python\n{lines}\n```", key="activations.keras")
