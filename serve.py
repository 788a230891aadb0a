"""The server: `streamlit run serve.py`. It shows app.py, and sends Streamlit's code compressed."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from components.ui.compression import Compressed

app = st.App(Path(__file__).parent / "app.py", middleware=[Middleware(Compressed)])
