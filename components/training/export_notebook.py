"""Exports a script as a notebook: the script's lines in cells, words between them, a chart, the numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from components.concepts.early_stopping import EarlyStoppingRule, replay
from components.datasets.registry import DATASETS
from components.datasets.toys import OwnPoints
from components.training.export import script_parts
from components.training.recipe import Recipe
from components.training.run import TrainingRun

SHOWN_EPOCHS = 12  # of a long history the first, the last and some between


@dataclass(frozen=True)
class NotebookWords:
    """What stands between the cells, in Markdown.

    Attributes:
        title: the page's question.
        before: part of the script -> what is said before its cell; "chart" and "expect" among them.
        link: the address of the page with these settings; "" if it is not known.
    """

    title: str
    before: Mapping[str, str]
    link: str = ""


def to_notebook(
    recipe: Recipe,
    words: NotebookWords,
    rule: EarlyStoppingRule | None = None,
    own_points: OwnPoints | None = None,
    recorded: TrainingRun | None = None,
) -> str:
    """Write the notebook (nbformat 4.5) as JSON text.

    Args:
        recipe: what to train.
        words: between the cells.
        rule: put into `fit` as a callback; only MNIST has one.
        own_points: the visitor's points, if the recipe is for them.
        recorded: a training of this recipe, for the numbers to expect.
    """
    head = f"# {words.title}\n\n{words.before['start']}"
    cells = [_markdown(f"{head}\n\n[This page, as it was set]({words.link})" if words.link else head)]
    for name, lines in script_parts(recipe, rule, own_points).items():
        if name != "start":
            cells.append(_markdown(words.before[name]))
        cells.append(_code(lines))
    cells += [_markdown(words.before["chart"]), _code(_chart(validated=bool(recipe.validation_split)))]
    if recorded is not None:
        cells.append(_markdown(f"{words.before['expect']}\n\n{_numbers(recorded, recipe, rule)}"))
    return _written(cells)


def table_notebook(parts: Mapping[str, str], words: NotebookWords, expected: str = "") -> str:
    """Write the notebook of a contest on a visitor's table as JSON text.

    Args:
        parts: of its script, in order.
        words: between the cells.
        expected: the numbers that the app got, in Markdown.
    """
    cells = []
    for name, lines in parts.items():
        cells += [_markdown(words.before[name]), _code(lines)]
    cells[0] = _markdown(f"# {words.title}\n\n{words.before['start']}")
    if expected:
        cells.append(_markdown(f"{words.before['expect']}\n\n{expected}"))
    return _written(cells)


def _written(cells: list[dict[str, Any]]) -> str:
    """The file with these cells."""
    content = {
        "cells": [{**cell, "id": f"cell-{number}"} for number, cell in enumerate(cells)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _markdown(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": _lines(text)}


def _code(text: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": _lines(text),
    }


def _lines(text: str) -> list[str]:
    return text.strip().splitlines(keepends=True)


def _chart(*, validated: bool) -> str:
    validation = '    axes.plot(epochs, history.history[f"val_{name}"], "--", label="validation")\n'
    return f"""import matplotlib.pyplot as plt

epochs = range(1, len(history.history["loss"]) + 1)
figure, panels = plt.subplots(2, sharex=True, figsize=(8, 6))
for axes, name in zip(panels, ("loss", "accuracy")):
    axes.plot(epochs, history.history[name], label="train")
{validation if validated else ""}    axes.set_ylabel(name)
panels[0].legend()
panels[1].set_xlabel("epoch")
plt.show()
"""


def _numbers(run: TrainingRun, recipe: Recipe, rule: EarlyStoppingRule | None) -> str:
    """A table of the recorded history as far as the notebook's `fit` goes, and on what it was recorded."""
    stop = replay(run.lists, rule).stopped_epoch if rule is not None else None
    epochs = min(run.epochs, recipe.epochs) if stop is None else stop + 1
    names = [name for name in run.history if name.startswith("test_") == DATASETS[recipe.dataset].small]
    names = list(run.history) if DATASETS[recipe.dataset].small else names
    step = max(1, -(-epochs // SHOWN_EPOCHS))
    shown = sorted({1, epochs, *range(step, epochs + 1, step)}) if epochs else []
    rows = [
        f"| {epoch} | {' | '.join(f'{run.history[name][epoch - 1]:.6g}' for name in names)} |"
        for epoch in shown
    ]
    lines = [f"| epoch | {' | '.join(names)} |", "|" + " --- |" * (len(names) + 1), *rows]
    machine = ", ".join(f"{name} {version}" for name, version in run.machine.items())
    return "\n".join([*lines, "", f"Recorded with {machine}. Recipe `{recipe.digest[:12]}`."])
