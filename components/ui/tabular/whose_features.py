"""The view Whose features?: what people make of the columns, and what the network made of them."""

from __future__ import annotations

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.charts import tabular_features as charts
from components.concepts.activations import ACTIVATIONS
from components.concepts.first_layer import by_size, heaviest_inputs, mixture
from components.concepts.made_features import Feature, parse_feature
from components.concepts.number_text import number
from components.concepts.plain_text import plain
from components.datasets.table_entries import TABLE_ENTRIES
from components.text import Lesson
from components.training.contest import ROWS, Contest
from components.training.trial import FoldResult
from components.training.trial_summary import first_fold, first_weights
from components.ui import theme
from components.ui.kit.page import Page
from components.ui.picking import pick
from components.ui.tabular.settings import SETTINGS, STEM

MOST_TERMS = 10  # of a unit's sum that are drawn


def show(page: Page, contest: Contest) -> None:
    """Draw the weights side by side, and what each contestant would lose with each column."""
    lesson = page.lesson
    if not contest.begun:
        with st.container(key=f"{STEM}.result"):
            st.markdown(lesson["whose_features.none"])
        return
    unit = _one_beside_one(page, contest)
    made, learned = st.columns(2, gap="medium")
    with made:
        st.markdown(lesson["whose_features.people"])
        _coefficients(lesson, contest)
        _made_features(lesson, contest)
    with learned:
        st.markdown(lesson["whose_features.network"])
        _first_layer(page, contest)
    _importance(lesson, contest)
    st.markdown(lesson["whose_features"].replace("{unit}", str(unit)))


def _one_beside_one(page: Page, contest: Contest) -> int:
    """One feature that somebody made beside one that the network learned; return the unit's number."""
    lesson, network = page.lesson, contest.results.get("network")
    fold = None if network is None else first_fold(network)
    if fold is None or not network.trial.hidden_units:
        return 0
    unit = _unit(fold)
    order = np.argsort(-np.abs(fold.kernel[:, unit]), kind="stable")
    made = _somebodys(contest)
    if made is not None:  # its columns are among those shown
        own = [fold.inputs.index(name) for name in made.columns]
        order = np.array([*order[: MOST_TERMS - len(set(own) - {*order[:MOST_TERMS].tolist()})], *own])
        order = np.array(list(dict.fromkeys(order.tolist())))
        order = order[np.argsort(-np.abs(fold.kernel[order, unit]), kind="stable")]
    order = order[:MOST_TERMS]
    names, weights = [plain(fold.inputs[i]) for i in order], fold.kernel[order, unit]
    left, right = st.columns(2, gap="medium")
    if made is not None:
        _made_one(lesson, contest, made, names, left)
    with right:
        st.markdown(
            lesson["whose_features.one_unit"].format(
                unit=unit, inputs=len(fold.inputs), activation=ACTIVATIONS[network.trial.activation].label
            )
        )
        theme.show(
            charts.unit_sum(f"Unit {unit} of the MLP: a sum", names, weights, theme.current()),
            alt=lesson["whose_features.sum.alt"].format(
                unit=unit, numbers=_listed(names, weights, len(names))
            ),
            key=f"{STEM}.unit_sum",
        )
        if len(order) < len(fold.inputs):
            st.caption(lesson["whose_features.more"].format(shown=len(order), of=len(fold.inputs)))
    return unit


def _made_one(
    lesson: Lesson, contest: Contest, made: Feature, names: list[str], place: DeltaGenerator
) -> None:
    entry = TABLE_ENTRIES.get(contest.table.name) if contest.table.shipped else None
    reasons = {feature.text: feature.reason for feature in entry.field_features} if entry else {}
    used, label = [plain(name) for name in made.columns], plain(made.label, 60)
    with place:
        st.markdown(
            lesson["whose_features.one_made"].format(
                label=label,
                reason=reasons.get(made.text, ""),
                reads=len(used),
                columns=len(contest.table.columns),
            )
        )
        theme.show(
            charts.reads(f"{label}: what it reads", names, used, theme.current()),
            alt=lesson["whose_features.reads.alt"].format(label=label, used=" and ".join(used)),
            key=f"{STEM}.reads",
        )


def _somebodys(contest: Contest) -> Feature | None:
    """The last single feature that the visitor picked, else the first that the field knows."""
    columns = contest.table.columns
    picked = [parse_feature(text, columns) for text in contest.features]
    single = [feature for feature in picked if feature.columns]
    if single:
        return single[-1]
    entry = TABLE_ENTRIES.get(contest.table.name) if contest.table.shipped else None
    return parse_feature(entry.field_features[0].text, columns) if entry else None


def _unit(fold: FoldResult) -> int:
    """The unit that is set, or the one with the largest weights."""
    wanted, last = SETTINGS.value("unit"), fold.kernel.shape[1] - 1
    return int(by_size(fold.kernel)[0]) if wanted is None else min(wanted, last)


