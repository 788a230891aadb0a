"""What a websocket writes reaches the wire whole, in order, and at once."""

import asyncio

from components.ui.websocket_writes import Together
from tests.ui import apart


class Wire:
    """Stands for a transport: notes what it is told."""

    def __init__(self):
        self.told = []

    def write(self, data):
        self.told.append(data)

    def close(self):
        self.told.append("closed")

    def is_closing(self):
        return "closed" in self.told


def test_one_turn_of_the_loop_is_one_write():
    async def write():
        together = Together(wire := Wire())
        for data in (b"a", b"b", b"c"):
            together.write(data)
        assert wire.told == []
        await asyncio.sleep(0)
        together.write(b"d")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert wire.told == [b"abc", b"d"]

    apart.run(write())


def test_what_is_written_before_closing_is_not_lost():
    async def close():
        together = Together(wire := Wire())
        together.write(b"bye")
        together.close()
        assert together.is_closing()
        await asyncio.sleep(0)
        assert wire.told == [b"bye", "closed"]

    apart.run(close())
