"""The settings of /tabular: a table, the models that compete on its folds, and what the views show."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from components.concepts.activations import ACTIVATIONS
from components.concepts.made_features import expand, parse_features
from components.datasets.registry import DATASETS
from components.datasets.tables import Table, load
from components.training.contest import ROWS, Contest
from components.training.recipe import parse_hidden_units
from components.training.table_trials import LOGISTIC_L2, NETWORK_L2, TABLES, first_trial
from components.training.trial import BOUNDS, HIDDEN_LAYERS, KINDS, LIMITS, OWN_TABLE, Trial, TrialResult
from components.training.trial_summary import SCORES
from components.ui.kit.setting import LONGEST_TYPED, Settings, choice, real, switch, text, whole
from components.ui.tabular import own_file

STEM = "tabular"
SHORTCUTS = ("squares", "products")  # features that every table can have
_USABLE = f"_{STEM}.usable"
_SCORE_LABELS = {score.name: score.label for score in SCORES.values()}
_NETWORK = ("activation", "dropout", "epochs", "early_stopping", "patience")


def _column_name(typed: str) -> str:
    """Take any name: which columns there are is known with the table.

    Raises:
        ValueError: for what cannot be the name of a column.
    """
    if not typed.isprintable() or len(typed) > LONGEST_TYPED:
        raise ValueError(typed)
    return typed


SETTINGS = Settings(
    STEM,
    choice(
        "dataset",
        "magic",
        "Data set",
        {**{name: DATASETS[name].label for name in TABLES}, OWN_TABLE: "your own table"},
        word="dataset",
        label_visibility="collapsed",
        width=180,
    ),
    text(
        "features",
        "",
        "All features as text (separate them with ;)",
        "features with semicolons between them, such as squares;products",
        max_chars=1_500,
        word="made feature",
        placeholder="squares;products",
    ),
    text(
        "hidden_units",
        "64,64",
        "MLP: hidden layers, units of each",
        "a list such as 64,64",
        max_chars=200,
        word="hidden_units",
        placeholder="none: logistic regression",
    ),
    choice(
        "activation",
        "relu",
        "Activation",
        {name: entry.label for name, entry in ACTIVATIONS.items()},
        word="activation",
    ),
    real("l2_logistic", LOGISTIC_L2, "L2, logistic", BOUNDS["l2"], step=1, word="l2"),
    real("l2_network", NETWORK_L2, "L2, MLP", BOUNDS["l2"], step=1, word="l2"),
    real("dropout", 0.0, "Dropout", BOUNDS["dropout"], step=0.1, word="dropout"),
    whole("epochs", 40, "Epochs, at most", BOUNDS["epochs"], word="epochs"),
    switch("early_stopping", False, "EarlyStopping", word="early_stopping"),
    whole("patience", 5, "Patience", BOUNDS["patience"], word="patience"),
    whole("folds", 5, "Folds", BOUNDS["folds"], word="folds"),
    whole("seeds", 1, "Seeds", BOUNDS["seeds"], word="seeds"),
    choice(
        "score",
        "accuracy",
        "Score",
        _SCORE_LABELS,
        word="score",
        look="segments",
        aliases={label: name for name, label in _SCORE_LABELS.items()},
        label_visibility="collapsed",
    ),
    switch("folds_shown", False, "Show the folds", word="folds"),
    # Of the other views.
    real("threshold", 0.5, "Threshold", (0, 1), step=0.01, word="decision threshold", look="slider"),
    choice(
        "confused",
        "logistic",
        "Whose answers",
        ROWS,
        word="contestant",
        aliases={label: name for name, label in ROWS.items()},
    ),
    whole(
        "unit",
        None,  # the one with the largest weights
        "Unit",
        (0, HIDDEN_LAYERS[1] - 1),
        word="hidden unit",
        placeholder="the one with the largest weights",
    ),
    choice(
        "column",
        None,  # the one that alone tells the classes apart best
        "Column",
        (),
        word="column of a table",
        typed=_column_name,
        expected="the name of a column of the table that is shown",
        placeholder="the most informative one",
    ),
)


@dataclass(frozen=True, eq=False)
class Setup:
    """The contest that is set up, and what is wrong with the settings.

    Attributes:
        contest: no fold of it is looked up yet; with a problem the last one of the table that could be used.
        problem: a sentence; "" if the settings can be used.
        no_table: whether the problem is that there is no table: then the contest is that of another one.
        no_file: whether that is because there is no file yet, which is no mistake.
    """

    contest: Contest
    problem: str = ""
    no_table: bool = False
    no_file: bool = False


def read() -> Setup:
    """Read the settings; if they cannot be used, keep the last contest that could be."""
    try:
        table = _table()
    except ValueError as error:
        no_file = isinstance(error, own_file.NoFileError)
        return Setup(_first(load(SETTINGS.all["dataset"].default)), str(error), True, no_file)
    try:
        setup = Setup(_contest(table))
    except ValueError as error:
        return replace(_last_usable(table), problem=str(error))
    st.session_state[_USABLE] = setup
    return setup


def columns() -> tuple[str, ...]:
    """The columns of the table that is chosen; none before there is a file."""
    try:
        return _table().columns
    except ValueError:
        return ()


def _table() -> Table:
    name = SETTINGS.value("dataset")
    return own_file.table() if name == OWN_TABLE else load(name)


def _contest(table: Table) -> Contest:
    """Set up the contest of a table.

    Raises:
        ValueError: with a sentence for the visitor.
    """
    value = SETTINGS.value
    features = parse_features(value("features"), table.columns)
    expand(features, table.columns)  # are there too many?
    texts = tuple(feature.text for feature in features)
    place = {
        "dataset": value("dataset"),
        "brought": table.digest if value("dataset") == OWN_TABLE else "",
        "folds": value("folds"),
        "seeds": value("seeds"),
    }
    logistic = {"kind": "logistic", "l2": value("l2_logistic"), **place}
    network = {
        "kind": "network",
        "l2": value("l2_network"),
        "hidden_units": parse_hidden_units(value("hidden_units"), limits=LIMITS),
        **{name: value(name) for name in _NETWORK},
        **place,
    }
    trials = {
        "logistic": Trial(**logistic),
        "made": Trial(**logistic, features=texts),
        "network": Trial(**network),
        "trees": Trial(kind="trees", **place),
    }
    if not features:
        del trials["made"]
    return _untrained(table, trials, texts)


def _last_usable(table: Table) -> Setup:
    """The last contest of this table that could be used, else its first."""
    kept: Setup | None = st.session_state.get(_USABLE)
    if kept is not None and kept.contest.table.digest == table.digest:
        return kept
    return Setup(_first(table))


def _first(table: Table) -> Contest:
    own = {} if table.shipped else {"brought": table.digest}
    dataset = table.name if table.shipped else OWN_TABLE
    return _untrained(table, {kind: first_trial(kind, dataset, **own) for kind in KINDS})


def _untrained(table: Table, trials: dict[str, Trial], features: tuple[str, ...] = ()) -> Contest:
    return Contest(table, {name: TrialResult(trial, ()) for name, trial in trials.items()}, features)
