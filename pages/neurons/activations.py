"""/activations."""

import streamlit as st
from components.ui import theme
from components.ui.page import open_page
from components.ui.activations.curves import entry_line, picture
from components.concepts.bell import Bell
lesson = open_page("activations", {"center":0})
a,b=st.columns([3,1])
with b:
    c=st.slider("center",-5.,5.,0.,.05,key="activations.center",bind="query-params")
    s=st.slider("spread",.25,5.,1.,.05,key="activations.spread",bind="query-params")
with a:
    picture([entry_line(n, theme.current()) for n in ("relu","sigmoid","tanh")], Bell(c,s), 5.0, alt="x", key="activations.picture")
