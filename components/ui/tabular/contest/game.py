"""The features to pick, each with what it closed of the gap so far: one feature, one try.

The setting `features` has what is picked, as text; a click writes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from components.concepts.made_features import Feature, features_text, parse_feature, parse_features
from components.concepts.number_text import number
from components.concepts.plain_text import shorten
from components.datasets.table_entries import TABLE_ENTRIES, FieldFeature
from components.text import Lesson
from components.training.contest import Contest, standing
from components.training.trial import TrialResult
from components.ui.kit.component import component
from components.ui.tabular.contest import comparison
from components.ui.tabular.settings import SETTINGS, SHORTCUTS, STEM, columns
from components.ui.tabular.words import words

KEY = f"{STEM}.game"
PROBLEM = "_tabular.feature_problem"
_TRIED, _ANSWERED, _OWN = (f"_tabular.{name}" for name in ("tried", "game_answered", "own_features"))
_FINALE = (*((text,) for text in SHORTCUTS), SHORTCUTS)
_picture = component("tabular/feature_game", "tabular/feature_scores", room={"tabular.game": (448, 534)})


@dataclass(frozen=True)
class Try:
    """What one entry of the list came to.

    Attributes:
        value: share of the gap, or what the score gained where there is no gap; None if it was not tried.
        shown: the same for people.
    """

    value: float | None = None
    shown: str = ""


def draw(contest: Contest, lesson: Lesson) -> None:
    """Draw the list; a click picks a feature."""
    names = columns()
    if not names:
        return
    said = words(lesson, "game.words")
    picked = [feature.text for feature in chosen(names)]
    if contest.features:
        _tried().add(contest.trials["made"].digest)
    entries = _entries(contest, names, picked)
    _picture(
        key=KEY,
        data={
            "subject": contest.table.digest[:16],
            "words": {**said, "field": ""},
            "picked": picked,
            "entries": entries,
            "headline": _headline(entries, said),
            "together": _together(contest, picked, said),
            "answered": st.session_state.get(_ANSWERED, 0),
        },
        on_pick_change=_picked,
        height="content",
    )


def chosen(names: Sequence[str]) -> tuple[Feature, ...]:
    """What is picked, as far as it can be read."""
    try:
        return parse_features(SETTINGS.value("features"), names)
    except ValueError:  # the page says what is wrong
        return ()


def field_features() -> Sequence[FieldFeature]:
    """The features of the table's field; none for a visitor's table."""
    entry = TABLE_ENTRIES.get(SETTINGS.value("dataset"))
    return entry.field_features if entry else ()


def label(text: str) -> str:
    """A feature for people, not yet safe as markup."""
    try:
        return shorten(parse_feature(text, columns()).label, 60)
    except ValueError:
        return shorten(text, 60)


def outcome(contest: Contest, features: Sequence[str]) -> Try:
    """What these features come to in this contest, if the visit has tried them and all folds are done."""
    made = replace(contest.trials["logistic"], features=tuple(features))
    if made.digest not in _tried():
        return Try()
    result = contest.results.get("made")
    if result is None or result.trial != made:
        result = comparison.known(made)
    if not result.complete:
        return Try()
    return _scored(contest, result)


def _scored(contest: Contest, result: TrialResult) -> Try:
    now = standing(replace(contest, results={**contest.results, "made": result}), SETTINGS.value("score"))
    if not now.done("logistic"):
        return Try()
    if now.share_closed is not None:
        return Try(now.share_closed, f"{number(100 * now.share_closed, '.0f')} %")
    gain = now.against("made", "logistic").difference.mean
    return Try(-gain if now.score.lower_is_better else gain, number(gain, "+.3f"))


def _entries(contest: Contest, names: Sequence[str], picked: Sequence[str]) -> list[dict[str, Any]]:
    """The list: features of the field, the visitor's own, and the finale."""
    field = [(entry.text, entry.reason) for entry in field_features()]
    listed = {text for text, _ in field} | set(SHORTCUTS)
    groups = [("field", (text,), reason) for text, reason in field]
    groups += [
        ("own", (text,), "") for text in dict.fromkeys((*_own(contest), *picked)) if text not in listed
    ]
    groups += [("finale", features, "") for features in _FINALE]
    entries = []
    for group, features, reason in groups:
        try:
            canonical = [parse_feature(text, names).text for text in features]
        except ValueError:
            continue  # of another table
        found = outcome(contest, canonical)
        both = len(features) > 1
        entries.append(
            {
                "group": group,
                "features": canonical,
                "label": "All squares and products" if both else label(features[0]),
                "reason": reason,
                "value": None if found.value is None else round(found.value, 5),
                "shown": found.shown,
                "waits": comparison.COMPARISON.busy,
                "best": False,
            }
        )
    tried = [entry for entry in entries if entry["group"] != "finale" and entry["value"] is not None]
    if tried and (best := max(tried, key=lambda entry: entry["value"]))["value"] > 0:
        best["best"] = True
    return entries


def _own(contest: Contest) -> Sequence[str]:
    """Single features that the visitor made for this table, in this visit."""
    made: dict[str, list[str]] = st.session_state.setdefault(_OWN, {})
    own = made.setdefault(contest.table.digest, [])
    fresh = [text for text in contest.features if text not in own and text not in SHORTCUTS]
    own += [text for text in fresh if text not in {entry.text for entry in field_features()}]
    return own


def _headline(entries: Sequence[Mapping[str, Any]], said: Mapping[str, str]) -> str:
    single = [entry for entry in entries if entry["group"] != "finale"]
    best = next((entry for entry in single if entry["best"]), None)
    if best is None:
        return said["none"]
    every = all(entry["value"] is not None for entry in single)
    return said["all_tried" if every else "best"].format(name=best["label"], value=best["shown"])


def _together(contest: Contest, picked: Sequence[str], said: Mapping[str, str]) -> str:
    if len(picked) < 2:
        return ""
    shown = outcome(contest, tuple(picked)).shown
    return said["together"].format(value=shown) if shown else ""


def _tried() -> set[str]:
    """Digests of the made rows that this visit has seen."""
    return st.session_state.setdefault(_TRIED, set())


def _picked() -> None:
    """Take what was clicked; what the browser sends is checked as any other text."""
    sent = getattr(st.session_state[KEY], "pick", None)
    if not isinstance(sent, dict) or not isinstance(sent.get("features"), list):
        return
    st.session_state[_ANSWERED] = sent.get("at", 0)
    try:
        found = parse_features(";".join(map(str, sent["features"])), columns())
    except ValueError as error:
        st.session_state[PROBLEM] = str(error)
        return
    SETTINGS.put(features=features_text(found))
