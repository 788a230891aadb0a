"""One process with Keras that answers what tests want to know of it: importing Keras takes 10 s and 700 MB.

A test asks through the fixture `in_keras`: `in_keras(function, *arguments)` calls the function there and
returns what it returns. All of them travel by pickle: the function stands at the top level of a module, and
imports Keras inside.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

from components.training.worker_preload import prepare_keras

Answer = TypeVar("Answer")
InKeras = Callable[..., Answer]
SECONDS = 250  # less than a test may take, so that the question that hangs is the one that fails


@contextlib.contextmanager
def keras_child() -> Iterator[InKeras]:
    """A function that calls another one in the process with Keras, which starts at the first question."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=prepare_keras) as child:
        yield lambda function, *arguments: child.submit(function, *arguments).result(SECONDS)


def printed(source: str) -> str:
    """What a program prints that the app shows; its names are its own."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(source, "shown by the app", "exec"), {"__name__": "__main__"})
    return said.getvalue()
