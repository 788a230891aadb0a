"""A prediction: one question, one click on an answer, and the picture moves to the truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from components.concepts.plain_text import spoken
from components.text.questions import Choice, Question
from components.ui.kit.scene import answer_shown
from components.ui.kit.setting import Settings, explain
from components.ui.kit.watch import say_aloud

# Of the answers as they are drawn, so that they have their place before the code for it has come.
_LETTER, _AROUND, _GAP = 7.4, 26, 8  # pixels


@dataclass(frozen=True)
class Prediction:
    """A question of a page, and what its picture does.

    Attributes:
        question: with its answers.
        moves: the settings to which the first answer moves the picture.
        words: of the question that the glossary explains on hover.
    """

    question: Question
    moves: Mapping[str, Any] = field(default_factory=dict)
    words: Sequence[str] = ()


def predict(settings: Settings, prediction: Prediction) -> Choice | None:
    """Ask for a prediction, and say what there is to say of the answer.

    The answer moves the picture before the script runs: widgets of these settings may stand above.

    Returns:
        The chosen answer; None before the click.
    """
    asked_there, shown = answer_shown(prediction.question)
    if asked_there:
        return shown
    key, kept = f"{settings.stem}.prediction", _kept(settings)
    answers = {choice.key: choice for choice in prediction.question.choices}
    if key not in st.session_state and st.session_state.get(kept) in answers:
        st.session_state[key] = st.session_state[kept]  # the question was out of sight
    width = sum(_AROUND + _LETTER * len(choice.label) for choice in answers.values())
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"{settings.stem}.asked"
    ):
        words = st.container(key=f"{settings.stem}.words", gap=None)  # filled below: the answer decides
        with st.container(width=round(width + _GAP * (len(answers) - 1))):
            chosen = st.pills(
                spoken(prediction.question.text),  # heard, not seen
                list(answers),
                format_func=lambda name: answers[name].label,
                key=key,
                on_change=_answered,
                args=(settings, prediction),
                label_visibility="collapsed",
                width="content",
            )
    answer = answers.get(chosen or "")
    if answer is None:
        help_text = explain(*prediction.words) if prediction.words else None
        words.markdown(f"**Predict first.** {prediction.question.text}", help=help_text)
    else:
        mark = ":material/check_circle:" if answer.right else ":material/lightbulb:"
        with words.container(key=f"{settings.stem}.verdict"):
            st.markdown(f"{mark} {answer.response}")
    with words:
        say_aloud(answer.response if answer else "", key=f"{settings.stem}.verdict_aloud")
    st.session_state[kept] = chosen
    return answer


def answered(settings: Settings) -> bool:
    """Whether the question of a page has been answered: what would give the answer away may be said."""
    return bool(st.session_state.get(f"{settings.stem}.prediction") or st.session_state.get(_kept(settings)))


def take_back(settings: Settings) -> None:
    """Forget the answer, in the browser too, and let the next one move the picture again; in a callback."""
    st.session_state[f"{settings.stem}.prediction"] = None  # popped, the browser would send it once more
    for state in (_kept(settings), _moved(settings)):
        st.session_state.pop(state, None)


def _answered(settings: Settings, prediction: Prediction) -> None:
    """Move the picture, at the first answer only."""
    if st.session_state.get(f"{settings.stem}.prediction") and not st.session_state.get(_moved(settings)):
        st.session_state[_moved(settings)] = True
        settings.put(**prediction.moves)


def _kept(settings: Settings) -> str:
    return f"_{settings.stem}.answer"


def _moved(settings: Settings) -> str:
    return f"_{settings.stem}.moved"