def _coefficients(lesson: Lesson, contest: Contest) -> None:
    if "logistic" not in contest.begun:
        st.markdown(lesson["whose_features.no_logistic"])
        return
    names, weights = first_weights(contest.results["logistic"])
    _weights(lesson, "Coefficients of logistic regression", names, weights)


def _made_features(lesson: Lesson, contest: Contest) -> None:
    """The weights of what the visitor made, in the model that has it."""
    if "made" not in contest.begun:
        waits = "whose_features.made_waits" if contest.features else "whose_features.nothing_made"
        st.markdown(lesson[waits])
        return
    names, weights = first_weights(contest.results["made"])
    given = {*contest.table.columns, *(f"{column} missing" for column in contest.table.columns)}
    own = [place for place, name in enumerate(names) if name not in given]
    _weights(lesson, "Weights of your features", [names[place] for place in own], weights[:, own])


def _weights(lesson: Lesson, title: str, names: list[str] | tuple[str, ...], weights: np.ndarray) -> None:
    shown = [plain(name) for name in names]
    means = np.nanmean(weights, axis=0)
    alt = lesson["whose_features.weights.alt"].format(title=title, numbers=_listed(shown, means))
    theme.show(
        charts.weights(title, shown, weights, theme.current()),
        alt=alt,
        key=f"{STEM}.{title.split()[0].lower()}",
    )
    if len(names) > charts.MOST_BARS:
        st.caption(lesson["whose_features.more"].format(shown=charts.MOST_BARS, of=len(names)))


def _first_layer(page: Page, contest: Contest) -> None:
    lesson, network = page.lesson, contest.results.get("network")
    if network is not None and not network.trial.hidden_units:
        with st.container(key=f"{STEM}.result"):
            st.markdown(lesson["whose_features.no_hidden"])
        return
    fold = None if network is None else first_fold(network)
    if network is not None and network.folds:
        SETTINGS.draw("unit")
    if fold is None:
        with st.container(key=f"{STEM}.result"):
            st.markdown(lesson["whose_features.network_waits"])
        return
    order = by_size(fold.kernel)
    wanted, last = SETTINGS.value("unit"), len(order) - 1
    if wanted is not None and wanted > last:
        page.problems.append(lesson["whose_features.no_unit"].format(unit=wanted, last=last))
    unit = _unit(fold)
    names = [plain(name) for name in fold.inputs]
    place = int(np.flatnonzero(order == unit)[0])
    sentence = _mixes(lesson, fold, names, unit)
    seen = heaviest_inputs(fold.kernel, charts.MOST_INPUTS)
    kernel = fold.kernel[np.ix_(seen, order)]
    pick(
        charts.first_layer(kernel, [names[i] for i in seen], order.tolist(), place, theme.current()),
        key=f"{STEM}.first_layer",
        setting=f"{STEM}.unit",
        numbers=np.tile(order, len(seen)).tolist(),
        alt=lesson["whose_features.first_layer.alt"].format(
            inputs=len(seen), units=len(order), sentence=sentence
        ),
    )
    if len(seen) < len(names):
        st.caption(lesson["whose_features.more"].format(shown=len(seen), of=len(names)))
    with st.container(key=f"{STEM}.result"):
        st.markdown(sentence + " " + lesson["whose_features.rank"].format(rank=place + 1, units=len(order)))


def _mixes(lesson: Lesson, fold: FoldResult, names: list[str], unit: int) -> str:
    weights = fold.kernel[:, unit]
    counted = mixture(weights)
    if not counted:
        return lesson["whose_features.dead"].format(unit=unit)
    mixed = ", ".join(f"{names[i]} ({number(weights[i], '+.2f')})" for i in counted)
    return lesson["whose_features.mixes"].format(unit=unit, mixed=mixed, rest=len(names) - len(counted))


def _importance(lesson: Lesson, contest: Contest) -> None:
    """What each contestant loses when one column is shuffled among the test rows."""
    lost = {
        name: np.stack([fold.importance for fold in contest.results[name].folds]) for name in contest.begun
    }
    columns = [plain(name) for name in contest.table.columns]
    most = {name: int(found.mean(axis=0).argmax()) for name, found in lost.items()}
    numbers = ", ".join(f"{ROWS[name]} {columns[place]}" for name, place in most.items())
    theme.show(
        charts.importance(columns, lost, ROWS, theme.current()),
        alt=lesson["whose_features.importance.alt"].format(numbers=numbers),
        key=f"{STEM}.importance",
    )
    caption = lesson["whose_features.importance"]
    if len(columns) > charts.MOST_BARS:
        caption += " " + lesson["whose_features.more"].format(shown=charts.MOST_BARS, of=len(columns))
    st.caption(caption)


def _listed(names: list[str], weights: np.ndarray, most: int = 5) -> str:
    order = np.argsort(-np.abs(weights), kind="stable")[:most]
    return ", ".join(f"{names[i]} {number(weights[i], '+.2f')}" for i in order)
