"""A contest on a table as Keras code: reading, folds, gaps, features, scaling, and both networks as set."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from components.concepts.folds import stratified_folds
from components.concepts.made_features import Feature, expand, parse_feature
from components.concepts.plain_text import shorten
from components.datasets.table_entries import TABLE_ENTRIES
from components.datasets.tables import Table
from components.training.contest import Contest
from components.training.fold_inputs import fold_inputs
from components.training.trial import (
    BATCH_SIZE,
    HELD_BACK,
    LOGISTIC_RATE,
    LOGISTIC_STEPS,
    MOST_STEPS_AN_EPOCH,
    NETWORK_RATE,
    Trial,
)

_USUAL = """
def usual(column):  # the median size of the values that are not 0
    sizes = np.abs(x[train, column])
    return np.median(sizes[sizes > 0])
"""
_DIVISOR = """
def divisor(column):  # kept away from 0, on its own side of it
    b, least = full[:, column], 0.01 * usual(column)
    return np.where(np.abs(b) < least, np.where(b < 0, -least, least), b)
"""
_SCALED = """
def scaled(columns):  # mean 0 and spread 1 over the training rows
    spread = columns[train].std(axis=0)
    return (columns - columns[train].mean(axis=0)) / np.where(spread > 0, spread, np.inf)
"""


def count_inputs(table: Table, features: Sequence[str], folds: int) -> tuple[int, int]:
    """How many inputs both models have in the first fold: with these made features, and without any."""
    train = stratified_folds(table.target, folds, 0)[0][0]
    with_made, without = (len(fold_inputs(table, made, train).names) for made in (features, ()))
    return with_made, without


def keras_lines(contest: Contest, counts: tuple[int, int] | None = None) -> str:
    """The first fold of a contest as a script: the same recipe; only its batches are shuffled otherwise.

    Args:
        contest: whose trials it shows.
        counts: what `count_inputs` says of it, if that is at hand: the inputs are fitted for it.
    """
    table, trials = contest.table, contest.trials
    logistic = trials.get("made", trials["logistic"])
    train = stratified_folds(table.target, logistic.folds, 0)[0][0]
    counts = counts or count_inputs(table, logistic.features, logistic.folds)
    parts = [
        "import keras\nimport numpy as np\nimport tensorflow as tf\nfrom keras import layers\n",
        _reading(table),
        _folds(logistic),
        _gaps(table),
        _made(table, logistic, train),
        _SCALED,
        f"x_logistic = scaled({'np.column_stack([inputs, made])' if logistic.features else 'inputs'})",
        "x_mlp = scaled(inputs)\n",
        _logistic(logistic, counts[0]),
        _network(trials["network"], counts[1], len(train)),
    ]
    return "\n".join(part for part in parts if part)


def _reading(table: Table) -> str:
    if not table.shipped:
        names = ", ".join(shorten(name, 20) for name in table.columns[:8])
        more = ", ..." if len(table.columns) > 8 else ""
        return (
            f"# Reading: x is your table as numbers, ({table.rows}, {len(table.columns)}), NaN where one is\n"
            f"# missing ({names}{more}); y is the target, 0 or 1.\n"
        )
    lines = [
        f"# Reading: {table.rows:,} rows, {len(table.columns)} columns and the target.",
        f'rows = np.loadtxt("{table.name}.csv", delimiter=",", skiprows=1)',
        "x, y = rows[:, :-1], rows[:, -1]",
    ]
    if zeros := [table.columns.index(name) for name in TABLE_ENTRIES[table.name].zero_is_missing]:
        lines += [
            f"for column in {zeros}:  # there 0 stands for a value that was never measured",
            "    x[x[:, column] == 0, column] = np.nan",
        ]
    return "\n".join([*lines, ""])


def _folds(trial: Trial) -> str:
    return f"""# The first of {trial.folds} folds. Each class is dealt out in turn: every fold has its share.
stream = np.random.default_rng(0)
order = np.concatenate([stream.permutation(np.flatnonzero(y == label)) for label in (0, 1)])
fold = np.empty(len(y), dtype=int)
fold[order] = np.arange(len(y)) % {trial.folds}
train, test = stream.permutation(np.flatnonzero(fold != 0)), np.flatnonzero(fold == 0)
"""


def _gaps(table: Table) -> str:
    if not table.missing:
        return "full = inputs = x\n"
    return """# Gaps get the median of the training rows, and an input of their own that says where they were.
