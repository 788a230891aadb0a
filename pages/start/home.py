"""The contents: the lesson as a path of pages, each with one sentence and a small true picture."""

from pathlib import Path

import streamlit as st

from components import text
from components.ui import theme
from components.ui.home.thumbnails import thumbnail
from components.ui.kit.address import leave_address

PAGES = Path(__file__).parents[1]

leave_address("home")
lesson = text.load("home")
st.title(lesson.title, anchor=False)
st.markdown(lesson["intro"])

paths = {path.stem: path for path in PAGES.glob("*/*.py")}
stems = [stem for stem in lesson.sections if stem in paths]
for row in range(0, len(stems), 3):
    for column, stem in zip(st.columns(3), stems[row : row + 3], strict=False):
        with column.container(border=True, key=f"home.{stem}"):
            page = text.load(stem)
            thumbnail(stem, theme.current().name)
            st.page_link(paths[stem], icon=":material/arrow_forward:")
            st.markdown(f"**{page.title}**  \n{lesson[stem]}")
st.caption(lesson["notation"])
