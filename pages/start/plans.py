"""/plans: lessons for a class, scene by scene, to be presented, opened or printed."""

import streamlit as st

from components import text
from components.text.plans import plans
from components.ui.kit.address import close_address, open_address
from components.ui.plans.settings import SETTINGS
from components.ui.plans.sheet import sheet

open_address(SETTINGS)
lesson = text.load(SETTINGS.stem)
st.title(lesson.title, anchor=False)
if refusals := SETTINGS.refusals():
    st.warning("  \n".join(refusals), icon=":material/link_off:")
with st.container(key="plans.intro"):
    st.markdown(lesson["intro"])
SETTINGS.draw("plan")
sheet(plans()[SETTINGS.value("plan")], lesson)
close_address(SETTINGS)
