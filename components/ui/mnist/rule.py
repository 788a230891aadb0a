"""The step Rule of /mnist: what follows from the rule, why each epoch counts so, and all rules at once."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.charts import mnist_rule as charts
from components.concepts.early_stopping import EarlyStoppingRule, Replay, epoch_label, replay, stopping_map
from components.text import Lesson
from components.training.run import TrainingRun
from components.ui import mnist_runs, theme
from components.ui.kit.prose import draw_prose
from components.ui.kit.save import show_table, tell_shown
from components.ui.kit.watch import say
from components.ui.mnist import status, stop_words, training
from components.ui.mnist.settings import SETTINGS, STEM, Experiment
from components.ui.mnist.stop_words import guessing_of, hardly_learned, unusable
from components.ui.mnist.stopping_picture import PictureOptions, stopping_picture
from components.ui.mnist.train import set_rule

PATIENCES = tuple(range(1, 21))
MOST_ROWS = 12  # of the ledger, before it scrolls
MIN_DELTAS = (0.0, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1)


def show(experiment: Experiment, lesson: Lesson) -> None:
    """Draw the rule on the run shown. Nothing is trained here: every answer is a replay."""
    shown, rule = training.on_screen(experiment.recipe.epochs), experiment.rule
    run = shown.run
    if sentence := unusable(run, lesson):
        st.warning(sentence, icon=":material/error:")
        if run.epochs == 0 or run.ending == "diverged":
            return
    with st.container(key=f"{STEM}.status"):
        told = (status.outcome(run, rule), _saved(run, rule), hardly_learned(run, rule, lesson))
        say(" ".join(filter(None, told)), key=f"{STEM}.outcome")
    tell_shown(mnist_runs.about(run.recipe.with_epochs(run.epochs)), key=f"{STEM}.rule.shown")
    stopping_picture(
        run.lists,
        rule,
        key=f"{STEM}.picture",
        options=PictureOptions(
            epochs=run.epochs,
            progress=None,
            compare=None,
            alt=lesson["alt"],
            about=mnist_runs.about(run.recipe.with_epochs(run.epochs)),
            guessing=guessing_of(run.recipe),
        ),
        on_drag=set_rule,
    )
    st.caption(status.provenance(shown, lesson, hidden=False))
    if rule is None:
        st.info('EarlyStopping is switched off, under "All of Keras\' options".')
        return
    draw_prose(STEM, lesson["rule"])
    if sentence := stop_words.not_the_epoch_before(run, rule, lesson):
        st.markdown(sentence)
    _ledger(replay(run.lists, rule))
    _map(lesson, run, rule)
    with st.expander("What each parameter does, exactly"):
        st.markdown(lesson["rule.parameters"])


def _saved(run: TrainingRun, rule: EarlyStoppingRule | None) -> str:
    if rule is None:
        return ""
    result = replay(run.lists, rule)
    if result.stopped_epoch is None:
        return ""
    saved = run.epochs - result.epochs_run
    seconds = float(run.epoch_seconds[result.epochs_run :].sum())
    return f"It saves {saved} of {run.epochs} epochs, {seconds:.0f} s." if saved else ""


def _ledger(result: Replay) -> None:
    rows = [
        {
            "epoch": epoch_label(row.epoch),
            result.rule.monitor: row.value,
            "best so far": row.best,
            "wait": row.wait,
            "hit or miss": {"hit": "●", "stop": "■"}.get(row.kind, "○"),
            "why": row.reason,
        }
        for row in result.ledger
    ]
    st.markdown("**How the callback counts**, epoch by epoch")
    number = st.column_config.NumberColumn(format="%.4f")
    show_table(
        pd.DataFrame(rows),
        "Ledger of wait",
        hide_index=True,
        height="content" if len(rows) <= MOST_ROWS else 38 * MOST_ROWS,
        column_config={result.rule.monitor: number, "best so far": number},
        key=f"{STEM}.ledger",
    )


def _map(lesson: Lesson, run: TrainingRun, rule: EarlyStoppingRule) -> None:
    answer = stopping_map(run.lists, rule, patiences=PATIENCES, min_deltas=MIN_DELTAS)
    current = (rule.patience, rule.min_delta)
    if SETTINGS.value("map") == "kept_value":
        chart = charts.kept_values(answer, run.lists[rule.monitor], current, theme.current())
    else:
        chart = charts.stop_epochs(answer, current, theme.current())
    if rule.patience not in PATIENCES or rule.min_delta not in MIN_DELTAS:
        st.caption("The rule that is set lies between or outside the cells of the map.")
    stops = sorted({int(epoch) + 1 for epoch in answer.stopped_epoch.ravel() if epoch >= 0})
    alt = lesson["rule.map.alt"].format(
        cells=answer.stopped_epoch.size,
        stopped=int((answer.stopped_epoch >= 0).sum()),
        earliest=stops[0] if stops else "none",
        latest=stops[-1] if stops else "none",
        epochs=run.epochs,
    )
    theme.show(chart, alt=alt, key=f"{STEM}.map_chart")
    if SETTINGS.value("map") == "stop_epoch":
        st.caption(f"Empty: the rule does not stop the training within {run.epochs} epochs.")
