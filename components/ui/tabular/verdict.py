"""The view Verdict: who wins and whether it is luck; below it three scores, curves and the confusion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import streamlit as st

from components.charts import tabular_verdict as charts
from components.concepts.binary_scores import (
    Calibration,
    auc,
    calibration_curve,
    confusion_at,
    guessing,
    roc_curve,
)
from components.concepts.fold_interval import FoldInterval
from components.concepts.number_text import number
from components.concepts.plain_text import plain
from components.text import Lesson
from components.training.contest import ROWS, Contest, Standing, standing
from components.training.trial_summary import SCORES, FoldScores, fold_scores, pooled
from components.ui import theme
from components.ui.kit.page import Page
from components.ui.kit.prose import draw_prose
from components.ui.kit.save import show_table
from components.ui.tabular.contest.sentences import guessing_sentence
from components.ui.tabular.settings import SETTINGS, STEM

BASE = "logistic"  # the others are compared with it


def show(page: Page, contest: Contest) -> None:
    """Draw who wins and whether it is luck; below it all scores, differences, curves, the confusion."""
    lesson = page.lesson
    scores = {name: fold_scores(contest.results[name], contest.table) for name in contest.begun}
    with st.container(key=f"{STEM}.result"):
        if not scores:
            st.markdown(lesson["verdict.none"])
            return
        now = standing(contest, SETTINGS.value("score"))
        said = [who_wins(now, lesson), guessing_sentence(now, lesson), _so_far(lesson, contest, scores)]
        st.markdown(" ".join(filter(None, said)))
    _ranking(now, lesson)
    st.markdown("**All scores, fold by fold**")
    _score_charts(lesson, scores)
    _difference_charts(lesson, scores)
    with st.container(key=f"{STEM}.differences"):
        others = [name for name in scores if name != BASE and BASE in scores]
        bullets = [f"- **{ROWS[name]}** against {ROWS[BASE]}: {_compared(scores, name)}." for name in others]
        st.markdown("\n".join(bullets))
    st.markdown(lesson["verdict.intervals"])
    _table(contest, scores)
    _answers(lesson, contest)
    target = contest.table.target
    words = _filled(lesson["verdict"], base=float(target.mean()), loss=guessing(target).log_loss)
    draw_prose(STEM, words.replace("{dataset}", SETTINGS.value("dataset")))


def who_wins(now: Standing, lesson: Lesson) -> str:
    """In one line: the best mean, which models the folds cannot tell from it, and which are behind."""
    best, *others = now.ranked
    if not others:
        return lesson["verdict.one"].format(best=ROWS[best])
    found = {name: now.against(best, name) for name in others}
    tied = [name for name in others if found[name] is None or found[name].better is None]
    behind = [name for name in others if name not in tied]
    key = "alone" if not tied else "tied" if behind else "all_tied"
    value = float(np.nanmean(now.values(best)))
    count = min((one.difference.count for one in found.values() if one is not None), default=1)
    words = {
        "best": ROWS[best],
        "score": now.score.label,
        "value": f"{value:.3f}",
        "folds": f"{count} folds" if count > 1 else "1 fold",
        "tied": _listed(tied),
        "behind": lesson["verdict.behind"].format(names=_listed(behind)) if behind else "",
    }
    return lesson[f"verdict.{key}"].format(**words)


def _ranking(now: Standing, lesson: Lesson) -> None:
    """The one picture: means and intervals, the best on top, and guessing."""
    best = now.ranked[0]
    rows = []
    for name in now.ranked:
        label = f"{ROWS[name]} {np.nanmean(now.values(name)):.3f}"
        found = now.against(best, name) if name != best else None
        if found is not None:
            gap = number(abs(found.difference.mean), ".3f")
            luck = "may be luck" if found.better is None else "not luck"
            label += f" · {gap} behind, {luck}"
        rows.append(charts.ScoreRow(name, label, now.values(name), now.interval(name)))
    guess = charts.Guess(now.guess, f"always “{plain(now.larger)}” {now.guess:.3f}")
    better = "lower is better" if now.score.lower_is_better else "higher is better"
    title = f"Who wins, and is it luck? {now.score.label[:1].upper()}{now.score.label[1:]} ({better})"
    numbers = ", ".join(row.label for row in rows) + f", {guess.label}"
    alt = lesson["verdict.who.alt"].format(score=now.score.label, numbers=numbers)
    theme.show(charts.ranking(title, rows, guess, theme.current()), alt=alt, key=f"{STEM}.who")
    st.caption(lesson["verdict.who"].format(score=now.score.label, larger=plain(now.larger)))


def _so_far(lesson: Lesson, contest: Contest, scores: Mapping[str, FoldScores]) -> str:
    done = min(len(contest.results[name].folds) for name in scores)
    asked = max(len(contest.results[name].trial.tasks) for name in scores)
    if done == asked and contest.complete:
        return ""
    return lesson["verdict.so_far"].format(done=done, asked=asked)


def _listed(names: Sequence[str]) -> str:
    labels = [f"**{ROWS[name]}**" for name in names]
    return f"{', '.join(labels[:-1])} and {labels[-1]}" if len(labels) > 1 else "".join(labels)


def _filled(text: str, *, base: float, loss: float) -> str:
    """Fill numbers into a text that has formulas, and so other braces."""
    return text.replace("{base}", f"{100 * base:.0f} %").replace("{loss}", f"{loss:.3f}")


def _compared(scores: Mapping[str, FoldScores], name: str) -> str:
    """Accuracy in any case; of the other scores the numbers where the folds can show a difference."""
    found = {score: scores[name].against(scores[BASE], score) for score in SCORES}
    if found["accuracy"] is None:
        return "waits for a second fold"
    count = found["accuracy"].difference.count
    undecided = [SCORES[score].label for score, verdict in found.items() if verdict.better is None]
    parts = []
    for score, verdict in found.items():
        told = f"{SCORES[score].label} {_difference(verdict.difference)}"
        if verdict.better is not None:
            word, wins = ("better", 0) if verdict.better == "first" else ("worse", 1)
            parts.append(f"{told}, **{word}** (in {verdict.wins[wins]} of {count} folds)")
        elif score == "accuracy":
            also = f", nor in {' and '.join(undecided[1:])}" if undecided[1:] else ""
            parts.append(f"{told}, **no difference that {count} folds can show**{also}")
    if undecided and found["accuracy"].better is not None:
        parts.append(f"no difference that they can show in {' and '.join(undecided)}")
    return "; ".join(parts)


def _score_charts(lesson: Lesson, scores: Mapping[str, FoldScores]) -> None:
    for column, score in zip(st.columns(len(SCORES)), SCORES.values(), strict=True):
        rows = [
            charts.ScoreRow(
                name,
                f"{ROWS[name]} {_told(found, score.name)}",
                found.values[score.name],
                found.interval(score.name),
            )
            for name, found in scores.items()
        ]
        better = "lower is better" if score.lower_is_better else "higher is better"
        title = f"{score.label[0].upper()}{score.label[1:]} ({better})"
        alt = lesson["verdict.scores.alt"].format(
            score=score.label, numbers=", ".join(row.label for row in rows)
        )
        with column:
            theme.show(charts.score_dots(title, rows, theme.current()), alt=alt, key=f"{STEM}.{score.name}")


def _difference_charts(lesson: Lesson, scores: Mapping[str, FoldScores]) -> None:
    others = [name for name in scores if name != BASE]
    if BASE not in scores or not others:
        return
    for column, score in zip(st.columns(len(SCORES)), SCORES, strict=True):
        rows = []
        for name in others:
            found = scores[name].against(scores[BASE], score)
            interval = None if found is None else found.difference
            label = f"{ROWS[name]} {'' if interval is None else _difference(interval)}"
            gains = scores[name].values[score] - scores[BASE].values[score]
            rows.append(charts.ScoreRow(name, label, gains, interval))
        alt = lesson["verdict.differences.alt"].format(
            score=SCORES[score].label, numbers=", ".join(row.label for row in rows)
        )
        title = f"Difference to {ROWS[BASE]}"
        with column:
            chart = charts.score_dots(title, rows, theme.current(), reference=0.0)
            theme.show(chart, alt=alt, key=f"{STEM}.{score}_difference")


def _table(contest: Contest, scores: Mapping[str, FoldScores]) -> None:
    """What each contestant took, in numbers."""
    rows = []
    for name, found in scores.items():
        folds = contest.results[name].folds
        row = {"contestant": ROWS[name]}
        row |= {score.label: f"{np.nanmean(found.values[score.name]):.3f}" for score in SCORES.values()}
        row["accuracy on training rows"] = f"{np.mean([fold.train_accuracy for fold in folds]):.3f}"
        leaves = " leaves" if name == "trees" else ""
        row["parameters"] = f"{np.median([fold.parameters for fold in folds]):,.0f}{leaves}"
        row["seconds a fold"] = f"{np.mean([fold.seconds for fold in folds]):.2f}"
        rows.append(row)
    show_table(pd.DataFrame(rows), "Scores", key=f"{STEM}.table", hide_index=True)


def _answers(lesson: Lesson, contest: Contest) -> None:
    """ROC, calibration, and the confusion at the threshold that is set."""
    answers = {name: pooled(contest.results[name], contest.table) for name in contest.begun}
    curves_place, confusion_place = st.columns([2, 1.05], gap="medium")
    with curves_place:
        roc_place, calibration_place = st.columns(2, gap="medium")
        st.caption(lesson["verdict.pooled"])
    with confusion_place:
        marked = _confusion(lesson, contest, answers)
    curves = {name: roc_curve(*answer) for name, answer in answers.items()}
    groups = {name: calibration_curve(*answer) for name, answer in answers.items()}
    areas = ", ".join(f"{ROWS[name]} {auc(*answer):.3f}" for name, answer in answers.items())
    with roc_place:
        theme.show(
            charts.roc(curves, ROWS, marked, theme.current()),
            alt=lesson["verdict.roc.alt"].format(numbers=areas),
            key=f"{STEM}.roc",
        )
    with calibration_place:
        chart = charts.calibration(groups, ROWS, theme.current())
        furthest = "; ".join(f"{ROWS[name]} {_furthest(one)}" for name, one in groups.items())
        alt = lesson["verdict.calibration.alt"].format(numbers=furthest)
        theme.show(chart, alt=alt, key=f"{STEM}.calibration")


def _furthest(found: Calibration) -> str:
    """The group whose probability is furthest from what came true, in words."""
    at = int(np.argmax(np.abs(found.predicted - found.observed)))
    return f"said {found.predicted[at]:.0%}, and {found.observed[at]:.0%} came true"


def _confusion(
    lesson: Lesson, contest: Contest, answers: Mapping[str, tuple[np.ndarray, np.ndarray]]
) -> tuple[float, float]:
    """Draw the confusion of one contestant; return its false and true positive rate."""
    SETTINGS.draw("confused", "threshold")
    threshold, chosen = SETTINGS.value("threshold"), SETTINGS.value("confused")
    if chosen not in answers:
        missing, chosen = chosen, next(iter(answers))
        st.caption(lesson["verdict.not_there"].format(missing=ROWS[missing], shown=ROWS[chosen]))
    matrix = confusion_at(*answers[chosen], threshold)
    first, second = (plain(name) for name in contest.table.class_names)
    (right_0, false_1), (false_0, right_1) = matrix.tolist()
    words = {
        "who": ROWS[chosen],
        "threshold": f"{threshold:.2f}",
        "class_0": first,
        "class_1": second,
        "accuracy": f"{(right_0 + right_1) / matrix.sum():.3f}",
        "found": f"{right_1:,}",
        "ones": f"{false_0 + right_1:,}",
        "sensitivity": f"{right_1 / (false_0 + right_1):.3f}",
        "left": f"{right_0:,}",
        "missed_0": f"{false_1:,}",
        "missed_1": f"{false_0:,}",
        "zeros": f"{right_0 + false_1:,}",
        "specificity": f"{right_0 / (right_0 + false_1):.3f}",
    }
    called = false_1 + right_1
    precision = lesson["verdict.no_precision"]
    if called:
        precision = lesson["verdict.precision"].format(
            right=f"{right_1:,}", called=f"{called:,}", precision=f"{right_1 / called:.3f}"
        )
    alt = lesson["verdict.confusion.alt"].format(**words)
    theme.show(charts.confusion(matrix, theme.current()), alt=alt, key=f"{STEM}.confusion")
    with st.container(key=f"{STEM}.confusion_words"):
        st.markdown(lesson["verdict.confusion"].format(**words, precision=precision))
    return false_1 / (right_0 + false_1), right_1 / (false_0 + right_1)


def _told(scores: FoldScores, name: str) -> str:
    """A mean with its interval, as far as there are folds for it."""
    found = scores.interval(name)
    mean = float(np.nanmean(scores.values[name]))
    return f"{mean:.3f}" if found is None else f"{mean:.3f} ({found.low:.3f}\u2013{found.high:.3f})"


def _difference(difference: FoldInterval) -> str:
    mean, low, high = (number(value, "+.3f") for value in (difference.mean, difference.low, difference.high))
    return f"{mean} ({low} to {high})"
