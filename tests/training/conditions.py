"""Waiting for a condition instead of for luck."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import psutil

T = TypeVar("T")


def wait_for(condition: Callable[[], T], *, seconds: float = 60.0, what: str = "") -> T:
    """Return the first true value of the condition; fail after the time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.02)
    raise AssertionError(f"not within {seconds:.0f} s: {what or condition}")


def wait_until_dead(processes: list[psutil.Process], *, seconds: float = 60.0) -> None:
    """Wait until all have ended; a zombie has, nobody has asked how."""
    wait_for(lambda: not any(map(_is_alive, processes)), seconds=seconds, what="an end of every process")


def _is_alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
