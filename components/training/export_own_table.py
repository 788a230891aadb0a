"""Writes the contest on a visitor's file as a script that reads that very file and gives the same numbers.

What is learned by hand (folds, cells read as numbers or days) stands in it as it stands here: the source of
the functions that the app itself uses. Names and cells of the file are only ever written as Python strings.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable

from components.concepts.folds import stratified_folds, stratified_split
from components.concepts.made_features import parse_features
from components.datasets.csv_cells import days, number
from components.datasets.csv_columns import Column, Input
from components.datasets.csv_reader import MOST_ROWS, SAMPLE_SEED, RawTable
from components.datasets.csv_sheet import cell_text
from components.datasets.csv_target import ClassOne, missing_words
from components.training.contest import ROWS, Contest
from components.training.trial import (
    BATCH_SIZE,
    HELD_BACK,
    LOGISTIC_RATE,
    LOGISTIC_STEPS,
    MOST_STEPS_AN_EPOCH,
    NETWORK_RATE,
    Trial,
)

_EQUALS = '''
def equals(column, value, missing=()):
    """1 where a cell is the value, in whatever case; NaN where it is missing."""
    same = [cell.casefold() == value.casefold() for cell in column]
    return np.where([cell in missing for cell in column], np.nan, np.array(same, dtype=float))
'''
_PREPARE = '''
def scaled(columns, train):
    """Mean 0 and spread 1 over the training rows; a column that is the same in all of them becomes 0."""
    seen = columns[train]
    spread = np.where(seen.min(axis=0) < seen.max(axis=0), seen.std(axis=0), np.inf)
    return (columns - seen.mean(axis=0)) / np.where(spread > 0, spread, np.inf)


def filled(x, train):
    """Gaps get the median of the training rows."""
    empty = np.isnan(x[train]).all(axis=0)
    medians = np.nanmedian(np.where(empty, 0.0, x[train]), axis=0)
    return np.where(np.isnan(x), medians, x)
'''
_MADE = '''
def made_feature(kind, places, value, x, full, train):
    """What people make of columns; what it learns, it learns from the training rows."""
    a, centres = full[:, places[0]], full[train].mean(axis=0)[list(places)]
    seen = [column[~np.isnan(column)] for column in x[train][:, list(places)].T]
    seen = [column if len(column) else np.zeros(1) for column in seen]
    if kind == "square":
        return [(a - centres[0]) ** 2]
    if kind == "product":
        return [(a - centres[0]) * (full[:, places[1]] - centres[1])]
    if kind == "threshold":
        return [(a >= value).astype(float)]
    if kind == "bins":
        edges = np.quantile(seen[0], np.arange(1, value) / value)
        bin_of = np.searchsorted(edges, a, side="right")
        return [(bin_of == i).astype(float) for i in range(1, value)]
    sizes = np.abs(seen[-1][seen[-1] != 0])
    usual = np.median(sizes) if len(sizes) else 1.0
    if kind == "ratio":
        b, least = full[:, places[1]], 0.01 * usual  # b is kept away from 0, on its own side of it
        return [a / np.where(np.abs(b) < least, np.where(b < 0, -least, least), b)]
    if seen[0].min() > 0:  # a logarithm
        return [np.log(np.maximum(a, seen[0].min() / 2))]
    return [np.sign(a) * np.log1p(np.abs(a) / usual)]
'''
_INPUTS = '''
def inputs(x, train, features=()):
    """What a model reads: the columns, 1 where one was missing, and the made features; all scaled."""
    full = filled(x, train)
    gaps = np.flatnonzero(np.isnan(x[train]).any(axis=0))
    read = scaled(np.column_stack([full, np.isnan(x[:, gaps])]), train)
{made}    return read.astype("float32")
'''
_ADD_MADE = """    made = [made_feature(*feature, x, full, train) for feature in features]
    made = [column for columns in made for column in columns]
    if made:
        read = np.column_stack([read, scaled(np.column_stack(made), train)])
"""
_SCORES = '''
def show(name, answers):
    """The scores of the folds: target and probability of class 1 of each fold's test rows."""
    accuracy = [np.mean((p >= 0.5) == t) for t, p in answers]
    auc = [roc_auc_score(t, p) for t, p in answers]
    print(f"{name}: accuracy {np.mean(accuracy):.4f}, AUC {np.mean(auc):.4f}")
    print("  accuracy of the folds:", " ".join(f"{value:.4f}" for value in accuracy))
