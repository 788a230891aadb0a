"""The decisive picture of /tabular: a row for each contestant, and the gap to close.

On request every fold is a dot, the same folds joined by thin lines. When features are picked, the second row
slides to its new place in the browser; a fold that is still to come is a hollow dot where it was before.
"""

from __future__ import annotations

import math
from typing import Any

from components.charts.theme import LIGHT, contestant_marker
from components.concepts.plain_text import plain
from components.datasets.table_entries import TABLE_ENTRIES
from components.text import Lesson
from components.training.contest import ROWS, Contest, Standing
from components.training.table_recordings import recorded_range
from components.ui.kit.component import component
from components.ui.kit.start import at_start
from components.ui.tabular.words import words

KEY = "tabular.picture"
_SHORT = {"logistic": "LR", "made": "LR + yours", "network": "MLP", "trees": "trees"}
for _name in TABLE_ENTRIES:
    at_start(recorded_range, _name)
_picture = component("tabular/rows_picture", "tabular/rows_geometry", room={"tabular.picture": (300, 372)})


def draw(now: Standing, lesson: Lesson, *, dots: bool, busy: bool, verdict: bool) -> None:
    """Draw the rows; the browser moves what has changed.

    Args:
        now: the contest, scored.
        lesson: the page's words.
        dots: whether every fold is a dot. It is, too, while some folds of a row are still missing.
        busy: whether a training is under way.
        verdict: whether it is said that these folds show no clear gap; otherwise the page still asks.
    """
    said = words(lesson, "rows.words")
    value = f"{now.guess:.3f}"
    data = {
        **picture_data(now),
        "dots": dots or _partly(now.contest),
        "busy": busy,
        "guess": {"value": now.guess, "text": said["guess"].format(name=plain(now.larger), value=value)},
        "words": said if verdict else {**said, "no_gap": ""},
        "title": "Contest",
        "about": f"{now.contest.table.label}, {now.contest.table.rows:,} rows",
    }
    _picture(key=KEY, data={**data, "alt": describe(now, lesson, dots=data["dots"])}, height="content")


def picture_data(now: Standing) -> dict[str, Any]:
    """Rows, folds, axis and the gap as plain values; a fold that is to come is None."""
    trial = now.contest.results["logistic"].trial
    place = f"{now.contest.table.digest[:16]}-{now.score.name}"
    return {
        # Other folds: nothing slides, it is another picture. Another table or score: another axis.
        "subject": f"{place}-{trial.folds}-{trial.seeds}",
        "place": place,
        "axis": _axis(now),
        "score": now.score.label,
        "lower_is_better": now.score.lower_is_better,
        "folds": [
            f"fold {fold + 1}" + (f", seed {seed}" if trial.seeds > 1 else "") for seed, fold in trial.tasks
        ],
        "rows": [_row(now, name) for name in ROWS],
        "gap": _gap(now),
    }


def describe(now: Standing, lesson: Lesson, *, dots: bool = False) -> str:
    """The picture in words."""
    parts = [lesson["rows.alt"], *([lesson["rows.alt.folds"]] if dots else [])]
    for name in now.scores:
        found = now.interval(name)
        parts.append(f"{ROWS[name]}: {'not there yet' if found is None else f'{found.mean:.3f}'}.")
    if now.share_closed is not None:
        parts.append(f"The made features closed {100 * now.share_closed:.0f} % of the gap.")
    return " ".join(parts)


def _axis(now: Standing) -> list[float]:
    """What the axis holds at least: what ships of the table, and guessing where somebody is no better."""
    table = now.contest.table
    recorded = recorded_range(table.name)[now.score.name] if table.shipped else ()
    return [*recorded, *([now.guess] if now.no_better_than_guessing else [])]


def _partly(contest: Contest) -> bool:
    return any(result.folds and not result.complete for result in contest.results.values())


def _row(now: Standing, name: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "name": name,
        "label": ROWS[name],
        "short": _SHORT[name],
        "symbol": contestant_marker(name, LIGHT)["symbol"],
        "there": name in now.scores,
    }
    if name not in now.scores:
        return row | {"values": [None] * now.folds, "mean": None, "low": None, "high": None}
    values = [None if math.isnan(value) else round(float(value), 6) for value in now.values(name)]
    found = now.interval(name)
    if found is None:
        known = [value for value in values if value is not None]
        return row | {"values": values, "mean": known[0] if known else None, "low": None, "high": None}
    return row | {"values": values, "mean": found.mean, "low": found.low, "high": found.high}


def _gap(now: Standing) -> dict[str, Any] | None:
    """From logistic regression to the MLP, once both are done, and whether it is more than chance."""
    if not now.done("logistic", "network"):
        return None
    verdict = now.against("network", "logistic")
    ends = {"from": now.interval("logistic").mean, "to": now.interval("network").mean}
    share = now.share_closed
    return {
        **ends,
        "real": verdict.better == "first",
        "size": f"{abs(ends['to'] - ends['from']):.3f}",
        "share": None if share is None else round(share, 4),
        "folds": now.folds,
    }
