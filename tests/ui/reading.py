"""What an app on test says."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest


def said(app: AppTest) -> str:
    """Everything that stands there in words."""
    blocks = (app.markdown, app.caption, app.subheader, app.warning, app.error)
    sentences = [str(element.value) for block in blocks for element in block]
    return "\n".join([*sentences, *statuses(app)])


def statuses(app: AppTest) -> list[str]:
    """What is said in the regions that screen readers follow; an empty one waits for its sentence."""
    components = [element.proto for element in app.get("bidi_component")]
    said = [json.loads(c.json)["text"] for c in components if c.component_name == "layerwise_kit_status"]
    return [text for text in said if text]