'''


def own_table_script(
    raw: RawTable, columns: tuple[Column, ...], class_one: ClassOne, contest: Contest
) -> str:
    """Write the script.

    Args:
        raw: the file.
        columns: as they were decided.
        class_one: of the target.
        contest: its table was made of these; its trials say which models compete.
    """
    return "\n".join(own_table_parts(raw, columns, class_one, contest).values())


def own_table_parts(
    raw: RawTable, columns: tuple[Column, ...], class_one: ClassOne, contest: Contest
) -> dict[str, str]:
    """Write the script in parts, in order: "start", "functions", "models", "data" and "training".

    Args:
        raw: the file.
        columns: as they were decided.
        class_one: of the target.
        contest: its table was made of these; its trials say which models compete.
    """
    features = any(trial.features for trial in contest.trials.values())
    used = [given.how for column in columns for given in column.inputs]
    functions = [number, *([days] if "days" in used else []), *([] if raw.source.codec else [cell_text])]
    functions += [stratified_folds, stratified_split] if _early(contest) else [stratified_folds]
    parts = {
        "start": [_head(raw)],
        "functions": [
            *(_source(function) for function in functions),
            _EQUALS if "equals" in used or "missing" in used or isinstance(class_one, str) else "",
            _PREPARE,
            _MADE if features else "",
            _INPUTS.format(made=_ADD_MADE if features else ""),
        ],
        "models": [*(_MODELS[trial.kind](trial) for trial in _first_of_each_kind(contest)), _SCORES],
        "data": [_reading(raw), _table(raw, columns, class_one, contest)],
        "training": [_features(contest), _contest(contest)],
    }
    return {name: "\n".join(_apart(part) for part in lines if part) for name, lines in parts.items()}


def _apart(part: str) -> str:
    """A part of the script with the empty lines below it that it needs."""
    return part.strip("\n") + ("\n\n" if part.lstrip().startswith("def ") else "\n")


def _head(raw: RawTable) -> str:
    reading = "import csv" if raw.source.codec else "from python_calamine import CalamineWorkbook"
    return f'''"""The contest on your table, from the file to the scores: put the file beside this script."""

from __future__ import annotations

{"import csv" + chr(10) if raw.source.codec else ""}import datetime
import re

import keras
import numpy as np
import tensorflow as tf
{"" if raw.source.codec else reading + chr(10)}from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score

tf.config.threading.set_intra_op_parallelism_threads(1)  # with several threads the last digits differ

