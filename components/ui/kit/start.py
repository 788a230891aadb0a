"""What pages need and no visitor changes: made once, right after the server has started.

Without this the first visitor of a view waits for it, and with a class thirty do so at once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made", bound=Callable[..., object])
_CONTEXT = "streamlit.runtime.scriptrunner_utils.script_run_context"  # the logger
_TASKS: list[Callable[[], object]] = []


def at_start(make: Made, *given: object) -> Made:
    """Let the server call a function that keeps what it returns; also as a decorator.

    Args:
        make: cached, by Streamlit or by functools.
        given: its arguments.

    Returns:
        The function.
    """
    _TASKS.append(lambda: make(*given))
    return make


def make_all() -> None:
    """Call every one of them, one after the other."""
    log = logging.getLogger(_CONTEXT)
    level = log.level
    log.setLevel(logging.ERROR)  # no script is under way, of which Streamlit would warn
    try:
        for task in _TASKS:
            task()
    finally:
        log.setLevel(level)
