"""The decisive picture of /tabular: a row for each contestant, a dot for each fold, and the gap to close.

The same folds are joined from row to row by thin lines. When features are picked, the second row slides
to its new place in the browser; a fold that is still to come is a hollow dot where it was before.
"""

from __future__ import annotations

import math
from typing import Any

from components.charts.theme import LIGHT, contestant_marker
from components.text import Lesson
from components.training.contest import ROWS, Standing
from components.ui.kit.component import component

KEY = "tabular.picture"
_SHORT = {"logistic": "LR", "made": "LR + yours", "network": "MLP", "trees": "trees"}
_picture = component("tabular/rows_picture", "tabular/rows_geometry")


def draw(now: Standing, lesson: Lesson) -> None:
    """Draw the rows; the browser moves what has changed."""
    data = {**picture_data(now), "alt": describe(now, lesson), "words": words(lesson)}
    data["about"] = f"{now.contest.table.label}, {now.contest.table.rows:,} rows"
    _picture(key=KEY, data=data, height="content")


def picture_data(now: Standing) -> dict[str, Any]:
    """Rows, folds and the gap as plain values; a fold that is to come is None."""
    trial = now.contest.results["logistic"].trial
    return {
        # Another table, other folds or another score: nothing slides, it is another picture.
        "subject": f"{now.contest.table.digest[:16]}-{trial.folds}-{trial.seeds}-{now.score.name}",
        "score": now.score.label,
        "lower_is_better": now.score.lower_is_better,
        "folds": [
            f"fold {fold + 1}" + (f", seed {seed}" if trial.seeds > 1 else "") for seed, fold in trial.tasks
        ],
        "rows": [_row(now, name) for name in ROWS],
        "gap": _gap(now),
    }


def describe(now: Standing, lesson: Lesson) -> str:
    """The picture in words."""
    parts = [lesson["rows.alt"]]
    for name in now.scores:
        found = now.interval(name)
        if found is not None:
            parts.append(f"{ROWS[name]}: {found.mean:.3f}, interval {found.low:.3f} to {found.high:.3f}.")
    if now.share_closed is not None:
        parts.append(f"Your features closed {100 * now.share_closed:.0f} % of the gap.")
    return " ".join(parts)


def words(lesson: Lesson) -> dict[str, str]:
    """The section `rows.words`: one "name: words" a line."""
    pairs = (line.partition(": ") for line in lesson["rows.words"].splitlines())
    return {name: said for name, _, said in pairs}


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
