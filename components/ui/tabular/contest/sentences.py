"""A contest in sentences: how the models stand, where the numbers come from, what Run would do."""

from __future__ import annotations

import numpy as np

from components.concepts.fold_interval import PairedComparison
from components.concepts.number_text import number
from components.concepts.plain_text import plain
from components.text import Lesson
from components.training.contest import ROWS, Contest, Standing
from components.training.trial import TrialResult
from components.ui.engine import engine
from components.ui.tabular.contest import comparison


def main_numbers(now: Standing) -> str:
    """Every contestant's mean and interval: "logistic regression 0.776 (0.743–0.809), MLP ..."."""
    parts = []
    for name in now.scores:
        found = now.interval(name)
        if found is None:
            first = now.values(name)[~np.isnan(now.values(name))]
            one = f"**{first[0]:.3f}** (1 of {now.folds} folds)" if len(first) else "not there yet"
            parts.append(f"{ROWS[name]} {one}")
            continue
        count = "" if found.count == now.folds else f", {found.count} of {now.folds} folds"
        parts.append(f"{ROWS[name]} **{found.mean:.3f}** ({found.low:.3f}–{found.high:.3f}{count})")
    return f"{now.score.label[:1].upper()}{now.score.label[1:]}: {', '.join(parts)}."


def verdict_sentence(now: Standing) -> str:
    """What follows of the MLP and logistic regression; "" before all folds are there."""
    found = now.against("network", "logistic")
    if found is None or not now.done("network", "logistic"):
        return ""
    return compare("the MLP", "logistic regression", found, now)


def compare(first: str, second: str, found: PairedComparison, now: Standing) -> str:
    """Say who is better, or that so many folds cannot tell."""
    count = found.difference.count
    difference = found.difference
    mean, low, high = (number(value, "+.3f") for value in (difference.mean, difference.low, difference.high))
    reach = f"{mean} ({low} to {high})"
    if found.better is None:
        return (
            f"Between {first} and {second} there is **no difference that {count} folds can show** "
            f"(difference in {now.score.label} {reach})."
        )
    better, worse = (first, second) if found.better == "first" else (second, first)
    said = f"{better[:1].upper()}{better[1:]} is **better than {worse}**"
    return f"{said}: difference in {now.score.label} {reach}."


def guessing_sentence(now: Standing, lesson: Lesson) -> str:
    """Who is no better than always answering the larger class; "" if everybody is."""
    if not (weak := now.no_better_than_guessing):
        return ""
    names = [ROWS[name] for name in weak]
    who = f"{', '.join(names[:-1])} and {names[-1]} are" if len(names) > 1 else f"{names[0]} is"
    return lesson["guessing"].format(
        names=who[:1].upper() + who[1:], larger=plain(now.larger), value=f"{now.guess:.3f}"
    )


def share_sentence(now: Standing, lesson: Lesson) -> str:
    """How the share of the gap differs from fold to fold; "" where there is none."""
    if now.shares_of_folds is None:
        return ""
    least, most = (f"{number(100 * share, '.0f')} %" for share in now.shares_of_folds)
    return lesson["share"].format(least=least, most=most)


def gap_sentence(now: Standing) -> str:
    """What the visitor's features did for the gap between logistic regression and the MLP."""
    if not now.done("logistic", "network"):
        return ""
    gap = now.against("network", "logistic")
    there_is_one = gap is not None and gap.better == "first"
    if "made" not in now.scores:
        return "" if there_is_one else f"These {now.folds} folds show **no clear gap** to close."
    if not now.done("made"):
        return ""
    share = now.share_closed
    if share is None:
        found = now.against("made", "logistic")
        return (
            f"These {now.folds} folds show **no clear gap** to close. "
            f"{compare('logistic regression with your features', 'without them', found, now)}"
        )
    if share < -0.005:
        return f"Your features **widened the gap** to the MLP, by {-100 * share:.0f} % of it."
    if share > 1.005:
        return f"You closed the gap to the MLP and went past it: **{100 * share:.0f} %** of the way."
    return f"You closed **{100 * share:.0f} %** of the gap to the MLP."


def source(contest: Contest) -> str:
    """Where the numbers come from: recorded, trained here in so many seconds, or not there yet."""
    results = contest.results.values()
    incomplete = [ROWS[name] for name, result in contest.results.items() if not result.complete]
    here = [result for result in results if result.folds and not comparison.recorded(result)]
    parts = []
    if any(comparison.recorded(result) for result in results):
        parts.append("saved results of real training" if not here else "the rest saved earlier")
    if here:
        seconds = sum(fold.seconds for result in here for fold in result.folds)
        parts.insert(0, f"{_names(contest, here)} trained here in {seconds:.0f} s")
    if incomplete:
        parts.append(
            f"press Run for {' and '.join(incomplete) if len(incomplete) < 3 else 'what is missing'}"
        )
    return "; ".join(parts)


def expectation(contest: Contest) -> str:
    """What Run would do, and how long that takes."""
    request = comparison.request(contest)
    forecast = engine().forecast(request)
    beginning = "Run trains: " if comparison.missing(contest) else "Run repeats all of it: "
    time = f"{request.parts} trainings, about {forecast.seconds:.0f} s or more if others train too"
    if forecast.wait >= 1:
        time += f", after {forecast.wait:.0f} s in the queue (place {forecast.place})"
    return f"{beginning}{time}."


def _names(contest: Contest, results: list[TrialResult]) -> str:
    names = [ROWS[name] for name, result in contest.results.items() if result in results]
    return "all" if len(names) == len(contest.results) else ", ".join(names)
