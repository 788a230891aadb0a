"""The view Contest: rows of dots that slide, the main numbers in words, and what each model cost."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from components.concepts.plain_text import shorten
from components.datasets.tables import Table
from components.text import Lesson
from components.training.contest import ROWS, Contest, Standing, standing
from components.training.export_table import count_inputs, keras_lines
from components.training.table_trials import LOGISTIC_L2, NETWORK_L2
from components.training.trial import HELD_BACK, TrialResult
from components.ui.engine import engine
from components.ui.kit.page import Page
from components.ui.kit.prose import draw_prose
from components.ui.kit.save import show_table
from components.ui.kit.watch import again_and_again, say, where
from components.ui.tabular import own_columns
from components.ui.tabular.contest import comparison, question, rows_picture, two_rows
from components.ui.tabular.contest.comparison import COMPARISON
from components.ui.tabular.contest.sentences import (
    gap_sentence,
    guessing_sentence,
    main_numbers,
    share_sentence,
    source,
    verdict_sentence,
)
from components.ui.tabular.settings import SETTINGS, STEM

POLL_SECONDS = 0.9
_STEADY = f"<style>.st-key-{STEM}-status {{ min-height: 3.4rem; }}</style>"  # the picture does not jump


def show(page: Page, contest: Contest) -> None:
    """Draw the picture and the numbers, again and again while a comparison is under way."""
    st.html(_STEADY)
    first = not contest.begun and not COMPARISON.busy  # a file that has just come: how was it read?
    if first:
        own_columns.about(contest, page.lesson)
    two_rows.draw(contest.table, page.lesson)
    again_and_again(_live, seconds=POLL_SECONDS, busy=COMPARISON.busy)(page.lesson, contest)
    if not first:
        own_columns.about(contest, page.lesson)


def under_way() -> None:
    """In the other views: one line about the comparison under way; the page is drawn again at its end."""
    if COMPARISON.busy:
        again_and_again(_one_line, seconds=POLL_SECONDS, busy=True)()


def explanations(lesson: Lesson, contest: Contest) -> None:
    """Under the picture: what to notice, the formula, the Keras lines, and what it all means."""
    notice, tries = st.columns(2, gap="large")
    notice.markdown(lesson["notice"])
    with tries:
        draw_prose(STEM, _tries(lesson, contest))
    st.markdown(lesson["formula"])
    logistic = contest.trials.get("made", contest.trials["logistic"])
    counts = _count_inputs(contest.table, logistic.features, logistic.folds)
    st.code(keras_lines(contest, counts), language="python", wrap_lines=True)
    for name in ("whose", "fair", "images"):
        with st.expander(lesson[f"{name}.title"]):
            words = lesson[name]
            st.markdown(
                words.format(l2_logistic=LOGISTIC_L2, l2_network=NETWORK_L2) if name == "fair" else words
            )


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs={Table: lambda table: table.digest})
def _count_inputs(table: Table, features: tuple[str, ...], folds: int) -> tuple[int, int]:
    return count_inputs(table, features, folds)


def _one_line() -> None:
    view = comparison.poll()
    if view is None:
        st.rerun()
    st.caption(
        f":material/autorenew: A comparison is under way: {len(view.results)} of {view.request.parts} "
        "trainings done. See the view Contest."
    )


def _live(lesson: Lesson, contest: Contest) -> None:
    """One look at what there is."""
    was_busy = COMPARISON.busy
    view = comparison.poll()
    if was_busy and view is None:
        st.rerun()
    contest = comparison.with_results(contest)
    now = standing(contest, SETTINGS.value("score"))
    dots = SETTINGS.value("folds_shown")
    open_question = question.is_open()
    rows_picture.draw(now, lesson, dots=dots, busy=view is not None, verdict=not open_question)
    with st.container(key=f"{STEM}.status", gap="xxsmall"):
        if view is None:
            _at_rest(contest)
        else:
            left = f"about {view.left:.0f} s left" if view.left >= 1 else "nearly done"
            done = f"**{len(view.results)} of {view.request.parts}** trainings done"
            say(
                where(
                    view,
                    f"{done}, one for each fold and model; {left}.",
                    kept="the folds that are done are kept",
                ),
                key=f"{STEM}.progress",
            )
            st.progress(min(1.0, view.share))
    with st.container(key=f"{STEM}.result", gap="xsmall"):
        verdict = [] if open_question else [verdict_sentence(now), gap_sentence(now)]
        sentences = [main_numbers(now), *verdict, share_sentence(now, lesson), guessing_sentence(now, lesson)]
        st.markdown(" ".join(filter(None, sentences)))
    with st.expander(lesson["costs.title"], key=f"{STEM}.costs_open"):
        st.caption(lesson["interval"])
        _costs(now)


def _at_rest(contest: Contest) -> None:
    """Nothing is under way: where these numbers come from, and what is missing."""
    ended, failed = COMPARISON.ended, ""
    if ended is not None and ended.state == "failed":
        failed = f"**failed**: {ended.problem} The settings are as they were; press Run to try again. "
    table = contest.table
    say(
        f"{failed}**{shorten(table.label)}**, {table.rows:,} rows, {source(contest)}.", key=f"{STEM}.progress"
    )
    if engine().problem and comparison.missing(contest):
        st.caption(f"{engine().problem} What is recorded can be looked at meanwhile.")


def _costs(now: Standing) -> None:
    results = now.contest.results
    if not any(result.folds for result in results.values()):
        return
    rows = [_cost(name, result) for name, result in results.items()]
    show_table(
        pd.DataFrame(rows),
        "What it costs",
        key=f"{STEM}.costs",
        hide_index=True,
        column_config={
            "seconds a fold": st.column_config.NumberColumn(format="%.2f"),
            "on its training rows": st.column_config.NumberColumn(
                format="%.3f", help="Accuracy on the rows that it was trained on."
            ),
        },
    )


def _cost(name: str, result: TrialResult) -> dict[str, object]:
    folds = result.folds
    median = (lambda values: float(np.median(list(values)))) if folds else (lambda values: None)
    parameters = median(fold.parameters for fold in folds)
    return {
        "contestant": ROWS[name],
        "parameters": None
        if parameters is None
        else f"{parameters:,.0f}{' leaves' if name == 'trees' else ''}",
        "seconds a fold": median(fold.seconds for fold in folds),
        "on its training rows": median(fold.train_accuracy for fold in folds),
        "folds": f"{len(folds)} of {len(result.trial.tasks)}",
    }


def _tries(lesson: Lesson, contest: Contest) -> str:
    """What to try on the table that is open."""
    table, trial = contest.table, contest.trials["network"]
    training_rows = table.rows - table.rows / trial.folds
    name = table.name if table.shipped else "own"
    words = lesson[f"try.{name}" if f"try.{name}" in lesson.sections else "try.gap"]
    return words.format(dataset=table.name, folds=trial.folds, held_back=round(HELD_BACK * training_rows))