PATH = {raw.name!r}
'''


def _source(function: Callable) -> str:
    """A function as the app uses it; what it says of types is left out with its module's imports."""
    return "\n" + inspect.getsource(function)


def _reading(raw: RawTable) -> str:
    source = raw.source
    if source.codec:
        lines = [
            f'with open(PATH, encoding={source.codec!r}, newline="") as file:',
            f"    reader = csv.reader(file, delimiter={source.separator!r}, skipinitialspace=True)",
            "    records = [[cell.strip() for cell in record] for record in reader]",
        ]
    else:
        lines = [
            "workbook = CalamineWorkbook.from_path(PATH)",
            "for sheet in workbook.sheet_names:  # the first with anything in it",
            "    rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)",
            "    records = [[cell_text(cell) for cell in row] for row in rows]",
            "    if any(any(record) for record in records):",
            "        break",
        ]
    lines += [
        f"records = [record for record in records if any(record)][{source.first}:{source.end}]  # the rows"
    ]
    if source.sampled:
        lines += [
            f"drawn = np.random.default_rng({SAMPLE_SEED}).choice(len(records), {MOST_ROWS}, replace=False)",
            "records = [records[row] for row in sorted(drawn)]",
        ]
    return "\n".join(["", "# Reading: a list of cells for each column.", *lines])


def _table(raw: RawTable, columns: tuple[Column, ...], class_one: ClassOne, contest: Contest) -> str:
    target = contest.table.target_name
    place = raw.columns.index(target)
    names = {target, *(column.name for column in columns if column.inputs)}
    where = {name: raw.source.places[i] for i, name in enumerate(raw.columns) if name in names}
    lines = ["cells = {"]
    lines += [f"    {name!r}: [record[{at}] for record in records]," for name, at in where.items()]
    lines += ["}", "", "# The target: 1 for class 1, and only rows that have one."]
    own = f"cells[{target!r}]"
    if raw.numbers[place] is not None:
        style = _style(raw, place)
        lines += [f"target = np.array([number(cell{style}) for cell in {own}])", "kept = ~np.isnan(target)"]
        if isinstance(class_one, float):
            lines += [f"y = (target >= {class_one!r}).astype(int)[kept]"]
        else:
            same = f'f"{{value + 0.0:.10g}}" == {class_one!r}'
            lines += [f"y = np.array([{same} for value in target[kept]]).astype(int)"]
    else:
        missing = _set(missing_words(raw.cells[place]))
        lines += [
            f"kept = np.array([cell not in {missing} for cell in {own}])",
            f"y = equals({own}, {class_one!r})[kept].astype(int)",
        ]
    lines += [
        "",
        "# The inputs: numbers as they are, words as columns of 0 and 1.",
        "x = np.column_stack([",
        "",
    ]
    for column in columns:
        lines += [f"    {_expression(raw, column, given)}," for given in column.inputs]
    return "\n".join([*lines, "])[kept]"]).replace("stack([\n\n", "stack([\n")


def _expression(raw: RawTable, column: Column, given: Input) -> str:
    place = raw.columns.index(column.name)
    cells = f"cells[{column.name!r}]"
    if given.how == "number":
        numbers = f"[number(cell{_style(raw, place)}) for cell in {cells}]"
        if column.marker is None:
            return numbers
        return f"[np.nan if value == {column.marker!r} else value for value in {numbers}]"
    if given.how == "days":
        found = raw.days[place]
        assert found is not None  # it has been decided a date
        return f"[days(cell, {found.order!r}) - {found.first!r} for cell in {cells}]"
    missing = _set(missing_words(raw.cells[place]))
    if given.how == "missing":
        return f"[float(cell in {missing}) for cell in {cells}]"
    alone = len(column.inputs) == 1 and missing != "set()"
    return f"equals({cells}, {given.value!r}{f', missing={missing}' if alone else ''})"


def _style(raw: RawTable, place: int) -> str:
    reading = raw.readings[place]
    assert reading is not None  # it has been read as numbers
    style = reading.style
    words = [f"decimal={style.decimal!r}"] if style.decimal != "." else []
    words += [f"thousands={style.thousands!r}"] if style.thousands else []
    words += [f"units={style.units!r}"] if style.units else []
    return "".join(f", {word}" for word in words)


def _set(cells: frozenset[str]) -> str:
    return "{" + ", ".join(repr(cell) for cell in sorted(cells)) + "}" if cells else "set()"


def _features(contest: Contest) -> str:
    """The made features: kind, places of its columns, and its number."""
    trial = contest.trials.get("made")
    if trial is None:
        return ""
    names = contest.table.columns
    lines = ["", "# Features that you made, for logistic regression: kind, columns, number.", "features = []"]
    for feature in parse_features(";".join(trial.features), names):
        at = tuple(names.index(name) for name in feature.columns)
        if feature.kind == "squares":
            lines.append(f'features += [("square", (i,), None) for i in range({len(names)})]')
        elif feature.kind == "products":
            pairs = f"for i in range({len(names)}) for j in range(i + 1, {len(names)})"
            lines.append(f'features += [("product", (i, j), None) {pairs}]')
        else:
            at = tuple(sorted(at)) if feature.kind == "product" else at
            value = int(feature.number) if feature.kind == "bins" else feature.number
            lines.append(f"features += [({feature.kind!r}, {at!r}, {value!r})]")
    return "\n".join([*lines, "features = list(dict.fromkeys(features))  # each counts once"])


def _early(contest: Contest) -> bool:
    return contest.trials["network"].early_stopping


def _first_of_each_kind(contest: Contest) -> list[Trial]:
    return list({trial.kind: trial for trial in contest.trials.values()}.values())


def _logistic(trial: Trial) -> str:
    return f'''
