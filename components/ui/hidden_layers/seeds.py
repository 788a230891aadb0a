"""How often training succeeds: the same network from twenty random starts, each a small task of its own."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components.charts.hidden_layers_seeds import seed_strip
from components.text import Lesson
from components.training.jobs import Reply
from components.training.request import TrainingRequest
from components.training.worker_seeds import accuracy_at_the_end
from components.ui import theme
from components.ui.engine import engine
from components.ui.hidden_layers.settings import STEM, TrainingTask
from components.ui.kit.watch import again_and_again

SEEDS = 20
ENOUGH = 0.95  # train accuracy that counts as success
AT_ONCE = 3  # asked for at a time, so that a visit that ends leaves no long queue
POLL_SECONDS = 0.7
_ASKED, _DONE = f"_{STEM}.seeds", f"_{STEM}.seeds_done"


def seeds(lesson: Lesson, task: TrainingTask) -> None:
    """Draw the button, and once it was pressed the strip of accuracies."""
    plain = replace(task.recipe, seed=0)
    name = f"{plain.digest}-{plain.epochs}"
    st.markdown(f"**{lesson['seeds.title']}** {lesson['seeds']}")
    if st.session_state.get(_ASKED) != name:
        st.button(
            f"Try {SEEDS} seeds",
            key=f"{STEM}.seeds",
            on_click=lambda: st.session_state.update({_ASKED: name}),
            help="Small trainings of this very setting, one a seed. What is known is not trained again.",
        )
        return
    done = st.session_state.get(_DONE) == name
    again_and_again(_strip, seconds=POLL_SECONDS, busy=not done)(lesson, task, name)


def _strip(lesson: Lesson, task: TrainingTask, name: str) -> None:
    replies = _replies(task)
    values = [reply.value if reply.state == "ready" else None for reply in replies]
    pending = sum(reply.state == "pending" for reply in replies)
    if not pending and st.session_state.get(_DONE) != name:
        st.session_state[_DONE] = name
        st.rerun()  # ends the polling
    sentence = in_words(values, pending)
    with st.container(key=f"{STEM}.seeds_result"):
        st.markdown(sentence)
        problem = next((reply.problem for reply in replies if reply.problem), "")
        if problem:
            st.caption(f"Some could not be trained: {problem}")
    theme.show(
        seed_strip(values, ENOUGH, theme.current()),
        alt=lesson["seeds.alt"].format(sentence=sentence),
        key=f"{STEM}.seeds_strip",
    )


def in_words(values: list[float | None], pending: int) -> str:
    """How many of the trainings that have ended succeed; None is one that has not."""
    there = [value for value in values if value is not None]
    good = sum(value >= ENOUGH for value in there)
    told = f"**{good} of {len(there)}** starts reach a train accuracy of {ENOUGH:g}."
    return f"{told} {pending} are still to come." if pending else told


def _replies(task: TrainingTask) -> list[Reply]:
    """What is known of each seed; asks for the next ones, a few at a time."""
    replies, asked = [], 0
    for seed in range(SEEDS):
        request = TrainingRequest(replace(task.recipe, seed=seed), own_points=task.request.own_points)
        run = engine().find(request)
        if run is not None:
            value = float(run.history["accuracy"][min(run.epochs, request.recipe.epochs) - 1])
            replies.append(Reply("ready", value))
        elif asked < AT_ONCE:
            replies.append(engine().ask(f"seed-{request.key}", accuracy_at_the_end, request))
            asked += replies[-1].state == "pending"
        else:
            replies.append(Reply("pending"))
    return replies
