"""The prediction of /tabular, about the table that is open: how much of the gap, or who is better at all."""

from __future__ import annotations

from functools import cache
from math import inf

import streamlit as st

from components.concepts.number_text import number
from components.text import Lesson
from components.text.questions import Choice, Question
from components.training.contest import Standing, standing
from components.training.table_recordings import recorded_contest
from components.training.table_trials import TABLES
from components.ui.kit.predict import Prediction, answered, predict, take_back
from components.ui.tabular.settings import SETTINGS, SHORTCUTS

# Shares of the gap that an answer stands for: up to, and label.
BANDS = {
    "little": (0.25, "under 25 %"),
    "half": (0.5, "25–50 %"),
    "much": (0.75, "50–75 %"),
    "most": (1.0, "75–100 %"),
    "past": (inf, "over 100 %"),
}
TIES = {"logistic": "logistic regression", "network": "the MLP", "nobody": "{folds} folds cannot tell"}
_WINNER = {"first": "network", "second": "logistic", None: "nobody"}
_ASKED_OF = "_tabular.predicted_on"


def ask(lesson: Lesson) -> None:
    """Ask about the shipped table that is open; of a visitor's own nobody knows the answer yet."""
    table = SETTINGS.value("dataset")
    if st.session_state.setdefault(_ASKED_OF, table) != table:
        take_back(SETTINGS)
        st.session_state[_ASKED_OF] = table
    if table in TABLES:
        predict(SETTINGS, prediction(table, lesson))


def is_open() -> bool:
    """Whether the page asks who is better, and has not been answered: the picture does not say it either."""
    table = SETTINGS.value("dataset")
    return table in TABLES and not answered(SETTINGS) and not _has_gap(table)


def prediction(table: str, lesson: Lesson) -> Prediction:
    """The question of a shipped table; the truth is that of its recordings."""
    now = standing(recorded_contest(table, SHORTCUTS), "accuracy")
    return _of_the_gap(now, lesson) if _has_gap(table) else _of_a_tie(now, lesson)


@cache
def _has_gap(table: str) -> bool:
    return standing(recorded_contest(table, SHORTCUTS), "accuracy").share_closed is not None


def _of_the_gap(now: Standing, lesson: Lesson) -> Prediction:
    columns = len(now.contest.table.columns)
    numbers = _numbers(now) | {
        "share": f"{100 * now.share_closed:.0f} %",
        "squares": columns,
        "products": columns * (columns - 1) // 2,
        "made": columns * (columns + 1) // 2,
    }
    order = list(BANDS)
    truth = next(place for place, (most, _) in enumerate(BANDS.values()) if now.share_closed <= most)
    answers = []
    for place, (key, (_, label)) in enumerate(BANDS.items()):
        kind = "right" if place == truth else "low" if place < truth else "high"
        response = lesson[f"predict.gap.{kind}"].format(**numbers)
        answers.append(Choice(key, label, key == order[truth], response))
    moves = {"features": ";".join(SHORTCUTS)}
    return Prediction(Question(lesson["predict.gap"].format(**numbers), answers), moves)


def _of_a_tie(now: Standing, lesson: Lesson) -> Prediction:
    found = now.against("network", "logistic")
    truth = _WINNER[found.better]
    labels = {key: label.format(folds=now.folds) for key, label in TIES.items()}
    verdicts = {
        "nobody": f"no difference that {now.folds} folds can show",
        "network": "the MLP is better",
        "logistic": "logistic regression is better",
    }
    difference = found.difference
    mean, low, high = (number(value, "+.3f") for value in (difference.mean, difference.low, difference.high))
    numbers = _numbers(now) | {"verdict": verdicts[truth], "difference": f"{mean} ({low} to {high})"}
    answers = []
    for key, label in labels.items():
        kind = "right" if key == truth else "wrong"
        answers.append(Choice(key, label, key == truth, lesson[f"predict.tie.{kind}"].format(**numbers)))
    return Prediction(Question(lesson["predict.tie"].format(**numbers), answers))


def _numbers(now: Standing) -> dict[str, str | int]:
    return {
        "table": now.contest.table.label,
        "rows": f"{now.contest.table.rows:,}",
        "logistic": f"{now.interval('logistic').mean:.3f}",
        "network": f"{now.interval('network').mean:.3f}",
    }
