"""The view Contest: rows of dots that slide, the main numbers in words, and what each model cost."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from components.text import Lesson
from components.training.contest import ROWS, Contest, Standing, standing
from components.training.trial import TrialResult
from components.ui.tabular import rows_picture, status, visit
from components.ui.tabular.settings import STEM, Setting, value
from components.ui.tabular.standing import (
    gap_sentence,
    main_numbers,
    verdict_sentence,
)

POLL_SECONDS = 0.9
_STEADY = f"<style>.st-key-{STEM}-status {{ min-height: 3.4rem; }}</style>"  # the picture does not jump


def contest_of(setting: Setting) -> Contest:
    """What is known of the contestants that are set."""
    features = tuple(feature.text for feature in setting.features)
    return Contest(setting.table, visit.results(setting.trials), features)


def view(lesson: Lesson, setting: Setting) -> None:
    """Draw the picture and the numbers; polls only while a comparison is under way."""
    st.html(_STEADY)
    st.fragment(_live, run_every=POLL_SECONDS if visit.busy() else None)(lesson, setting)
    if setting.own:
        notes = "\n".join(f"- {note}" for note in setting.table.notes)  # safe in Markdown
        st.markdown(f"**What was done with your file**\n{notes}")
        st.caption(lesson["own"])


def under_way() -> None:
    """In the other views: one line about the comparison under way; the page is drawn again at its end."""
    if visit.busy():
        st.fragment(_one_line, run_every=POLL_SECONDS)()


def _one_line() -> None:
    found = visit.job()
    if found is None:
        st.rerun()
    st.caption(
        f":material/autorenew: A comparison is under way: {len(found.results)} of {found.request.parts} "
        "trainings done. See the view Contest."
    )


def _live(lesson: Lesson, setting: Setting) -> None:
    """One look at what is there; the fragment runs it again and again."""
    was_busy = visit.busy()
    found = visit.job()
    if was_busy and found is None:
        st.rerun()
    contest = contest_of(setting)
    now = standing(contest, value("score"))
    with st.container(key=f"{STEM}.status", gap="xxsmall"):
        if found is not None:
            status.of_job(found)
        else:
            status.of_rest(setting, contest)
    rows_picture.draw(now, lesson)
    with st.container(key=f"{STEM}.result", gap="xsmall"):
        told = [verdict_sentence(now), gap_sentence(now)]
        st.markdown(" ".join([main_numbers(now), *filter(None, told)]))
        st.caption(lesson["interval"])
    _costs(now)


def _costs(now: Standing) -> None:
    results = now.contest.results
    if not any(result.folds for result in results.values()):
        return
    rows = [_cost(name, result) for name, result in results.items()]
    st.dataframe(
        pd.DataFrame(rows),
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
