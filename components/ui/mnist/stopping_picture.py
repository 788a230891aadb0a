"""The decisive picture of /mnist: the early-stopping rule drawn as geometry on the curves of a training.

Its ruler (patience) and its band (min_delta) are dragged in the browser and answer there at once. What an
epoch counts as is decided by `concepts.early_stopping.walk`; the browser looks it up and counts.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import streamlit as st

from components.concepts.early_stopping import METRICS, OFFERED, EarlyStoppingRule, History, walk
from components.concepts.early_stopping_walks import walks
from components.concepts.guessing import Guessing
from components.concepts.number_text import json_number
from components.ui.kit.component import component
from components.ui.mnist import stop_now
from components.ui.mnist.stop_now import Game

# What dragging the band snaps to; a rule's own min_delta is added.
MIN_DELTAS = (0.0, 0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05, 0.075, 0.1)
_picture = component("mnist/stopping_picture", "mnist/stopping_geometry", room={"mnist.picture": 400})


@dataclass(frozen=True)
class PictureOptions:
    """What the picture shows besides a history and a rule.

    Attributes:
        epochs: how many were asked for; fixes the axis while a training is under way.
        progress: epochs done and the share of the next one (6.4); None: no training is under way.
        compare: label and history of a second run.
        alt: what the picture shows, for who cannot see it.
        guessing: what a network reaches that has learned nothing.
        game: the round of "when would you stop?"; None: the picture does not ask.
        still: what the picture still shows, while it is not what is set; "": it is.
        about: what was trained, for a file that is saved of the picture.
    """

    epochs: int
    progress: float | None
    compare: tuple[str, History] | None
    alt: str
    about: str = ""
    guessing: Guessing | None = None
    game: Game | None = None
    still: str = ""


def stopping_picture(
    history: History,
    rule: EarlyStoppingRule | None,
    *,
    key: str,
    options: PictureOptions,
    on_drag: Callable[[int, float], None] | None = None,
) -> None:
    """Draw loss and accuracy with the rule on the metric it watches.

    Args:
        history: metric -> one value an epoch; may be empty, and may have NaN and None.
        rule: None draws the curves alone.
        key: of the component; its node and a drag under way outlive a rerun.
        options: the rest.
        on_drag: gets (patience, min_delta) before the script runs again. None: nothing can be dragged.
    """
    data = picture_data(history, rule, options)
    data["draggable"] = rule is not None and on_drag is not None
    data["answered"] = st.session_state.get(f"{key}.answered", 0)
    _picture(
        key=key,
        data=data,
        on_drag_change=partial(_dragged, key, on_drag),
        on_play_change=partial(_played, key, options.game),
    )


def picture_data(history: History, rule: EarlyStoppingRule | None, options: PictureOptions) -> dict[str, Any]:
    """What the browser gets: plain values that JSON has."""
    label, other = options.compare or ("", None)
    data = {
        "history": _plain(history),
        "epochs": options.epochs,
        "progress": options.progress,
        "compare": None if other is None else {"label": label, "history": _plain(other)},
        "alt": options.alt,
        "guessing": None if options.guessing is None else asdict(options.guessing),
        "game": None if options.game is None else options.game.data,
        "still": options.still,
        "title": "Training curves",
        "about": options.about,
        "rule": None,
    }
    if rule is not None:
        min_delta = abs(rule.min_delta)
        data["rule"] = asdict(rule) | {"direction": rule.direction, "min_delta": min_delta}
        data["walks"] = [
            asdict(found) | {"best": [json_number(value) for value in found.best]}
            for found in walks(history, rule, sorted({*MIN_DELTAS, min_delta}))
        ]
        data["most_patience"] = OFFERED["patience"].most
        data["reasons"] = [row.reason for row in walk(history, rule)]
    return data


def read_drag(payload: object) -> tuple[int, float] | None:
    """Patience and min_delta as the browser reports them; None for anything else."""
    if not isinstance(payload, dict):
        return None
    patience, min_delta = payload.get("patience"), payload.get("min_delta")
    if type(patience) is not int or not OFFERED["patience"].admits(patience):
        return None
    if type(min_delta) not in (int, float) or not OFFERED["min_delta"].admits(min_delta):  # nor is NaN
        return None
    return patience, float(min_delta)


def _dragged(key: str, on_drag: Callable[[int, float], None] | None) -> None:
    payload = st.session_state[key].get("drag")
    if payload is None:
        return
    at = payload.get("at") if isinstance(payload, dict) else None
    if type(at) in (int, float) and math.isfinite(at):
        st.session_state[f"{key}.answered"] = at  # from here on the picture follows the rule again
    drag = read_drag(payload)
    if drag is not None and on_drag is not None:
        on_drag(*drag)


def _played(key: str, game: Game | None) -> None:
    found = stop_now.read(st.session_state[key].get("play"))
    if found is None or game is None:
        return
    what, number, epoch = found
    if what == "stop":
        game.on_stop(number, epoch)
    else:
        game.on_again(number)


def _plain(history: History) -> dict[str, list[float | None]]:
    return {name: [json_number(value) for value in history[name]] for name in METRICS if name in history}
