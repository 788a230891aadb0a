"""What an app on test says."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def said(app: AppTest) -> str:
    """Everything that stands there in words."""
    blocks = (app.markdown, app.caption, app.subheader, app.warning, app.error)
    return "\n".join(str(element.value) for block in blocks for element in block)
