"""How often something may be done: a bucket that fills up steadily, and a count of the last minute."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable

MOST_TICKETS = 200  # in a room
MOST_ROOMS = 50
JOINS_A_SECOND = 5.0  # into a room; ...
JOINS_AT_ONCE = 15  # ... a class that comes through the door at once is let in within three seconds
WRONG_CODES = 10  # a minute, of one address
HOURS_KEPT = 24.0  # after the last use
MOST_PIECES = 20  # on the wall, of a pupil and a kind
LARGEST_PIECE = 8_000  # characters of JSON
ADDRESSES = 1_000  # that are remembered


class Bucket:
    """Lets so many through at once, and so many a second after that."""

    def __init__(self, a_second: float, at_once: int, clock: Callable[[], float]) -> None:
        self._a_second, self._at_once, self._clock = a_second, at_once, clock
        self._left, self._when = float(at_once), clock()

    def take(self) -> bool:
        """Whether one more may pass."""
        now = self._clock()
        self._left = min(self._at_once, self._left + (now - self._when) * self._a_second)
        self._when = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class WrongCodes:
    """Counts the wrong codes of each address within a minute."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def too_many(self, address: str) -> bool:
        """Whether an address has had its share."""
        times = self._times.get(address, deque())
        while times and times[0] < self._clock() - 60:
            times.popleft()
        return len(times) >= WRONG_CODES

    def count(self, address: str) -> None:
        """Note one more."""
        self._times.setdefault(address, deque(maxlen=WRONG_CODES)).append(self._clock())
        self._times.move_to_end(address)
        while len(self._times) > ADDRESSES:
            self._times.popitem(last=False)
