"""Processes with Keras that answer what tests want to know of it: importing Keras takes 10 s and 700 MB.

A test asks through a fixture: `in_keras(function, *arguments)` calls the function in a process that is
prepared as a worker is, `in_notebook(...)` in a plain one, as a visitor's who took code home. All of them
travel by pickle: the function stands at the top level of a module, and imports Keras inside.
"""

from __future__ import annotations

import contextlib
import io
import runpy
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

from components.training.worker_preload import prepare_keras

Answer = TypeVar("Answer")
InKeras = Callable[..., Answer]
SECONDS = 250  # less than a test may take, so that the question that hangs is the one that fails


@contextlib.contextmanager
def keras_child() -> Iterator[InKeras]:
    """A function that calls another one in a process like a worker's, which starts at the first question."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=prepare_keras) as child:
        yield lambda function, *arguments: child.submit(function, *arguments).result(SECONDS)


@contextlib.contextmanager
def plain_child() -> Iterator[InKeras]:
    """The same for a process in which nothing of ours has been imported or set."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as child:
        yield lambda function, *arguments: child.submit(function, *arguments).result(SECONDS)


def run_script(path: str, *arguments: str) -> dict[str, Any]:
    """Run a script that the app exports; return the history and the weights that it ends with."""
    sys.argv = [path, *arguments]
    with contextlib.redirect_stdout(io.StringIO()):
        names = runpy.run_path(path)
    history = names["history"].history if "history" in names else None
    return {"history": history, "weights": names["model"].get_weights()}


def printed(source: str) -> str:
    """What a program prints that the app shows; its names are its own."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(source, "shown by the app", "exec"), {"__name__": "__main__"})
    return said.getvalue()
