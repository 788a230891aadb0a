"""What a visitor set on /tabular, as contestants on the folds of one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import streamlit as st

from components.concepts.activations import ACTIVATIONS
from components.concepts.made_features import Feature, expand, parse_features
from components.concepts.plain_text import plain
from components.datasets.registry import DATASETS
from components.datasets.tables import Table, load
from components.training.recipe import RecipeError, parse_hidden_units
from components.training.table_trials import LOGISTIC_L2, NETWORK_L2, TABLES
from components.training.trial import BOUNDS, LIMITS, OWN_TABLE, Trial
from components.training.trial_summary import SCORES
from components.ui.bound import BoundSettings
from components.ui.tabular import own

STEM = "tabular"
VIEWS = ("Contest", "Verdict", "Whose features?", "Data")
SETS = (*TABLES, OWN_TABLE)
SHORTCUTS = ("squares", "products")  # features that every table can have
_GOOD_KEY = "_tabular.good"

DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {
        "view": VIEWS[0],
        "dataset": "magic",
        "features": "",
        "hidden_units": "64,64",
        "activation": "relu",
        "l2_logistic": LOGISTIC_L2,
        "l2_network": NETWORK_L2,
        "dropout": 0.0,
        "epochs": 40,
        "early_stopping": False,
        "patience": 5,
        "folds": 5,
        "seeds": 1,
        "score": "accuracy",
    }
)


def _range(name: str) -> str:
    least, most = BOUNDS[name]
    return f"a number from {least:,g} to {most:,g}"


EXPECTED: Mapping[str, str] = MappingProxyType(
    {
        "view": f"one of {', '.join(VIEWS)}",
        "dataset": f"one of {', '.join(SETS)}",
        "features": "features with semicolons between them, such as squares;products",
        "hidden_units": "a list such as 64,64",
        "activation": f"one of {', '.join(ACTIVATIONS)}",
        "l2_logistic": _range("l2"),
        "l2_network": _range("l2"),
        "dropout": _range("dropout"),
        "epochs": _range("epochs"),
        "early_stopping": "true or false",
        "patience": _range("patience"),
        "folds": _range("folds"),
        "seeds": _range("seeds"),
        "score": f"one of {', '.join(score.label for score in SCORES.values())}",
    }
)


@dataclass(frozen=True, eq=False)
class Setting:
    """A table and the contestants that are set for it.

    Attributes:
        trials: name in `contest.ROWS` -> its trial; "made" only with features.
        features: what the visitor made, as a list of features.
    """

    table: Table
    trials: Mapping[str, Trial]
    features: tuple[Feature, ...]

    @property
    def own(self) -> bool:
        """Whether the table is the visitor's."""
        return self.trials["logistic"].dataset == OWN_TABLE

    @property
    def own_table(self) -> Table | None:
        """The table, if it is the visitor's: what a request carries along."""
        return self.table if self.own else None

    @property
    def label(self) -> str:
        """What the table is called; a file's own name is raw."""
        return self.table.name if self.own else DATASETS[self.table.name].label


@dataclass(frozen=True)
class Reading:
    """The last setting that can be used, and what is wrong with the present one.

    Attributes:
        setting: the last good one.
        problem: a sentence; "" if the present one is good.
        waiting: whether what is missing is a file, which is no mistake.
    """

    setting: Setting
    problem: str = ""
    waiting: bool = False


value = BoundSettings(STEM, DEFAULTS).value


def read() -> Reading:
    """Read the settings; with something wrong in them, the last good ones."""
    try:
        good = _setting()
    except own.NoFileError as wait:
        return Reading(_last_good(), str(wait), waiting=True)
    except ValueError as error:
        return Reading(_last_good(), str(error))
    st.session_state[_GOOD_KEY] = good
    return Reading(good)


def columns() -> tuple[str, ...]:
    """The columns of the table that is chosen; none before there is a file."""
    try:
        return _table().columns
    except ValueError:
        return ()


def move(dataset: str, features: str) -> None:
    """Choose a table and features for it; before their widgets are drawn, or in a callback."""
    st.session_state[f"{STEM}.dataset"] = dataset
    st.session_state[f"{STEM}.features"] = features


def _table() -> Table:
    name = value("dataset")
    if name not in SETS:
        raise RecipeError(f"dataset is {name!r}; it has to be one of {', '.join(SETS)}.")
    return own.table() if name == OWN_TABLE else load(name)


def _setting() -> Setting:
    """Build the contestants.

    Raises:
        ValueError: with a sentence for the visitor.
    """
    table = _table()
    features = parse_features(value("features"), table.columns)
    expand(features, table.columns)  # are there too many?
    place = {
        "dataset": value("dataset"),
        "brought": table.digest if value("dataset") == OWN_TABLE else "",
        "folds": int(value("folds")),
        "seeds": int(value("seeds")),
    }
    logistic = {"kind": "logistic", "l2": float(value("l2_logistic")), **place}
    network = {
        name: value(name) for name in ("activation", "dropout", "epochs", "early_stopping", "patience")
    }
    units = parse_hidden_units(value("hidden_units"), limits=LIMITS)
    trials = {
        "logistic": Trial(**logistic),
        "network": Trial(
            kind="network", l2=float(value("l2_network")), hidden_units=units, **network, **place
        ),
        "trees": Trial(kind="trees", **place),
    }
    if features:
        texts = tuple(feature.text for feature in features)
        trials = {
            "logistic": trials["logistic"],
            "made": Trial(**logistic, features=texts),
            "network": trials["network"],
            "trees": trials["trees"],
        }
    return Setting(table, MappingProxyType(trials), features)


def _last_good() -> Setting:
    if _GOOD_KEY in st.session_state:
        return st.session_state[_GOOD_KEY]
    name = DEFAULTS["dataset"]
    place = {"dataset": name}
    return Setting(
        load(name),
        MappingProxyType(
            {
                "logistic": Trial(kind="logistic", l2=LOGISTIC_L2, **place),
                "network": Trial(kind="network", l2=NETWORK_L2, **place),
                "trees": Trial(kind="trees", **place),
            }
        ),
        (),
    )


def shown(setting: Setting) -> str:
    """Name the contest that is on the screen, safe in Markdown."""
    return f"the contest of {plain(setting.label)}"
