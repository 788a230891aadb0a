"""A view that is drawn alone, without app.py, knows no pages: there a link to one is its label."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from components.ui.kit import prose


@pytest.fixture(autouse=True)
def pages_may_be_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = prose.settings_link

    def link(stem: str, label: str, settings: dict[str, str], **look: Any) -> None:
        try:
            draw(stem, label, settings, **look)
        except StreamlitPageNotFoundError:
            st.markdown(label)

    monkeypatch.setattr(prose, "settings_link", link)
