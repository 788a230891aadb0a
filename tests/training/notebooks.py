"""Runs an exported notebook as Jupyter does."""

from __future__ import annotations

import json
from typing import Any

import nbclient
import nbformat

from components.training.export_notebook import NotebookWords

PARTS = ("start", "data", "model", "training", "chart", "expect")
WORDS = NotebookWords("A question?", {part: f"About {part}." for part in PARTS}, "http://here/page?a=1")


def code_of(text: str) -> str:
    """The code of all cells, one after the other."""
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")


def run_notebook(text: str, answer: str, before: str = "") -> tuple[Any, list[str]]:
    """Run all cells; return the value of an expression at the end, and the kinds of output on the way.

    Args:
        text: of the notebook.
        answer: an expression of what JSON has.
        before: a line that is run first.
    """
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    first = nbformat.v4.new_code_cell(f"%matplotlib inline\n{before}")  # as where no variable says otherwise
    last = nbformat.v4.new_code_cell(f"import json; print(json.dumps({answer}))")
    notebook.cells = [first, *notebook.cells, last]
    nbclient.NotebookClient(notebook, timeout=250).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    kinds = [kind for output in outputs for kind in output.get("data", ())]
    return json.loads(outputs[-1]["text"]), kinds
