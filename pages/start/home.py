"""The contents: the lesson as a path of pages, each with one sentence and a small true picture."""

from pathlib import Path

import streamlit as st

from components import text
from components.ui import theme
from components.ui.home.cards import whole_cards
from components.ui.home.thumbnails import THUMBNAILS
from components.ui.kit.address import leave_address

PAGES = Path(__file__).parents[1]
IN_A_ROW = 3

leave_address("home")
lesson = text.load("home")
st.title(lesson.title, anchor=False)
st.markdown(lesson["intro"])

paths = {path.stem: path for path in PAGES.glob("*/*.py")}
stems = [stem for stem in lesson.sections if stem in paths]
st.html(whole_cards(stems))
for row in range(0, len(stems), IN_A_ROW):
    shown = stems[row : row + IN_A_ROW]
    rest = IN_A_ROW - len(shown)
    columns = st.columns([1] * len(shown) + [rest] * (rest > 0))  # what is left of the last row is one column
    for column, stem in zip(columns, shown, strict=False):
        with column.container(border=True, key=f"home.{stem}", height="stretch"):
            page = text.load(stem)
            theme.show(
                THUMBNAILS[stem](theme.current()), alt=page["alt"], key=f"home.{stem}.picture", still=True
            )
            st.page_link(paths[stem], icon=":material/arrow_forward:")
            st.markdown(f"**{page.title}**  \n{lesson[stem]}")
    if rest:
        columns[-1].markdown(lesson["notation"])
if len(stems) % IN_A_ROW == 0:
    st.markdown(lesson["notation"])