full = np.where(np.isnan(x), np.nanmedian(x[train], axis=0), x)
gaps = np.flatnonzero(np.isnan(x[train]).any(axis=0))
inputs = np.column_stack([full, np.isnan(x[:, gaps])])
"""


def _made(table: Table, trial: Trial, train: np.ndarray) -> str:
    """The made features; learned from the training rows alone, as everything here."""
    if not trial.features:
        return ""
    parsed = [parse_feature(text, table.columns) for text in trial.features]
    groups = [feature for feature in parsed if not feature.columns]
    in_groups = set(chain.from_iterable(expand([group], table.columns) for group in groups))
    single = [feature for feature in parsed if feature.columns and feature not in in_groups]
    lines = [_expression(feature, table, train) for feature in (*groups, *single)]
    kinds = {feature.kind for feature in single}
    centred = kinds & {"product", "square"} or groups
    helpers = _USUAL if any("usual(" in line for line in lines) or "ratio" in kinds else ""
    helpers += _DIVISOR if "ratio" in kinds else ""
    body = "\n".join(f"    {line}," for line in lines)
    return (
        "# Made features, for logistic regression alone.\n"
        + ("centred = full - full[train].mean(axis=0)\n" if centred else "")
        + helpers
        + f"\nmade = np.column_stack([\n{body}\n])\n"
    )


def _expression(feature: Feature, table: Table, train: np.ndarray) -> str:
    at = [table.columns.index(name) for name in feature.columns]
    pairs = f"for i in range({len(table.columns)}) for j in range(i + 1, {len(table.columns)})"
    match feature.kind:
        case "squares":
            return "centred**2"
        case "products":
            return f"*[centred[:, i] * centred[:, j] {pairs}]"
        case "product":
            return f"centred[:, {at[0]}] * centred[:, {at[1]}]"
        case "square":
            return f"centred[:, {at[0]}] ** 2"
        case "ratio":
            return f"full[:, {at[0]}] / divisor({at[1]})"
        case "threshold":
            return f"full[:, {at[0]}] >= {feature.number:g}"
        case "bins":
            shares = f"np.arange(1, {feature.number:g}) / {feature.number:g}"
            edges = f"np.nanquantile(x[train, {at[0]}], {shares})"
            bins = f'np.searchsorted({edges}, full[:, {at[0]}], side="right")'
            return f"{bins}[:, None] == np.arange(1, {feature.number:g})"
    column = table.values[train, at[0]]
    if np.nanmin(column) > 0:
        return f"np.log(np.maximum(full[:, {at[0]}], np.nanmin(x[train, {at[0]}]) / 2))"
    return f"np.sign(full[:, {at[0]}]) * np.log1p(np.abs(full[:, {at[0]}]) / usual({at[0]}))"


def _logistic(trial: Trial, inputs: int) -> str:
    return f"""# Logistic regression: no hidden layer; every step over all training rows.
logistic = keras.Sequential([
    keras.Input(shape=({inputs},)),
    layers.Dense(
        1,
        activation="sigmoid",
        kernel_initializer="zeros",
        kernel_regularizer=keras.regularizers.L2({trial.l2:g} / (2 * len(train))),
    ),
])
rate = keras.optimizers.schedules.CosineDecay({LOGISTIC_RATE:g}, {LOGISTIC_STEPS})
adam = keras.optimizers.Adam(rate)
many = {LOGISTIC_STEPS // 10}  # steps at a time
logistic.compile(adam, "binary_crossentropy", metrics=["accuracy"], steps_per_execution=many)
every_row = tf.data.Dataset.from_tensors((x_logistic[train], y[train, None])).repeat()
logistic.fit(every_row, steps_per_epoch={LOGISTIC_STEPS}, verbose=0)
print(logistic.evaluate(x_logistic[test], y[test], verbose=0))
"""


def _network(trial: Trial, inputs: int, rows: int) -> str:
    fitted = round(rows * (1 - HELD_BACK)) if trial.early_stopping else rows
    batch = max(BATCH_SIZE, -(-fitted // MOST_STEPS_AN_EPOCH))
    hidden = ""
    for units in trial.hidden_units:
        hidden += f'    layers.Dense({units}, activation="{trial.activation}", kernel_regularizer=penalty),\n'
        hidden += f"    layers.Dropout({trial.dropout:g}),\n" if trial.dropout else ""
    stop, more = "", ""
    if trial.early_stopping:
        stop = (
            f"stop = keras.callbacks.EarlyStopping(patience={trial.patience}, restore_best_weights=True)\n"
            "# `train` is in random order, so its last tenth is random. (The page deals it out by class.)\n"
        )
        more = f", validation_split={HELD_BACK:g}, callbacks=[stop]"
    return f"""# The MLP.
keras.utils.set_random_seed(0)
penalty = keras.regularizers.L2({trial.l2:g} / (2 * len(train)))
mlp = keras.Sequential([
    keras.Input(shape=({inputs},)),
{hidden}    layers.Dense(1, activation="sigmoid", kernel_regularizer=penalty),
])
mlp.compile(keras.optimizers.Adam({NETWORK_RATE:g}), "binary_crossentropy", metrics=["accuracy"])
{stop}mlp.fit(x_mlp[train], y[train], batch_size={batch}, epochs={trial.epochs}, verbose=0{more})
print(mlp.evaluate(x_mlp[test], y[test], verbose=0))
"""
