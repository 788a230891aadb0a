"""The frame of every page: strip, question, reset, link, prediction, closing sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from components import text
from components.text import Lesson

HERE = Path(__file__).parent
PARTS = ("x", "H1", "H2", "z", "y")

_copy_link = st.components.v2.component(
    "layerwise_copy_link",
    html='<button type="button" id="copy"></button><span id="said" role="status"></span>',
    css=(HERE / "copy_link.css").read_text(encoding="utf-8"),
    js=(HERE / "copy_link.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Answer:
    """One answer to a page's prediction: what it says, whether it is right, what is said to it."""

    label: str
    right: bool
    response: str


def open_page(stem: str, defaults: Mapping[str, Any] | None = None) -> Lesson:
    """Draw the head of a page and return its prose.

    Args:
        stem: of the page, its text and its widget keys.
        defaults: setting -> default; "Reset" puts these back. None: the page has no settings.
    """
    lesson = text.load(stem)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if "strip" in lesson.sections:
            st.markdown(_strip(lesson["strip"].split()), width="stretch")
        if defaults is not None:
            st.button(
                "Reset",
                key=f"{stem}.reset",
                type="tertiary",
                icon=":material/restart_alt:",
                on_click=_reset,
                args=(stem, dict(defaults)),
                help="Every setting of this page back to its default. What was trained stays.",
            )
            _copy_link(key=f"{stem}.copy_link", data={"label": "Copy link"}, width="content")
    st.title(lesson.title, anchor=False)
    return lesson


def predict(stem: str, question: str, answers: Sequence[Answer]) -> Answer | None:
    """Ask for a prediction: one click on an answer, then what is said to it.

    Returns:
        The chosen answer; None before the click.
    """
    by_label = {answer.label: answer for answer in answers}
    chosen = by_label.get(
        st.pills(f"**Predict first.** {question}", list(by_label), key=f"{stem}.prediction") or ""
    )
    if chosen is not None:
        mark = ":material/check_circle:" if chosen.right else ":material/lightbulb:"
        with st.container(border=True, key=f"{stem}.verdict"):
            st.markdown(f"{mark} {chosen.response}")
    return chosen


def close_page(lesson: Lesson) -> None:
    """The sentence to complete; its end shows on a click."""
    beginning, _, end = lesson["complete"].partition("...")
    st.divider()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**Complete the sentence.** {beginning.strip()} ...", width="content")
        shown = st.toggle("Show the end", key=f"{lesson.stem}.complete")
    if shown:
        st.markdown(f"... {end.strip()}")


def explain(word: str) -> str:
    """The glossary's meaning of a technical word, for a `help=`.

    Raises:
        KeyError: for a word that the glossary does not have.
    """
    return text.glossary()[word]


def _strip(lit: Sequence[str]) -> str:
    marks = [f":primary-badge[**{part}**]" if part in lit else f":gray-badge[{part}]" for part in PARTS]
    return " → ".join(marks)


def _reset(stem: str, defaults: Mapping[str, Any]) -> None:
    for name, value in defaults.items():
        st.session_state[f"{stem}.{name}"] = value
    for name in ("prediction", "complete"):
        st.session_state.pop(f"{stem}.{name}", None)