def logistic(x, y, seed):
    """Logistic regression: a network without a hidden layer, by Adam over all rows at once, from zero."""
    penalty = keras.regularizers.L2({trial.l2!r} / (2 * len(x)))
    zero = {{"kernel_initializer": "zeros", "kernel_regularizer": penalty}}
    dense = keras.layers.Dense(1, activation="sigmoid", **zero)
    model = keras.Sequential([keras.Input(shape=(x.shape[1],)), dense])
    rate = keras.optimizers.schedules.CosineDecay({LOGISTIC_RATE}, {LOGISTIC_STEPS})
    adam = keras.optimizers.Adam(rate)
    model.compile(adam, "binary_crossentropy", jit_compile=False, steps_per_execution={LOGISTIC_STEPS // 10})
    rows = tf.data.Dataset.from_tensors((x, y[:, None].astype("float32"))).repeat()
    model.fit(rows, steps_per_epoch={LOGISTIC_STEPS}, epochs=1, shuffle=False, verbose=0)
    return lambda rows: model.predict(rows, verbose=0)[:, 0]
'''


def _network(trial: Trial) -> str:
    dense = f'keras.layers.Dense({{}}, activation="{trial.activation}", kernel_regularizer=penalty)'
    layers = []
    for units in trial.hidden_units:
        layers.append(f"        {dense.format(units)},")
        if trial.dropout:
            layers.append(f"        keras.layers.Dropout({trial.dropout!r}),")
    stack = "\n".join(layers)
    before, after, more = "", "", ""
    if trial.early_stopping:
        before = f"""    fitted, held_back = stratified_split(y, {HELD_BACK}, seed)  # they say when to stop
    held = tf.data.Dataset.from_tensor_slices((x[held_back], y[held_back, None].astype("float32")))
    x, y = x[fitted], y[fitted]
"""
        after = "    stop = keras.callbacks.EarlyStopping("
        after += f"patience={trial.patience}, restore_best_weights=True)\n"
        more = "\n        callbacks=[stop], validation_data=held.batch(len(held_back)),"
    return f'''
def network(x, y, seed):
    """The multilayer perceptron."""
    keras.utils.set_random_seed(seed)
    penalty = keras.regularizers.L2({trial.l2!r} / (2 * len(x)))
    model = keras.Sequential([
        keras.Input(shape=(x.shape[1],)),
{stack}
        keras.layers.Dense(1, activation="sigmoid", kernel_regularizer=penalty),
    ])
{before}    batch = max({BATCH_SIZE}, -(-len(x) // {MOST_STEPS_AN_EPOCH}))
    steps = -(-len(x) // batch)
    adam = keras.optimizers.Adam({NETWORK_RATE})
    model.compile(adam, "binary_crossentropy", jit_compile=False, steps_per_execution=steps)
{after}    rows = tf.data.Dataset.from_tensor_slices((x, y[:, None].astype("float32")))
    rows = rows.shuffle(len(x), seed=seed).batch(batch).repeat()
    model.fit(
        rows, steps_per_epoch=steps, epochs={trial.epochs}, shuffle=False, verbose=0,{more}
    )
    return lambda rows: model.predict(rows, verbose=0)[:, 0]
'''.replace("\n\n        keras", "\n        keras")


def _trees(trial: Trial) -> str:
    return '''
def trees(x, y, seed):
    """Gradient-boosted trees, as scikit-learn has them."""
    model = HistGradientBoostingClassifier(random_state=seed).fit(x, y)
    return lambda rows: model.predict_proba(rows)[:, 1]
'''


_MODELS: dict[str, Callable[[Trial], str]] = {"logistic": _logistic, "network": _network, "trees": _trees}


def _contest(contest: Contest) -> str:
    trial = next(iter(contest.trials.values()))
    lines = ["", "# The contest: every model on the same folds."]
    dealt = f"stratified_folds(y, {trial.folds}, seed)"
    lines += [f"folds = [(seed, fold) for seed in range({trial.seeds}) for fold in {dealt}]"]
    for name, own in contest.trials.items():
        more = ", features" if name == "made" else ""
        lines += [
            "answers = []",
            "for seed, (train, test) in folds:",
            f"    rows = inputs(x, train{more})",
            f"    predict = {own.kind}(rows[train], y[train], seed)",
            "    answers.append((y[test], predict(rows[test])))",
            f"show({ROWS[name]!r}, answers)",
            "",
        ]
    return "\n".join(lines)
