"""A class in a room on one small machine: thirty pupils, a teacher. About two minutes.

Each line stands with its bar. On a busy machine seconds mean little: the processor time of the web process
stands beside them.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence

from tests.benchmarks.school_class import PAGES, Server
from tests.benchmarks.visitor import Visitor

PUPILS = 30
IDLE_SECONDS = 30.0
MOVE_SECONDS = 30.0
VOTE_SECONDS = 12.0  # within which the class votes
LOOK_SECONDS = 0.02
MOST_SECONDS = 60.0  # for what all wait for
MOVES_PAGES = [page for page in PAGES if page not in ("classroom", "plans")]


def run() -> None:
    """Measure everything, and say it line by line.

    Raises:
        SystemExit: if a visitor was sent an exception.
    """
    with tempfile.TemporaryDirectory() as runs:
        server = Server(f"{runs}/runs")
        try:
            exceptions = asyncio.run(_lesson(server))
        finally:
            server.stop()
    if exceptions:
        sys.exit(f"{len(exceptions)} exceptions were sent to visitors, the first: {exceptions[0]}")


async def _lesson(server: Server) -> list[str]:
    await asyncio.sleep(10)
    teacher = await Visitor(server.address).connect()
    await teacher.open("classroom")
    await _say_what_is_kept(teacher)
    await teacher.press("classroom.open")
    code = _written(teacher)["teacher"].partition(".")[0]
    pupils = [await Visitor(server.address, seed=seed).connect() for seed in range(PUPILS)]
    await _join(server, pupils, code)
    await _vote(teacher, pupils)
    await _rest(server)
    await _move(server, pupils)
    for visitor in (teacher, *pupils):
        await visitor.leave()
    return [sentence for visitor in (teacher, *pupils) for sentence in visitor.exceptions]


async def _join(server: Server, pupils: Sequence[Visitor], code: str) -> None:
    spent, started = server.processor_seconds, time.perf_counter()

    async def join(pupil: Visitor) -> None:
        await pupil.open("classroom", f"classroom.room={code}")
        await _say_what_is_kept(pupil)
        await _until(lambda: "ticket" in _written(pupil))

    await asyncio.gather(*map(join, pupils))
    seconds = time.perf_counter() - started
    used = server.processor_seconds - spent
    print(f"room_join: {seconds:.2f} s for {PUPILS} at once, bar 5 s (processor {used:.1f} s)", flush=True)


async def _vote(teacher: Visitor, pupils: Sequence[Visitor]) -> None:
    await teacher.press("classroom.next")
    cast: list[float] = []
    pauses = random.Random(0)

    async def vote(pupil: Visitor) -> None:
        await asyncio.sleep(pauses.uniform(0, VOTE_SECONDS))
        await _until(lambda: bool(_answers(pupil)))
        answer = pauses.choice(_answers(pupil))
        cast.append(time.perf_counter())
        await pupil.press(answer)

    async def watch() -> list[float]:
        counted: list[float] = []
        async with asyncio.timeout(VOTE_SECONDS + MOST_SECONDS):
            while len(counted) < PUPILS:
                await asyncio.sleep(LOOK_SECONDS)
                counts = [text for text in teacher.texts if text.endswith(f" of {PUPILS}")]
                now = int(counts[-1].split()[0]) if counts else 0
                counted += [time.perf_counter()] * (now - len(counted))
        return counted

    counted, *_ = await asyncio.gather(watch(), *map(vote, pupils))
    waits = sorted(seen - when for when, seen in zip(sorted(cast), counted, strict=True))
    p95 = statistics.quantiles(waits, n=20)[-1]
    median = statistics.median(waits)
    print(
        f"room_vote_p95: {p95:.2f} s until the teacher's count, median {median:.2f} s, bar 2.5 s", flush=True
    )


async def _rest(server: Server) -> None:
    await asyncio.sleep(5)
    spent, started = server.processor_seconds, time.perf_counter()
    await asyncio.sleep(IDLE_SECONDS)
    share = (server.processor_seconds - spent) / (time.perf_counter() - started)
    print(f"room_idle: {share:.1%} of a core for {PUPILS} pupils who wait, bar 10 %", flush=True)


async def _move(server: Server, pupils: Sequence[Visitor]) -> None:
    """Pupils explore: the line of the room is looked at on every page, every two seconds."""
    await asyncio.gather(*(pupil.open(MOVES_PAGES[i % len(MOVES_PAGES)]) for i, pupil in enumerate(pupils)))
    end, pauses = time.perf_counter() + MOVE_SECONDS, random.Random(1)
    taken: list[float] = []

    async def move(pupil: Visitor) -> None:
        while time.perf_counter() < end:
            await asyncio.sleep(pauses.uniform(1, 3))
            if (seconds := await pupil.move()) is not None:
                taken.append(seconds)

    spent = server.processor_seconds
    await asyncio.gather(*map(move, pupils))
    p95, median = statistics.quantiles(taken, n=20)[-1], statistics.median(taken)
    each = (server.processor_seconds - spent) / len(taken)
    print(
        f"room_moves_p95: {1000 * p95:.0f} ms, median {1000 * median:.0f} ms, {len(taken)} moves, "
        f"bar: that of class_moves (processor {1000 * each:.0f} ms an answer)",
        flush=True,
    )


async def _say_what_is_kept(visitor: Visitor) -> None:
    """Say what a browser says that has never been in a room."""
    session = json.loads(visitor.component("_room"))["session"]
    await visitor.tell("_room", {"kept": {"ticket": "", "teacher": "", "session": session}})


def _written(visitor: Visitor) -> dict[str, str]:
    """What the browser was given to keep: "ticket", "teacher"."""
    with contextlib.suppress(KeyError, ValueError):
        return json.loads(visitor.component("_room"))["write"]
    return {}


def _answers(pupil: Visitor) -> list[str]:
    keys = [control.key for control in pupil.controls.values() if not control.proto.disabled]
    return [key for key in keys if key.startswith("classroom.answer_")]


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(MOST_SECONDS):
        while not holds():
            await asyncio.sleep(LOOK_SECONDS)
