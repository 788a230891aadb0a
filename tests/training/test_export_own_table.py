"""The script for a visitor's file: run as it is on the file, it gives the numbers of the app."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from components.datasets.csv_reader import read_csv
from components.datasets.csv_table import decided, to_table
from components.datasets.csv_target import ClassOne, likely_target, target_choice
from components.training.contest import Contest
from components.training.export_notebook import NotebookWords, table_notebook
from components.training.export_own_table import own_table_parts, own_table_script
from components.training.trial import OWN_TABLE, Trial, TrialResult
from components.training.worker_fold import train_fold
from tests.datasets.csv_cases import CASES, sheet_rows, workbook
from tests.keras_child import printed
from tests.training.notebooks import code_of

pytestmark = pytest.mark.keras

HOSTILE = '"""); import os  # {x}'  # a name that would end a string, if it were written as one


def _messy() -> bytes:
    """200 rows with everything that a column may be, in a file as Excel writes it in Germany."""
    stream = np.random.default_rng(0)
    x = stream.normal(size=(200, 2))
    quoted = HOSTILE.replace('"', '""')
    lines = [f'# made up;;;;;;\nid;"{quoted}";Preis;Größe;Farbe;Tag;Antwort']
    for i, (a, b) in enumerate(x):
        cells = [
            str(i + 1),
            "k.A." if i % 20 == 0 else f"{a:.4f}".replace(".", ","),
            f"{1000 * abs(b) + 1000:,.2f} €".replace(",", " ").replace(".", ","),
            "-999" if i % 30 == 1 else f"{100 * b:.1f}".replace(".", ","),
            ("Rot", "rot", "blau", "grün", "")[i % 5],
            f"{1 + i % 28:02d}.{1 + i % 12:02d}.2024",
            ("JA", "ja")[i % 2] if a * b > 0 else "nein",
        ]
        lines.append(";".join(cells))
    return "\n".join(lines).encode("cp1252")


FILES: dict[str, tuple[bytes, dict[str, str], ClassOne | None, tuple[str, ...], dict]] = {
    "messy.csv": (
        _messy(),
        {"Größe": "marked"},
        None,
        ("products", "squares", 'bins("Preis (€)",3)'),
        {"early_stopping": True, "patience": 2, "dropout": 0.2},
    ),
    "people.xlsx": (workbook(sheet_rows()), {}, "no", ("age/income", "log(income)", "age>=30"), {}),
    "grades.csv": (CASES["grades"], {}, 6.0, (), {"hidden_units": ()}),
}


SMALL = {"hidden_units": (5,), "epochs": 6, "l2": 3.0}


def _trained(trial: Trial, contest: Contest) -> list[float]:
    folds = [train_fold(trial, contest.table, place) for place in trial.tasks]
    return [float(((f.probabilities >= 0.5) == contest.table.target[f.test_rows]).mean()) for f in folds]


@pytest.mark.parametrize("name", FILES)
def test_the_script_gives_the_same_numbers(name: str, tmp_path: Path, in_keras) -> None:
    content, kinds, one, features, network = FILES[name]
    raw = read_csv(content, name)
    target = raw.columns[likely_target(raw)]
    columns = decided(raw, target, kinds)
    table = to_table(raw, target, one, columns=columns, salt="visit")
    own = {"brought": table.digest, "folds": 2}
    trials = {
        "logistic": Trial(OWN_TABLE, "logistic", **own),
        "made": Trial(OWN_TABLE, "logistic", features=features, **own),
        "network": Trial(
            OWN_TABLE, "network", **{"hidden_units": (5,), "epochs": 6, "l2": 3.0, **network, **own}
        ),
        "trees": Trial(OWN_TABLE, "trees", **own),
    }
    if not features:
        del trials["made"]
    contest = Contest(table, {key: TrialResult(trial, ()) for key, trial in trials.items()}, features)
    positive = target_choice(raw, target).guess if one is None else one
    script = own_table_script(raw, columns, positive, contest)
    parts = own_table_parts(raw, columns, positive, contest)
    words = NotebookWords("A question?", {part: f"About {part}." for part in (*parts, "expect")})
    notebook = code_of(table_notebook(parts, words, "| model |"))
    assert notebook.split() == script.split()
    script = notebook if name == "grades.csv" else script
    (tmp_path / name).write_bytes(content)
    said = in_keras(printed, script.replace(f"PATH = {name!r}", f"PATH = {str(tmp_path / name)!r}"))
    told = [
        list(map(float, line.split(":")[1].split())) for line in said.splitlines() if "of the folds" in line
    ]
    expected = [in_keras(_trained, trial, contest) for trial in trials.values()]
    assert len(told) == len(expected)
    np.testing.assert_allclose(told, expected, atol=6e-5)


def test_names_of_the_file_are_strings_in_the_script_and_nothing_else() -> None:
    raw = read_csv(_messy(), "messy.csv")
    columns = decided(raw, "Antwort")
    table = to_table(raw, "Antwort", columns=columns)
    trial = Trial(OWN_TABLE, "network", brought=table.digest)
    contest = Contest(table, {"network": TrialResult(trial, ())})
    script = own_table_script(raw, columns, "JA", contest)
    assert HOSTILE not in re.sub(re.escape(repr(HOSTILE)), "", script)
    compile(script, "script", "exec")
