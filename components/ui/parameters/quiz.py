"""The view "Quiz": a network from a seed, the visitor's number, checked at once with the derivation."""

from __future__ import annotations

import streamlit as st

from components.concepts.optimizers import OPTIMIZERS
from components.concepts.parameters import Summary
from components.concepts.parameters_code import model_lines
from components.concepts.parameters_quiz import Question, misconception, question
from components.text import Lesson
from components.ui.parameters.settings import SETTINGS, next_question


def draw(_: Summary, lesson: Lesson) -> None:
    """Ask one question and check the number that is given."""
    number, seed = SETTINGS.value("question"), SETTINGS.value("seed")
    asked = question(seed, number)
    st.markdown(f"**{asked.level.capitalize()}.** {_ask(asked, lesson)}")
    with st.container(key="parameters.lines"):
        st.code(model_lines(asked.network), language="python")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        given = st.number_input(
            "Total params",
            0,
            10**9,
            None,
            key=f"parameters.answer.{seed}.{number}",
            placeholder="your number, then Enter",
            width=260,
        )
        st.button(
            "Next question", key="parameters.next", icon=":material/arrow_forward:", on_click=next_question
        )
    if given is not None:
        with st.container(border=True, key="parameters.checked"):
            st.markdown(verdict(asked, int(given), lesson))


def verdict(asked: Question, given: int, lesson: Lesson) -> str:
    """What is said to a number: whether it is right, the mistake if it is a known one, the derivation."""
    if given == asked.answer:
        said = f":material/check_circle: **{given:,} is right.**"
    else:
        reason = misconception(asked, given) or lesson["quiz_far"]
        said = f":material/lightbulb: **{given:,} is not it.** {reason}"
    return f"{said}\n\n{derivation(asked)}"


def derivation(asked: Question) -> str:
    """The answer, line by line, in Markdown."""
    summary = asked.summary
    lines = [
        f"- `{line.name}`: {line.derivation}" + (f" = {line.parameters:,}" if line.parameters else "")
        for line in summary.lines
    ]
    if asked.network.optimizer:
        optimizer = OPTIMIZERS[asked.network.optimizer]
        slots = f"{optimizer.slots} × {summary.parameters:,} + " if optimizer.slots else ""
        lines.append(f"- {optimizer.label}: {slots}2 = {summary.optimizer_parameters:,}")
    return "\n".join([*lines, f"- **Total params: {summary.total:,}**"])


def _ask(asked: Question, lesson: Lesson) -> str:
    if asked.network.optimizer is None:
        return lesson["quiz_before"]
    return lesson["quiz_after"].replace("{optimizer}", OPTIMIZERS[asked.network.optimizer].label)
