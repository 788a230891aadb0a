"""The server: `streamlit run serve.py`. It shows app.py, styled from the start, and sends code compressed."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from components.ui.compression import Compressed
from components.ui.first_paint import Styled
from components.ui.kit.start import make_all
from components.ui.process import prepare
from components.ui.room.rooms import Versions
from components.ui.streamlit_mends import mend_streamlit

mend_streamlit()  # before the runtime is made: it hands on some of its methods then


@asynccontextmanager
async def prepared(app: st.App) -> AsyncIterator[None]:
    """Make the process ready before the first visitor comes."""
    await asyncio.to_thread(prepare)
    threading.Thread(target=make_all, name="made at start", daemon=True).start()
    yield


app = st.App(
    Path(__file__).parent / "app.py",
    middleware=[Middleware(Versions), Middleware(Compressed), Middleware(Styled)],
    lifespan=prepared,
)
