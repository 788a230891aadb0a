"""The question of /mnist: a training is shown epoch by epoch, and the visitor says when to stop.

A round is one try. What comes after the epochs that were seen stays hidden until the visitor has stopped, or
has set a rule of their own, which asks for the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from components.concepts.early_stopping import EarlyStoppingRule, replay
from components.text import Lesson
from components.training.run import TrainingRun
from components.training.stop_review import problem
from components.ui.mnist.settings import START_RULE

FEWEST_EPOCHS = 4  # of a run that one can play with
STEPS = ("reveal", "best", "misses", "band")  # in which the answer is drawn, see the texts stop.*
_ROUND = "_mnist.round"


@dataclass(frozen=True)
class Round:
    """One try of this visit.

    Attributes:
        number: of the round; the browser tells an old message by it.
        digest: of the run that is played with.
        rule: that is set.
        you: the epoch at which the visitor stopped, from 0; None: not yet, or never.
        over: whether everything may be seen.
    """

    number: int
    digest: str
    rule: EarlyStoppingRule | None
    you: int | None = None
    over: bool = True

    @property
    def hidden(self) -> bool:
        """Whether what is to come is still hidden."""
        return not self.over


@dataclass(frozen=True)
class Game:
    """What the picture needs of a round, and whom it tells.

    Attributes:
        round: the round.
        test: test accuracy after each epoch; empty while there is none.
        words: of the steps in which the answer is drawn.
        on_stop: gets the number of the round and the epoch, from 0.
        on_again: gets the number of the new round.
    """

    round: Round
    test: list[float]
    words: list[str]
    on_stop: Callable[[int, int], None]
    on_again: Callable[[int], None]

    @property
    def data(self) -> dict[str, Any]:
        """What the browser gets."""
        return {
            "round": self.round.number,
            "hidden": self.round.hidden,
            "you": self.round.you,
            "test": self.test,
            "words": self.words,
        }


def current(run: TrainingRun, rule: EarlyStoppingRule | None) -> Round:
    """The round on the run that is on the screen.

    The first run of a visit is to be played with, unless its address sets a rule; one that was trained, or
    played, before the visitor's eyes keeps the mark that was set meanwhile.
    """
    now: Round | None = st.session_state.get(_ROUND)
    playable = rule is not None and problem(run) is None and run.epochs >= FEWEST_EPOCHS
    if now is None:
        now = Round(1, run.digest, rule, over=rule != START_RULE)
    elif now.digest == _live(run.digest):
        now = Round(now.number + 1, run.digest, rule, now.you)
    elif now.digest != run.digest:
        now = Round(now.number + 1, run.digest, rule)
    elif now.rule != rule:
        now = replace(now, rule=rule, over=True)
    if not playable:
        now = replace(now, over=True)
    st.session_state[_ROUND] = now
    return now


def watch(digest: str) -> None:
    """Begin a round on a training, or a recording, that is about to be seen epoch by epoch."""
    now: Round | None = st.session_state.get(_ROUND)
    st.session_state[_ROUND] = Round(1 if now is None else now.number + 1, _live(digest), None)


def live() -> Round:
    """The round on what is under way: one can say where one would stop, and it goes on."""
    return st.session_state.get(_ROUND) or Round(0, "", None)


def stop(number: int, epoch: int) -> None:
    """Take note of where the visitor stopped; a message of an earlier round says nothing."""
    now: Round | None = st.session_state.get(_ROUND)
    if now is not None and now.number == number:
        st.session_state[_ROUND] = replace(now, you=epoch, over=True)


def again(number: int) -> None:
    """Hide what is to come once more."""
    now: Round | None = st.session_state.get(_ROUND)
    if now is not None and number > now.number:
        st.session_state[_ROUND] = Round(number, now.digest, now.rule, over=False)


def words(lesson: Lesson, run: TrainingRun, rule: EarlyStoppingRule | None) -> list[str]:
    """The sentence of each step in which the answer is drawn; none without a rule."""
    if rule is None:
        return []
    best, side = ("lowest", "below") if rule.direction == "min" else ("highest", "above")
    steps = list(STEPS)
    if replay(run.lists, rule).stopped_epoch is None:
        steps[0] = "reveal.never"
    return [lesson[f"stop.{step}"].format(monitor=rule.monitor, side=side, best=best) for step in steps]


def read(payload: object) -> tuple[str, int, int] | None:
    """What the browser reports: "stop" or "again", the round, the epoch; None for anything else."""
    if not isinstance(payload, dict):
        return None
    what, number, epoch = (payload.get(name) for name in ("what", "round", "epoch"))
    if what not in ("stop", "again") or type(number) is not int or type(epoch) is not int:
        return None
    return (what, number, epoch) if 0 <= epoch < 1000 and 0 <= number < 10_000 else None


def _live(digest: str) -> str:
    return f"live {digest}"
