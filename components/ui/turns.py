"""Scripts take turns: one computes at a time, so that each is done sooner.

Python runs one thread at a time. Thirty scripts that share it by slices of half a millisecond all end late,
and the switching alone cost a third of the processor.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

LONGEST = 0.15  # seconds; who computes or waits for longer shares the processor with those after it


class Turns:
    """Who computes now and who comes after, first come, first served."""

    def __init__(self, longest: float = LONGEST) -> None:
        self._longest = longest
        self._changed = Condition()
        self._waiting: deque[object] = deque()
        self._now: object | None = None
        self._since = 0.0

    @property
    def taken(self) -> bool:
        """Whether it is somebody's turn."""
        return self._now is not None

    @property
    def waiting(self) -> int:
        """How many wait for theirs."""
        return len(self._waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, and have it until the block ends or has taken too long."""
        me = object()
        with self._changed:
            self._waiting.append(me)
            while (left := self._seconds_left(me)) != 0:
                self._changed.wait(left)
            self._waiting.popleft()
            self._now, self._since = me, time.monotonic()
            self._changed.notify_all()  # the next one watches the time
        try:
            yield
        finally:
            with self._changed:
                if self._now is me:
                    self._now = None
                    self._changed.notify_all()

    def _seconds_left(self, me: object) -> float | None:
        """Until it is the turn of `me`: 0 if now; None if nobody knows."""
        if self._waiting[0] is not me:
            return None
        if self._now is None:
            return 0
        return max(0, self._since + self._longest - time.monotonic())
