"""A class on one small machine: thirty visitors at once, and thirty trainings. About six minutes.

The server is started with its usual settings. What a visitor is sent over the websocket is what a browser
would draw; an exception among it is printed and ends the benchmark as failed. On a busy machine seconds mean
little: the processor time of the web process stands beside them.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import psutil

from components.training.engine import Engine
from components.training.recipe import Recipe
from components.training.request import TrainingRequest
from components.training.store import RunStore
from tests.benchmarks.visitor import Visitor

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.stem for path in ROOT.glob("pages/*/*.py") if path.parent.name != "start")
VISITORS = 30
SECONDS = 60.0  # of moves
ROUNDS = 10  # of every page by one visitor after the other, for what is never given back
MOVES = 5  # in a round, on each page
LONG = "mnist.rows=60000&mnist.epochs=100&mnist.use_early_stopping=false&mnist.seed={seed}"
TRAININGS = [Recipe(rows=6_000, epochs=10, keep="history", seed=seed) for seed in range(1001, 1031)]


class Server:
    """The app, started for this benchmark with a run store of its own."""

    def __init__(self, runs: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "streamlit", "run", "serve.py", f"--server.port={self.port}"]
        self._process = subprocess.Popen(
            [*command, "--server.headless=true"],
            cwd=ROOT,
            env={**os.environ, "LAYERWISE_RUNS": runs},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.web = psutil.Process(self._process.pid)
        while not self._is_healthy():
            time.sleep(0.05)

    @property
    def address(self) -> str:
        """Host and port."""
        return f"localhost:{self.port}"

    @property
    def megabytes(self) -> float:
        """Memory of the web process."""
        return self.web.memory_info().rss / 1e6

    @property
    def processor_seconds(self) -> float:
        """Of the web process so far."""
        times = self.web.cpu_times()
        return times.user + times.system

    def stop(self) -> None:
        """End it, and its workers."""
        self._process.terminate()
        self._process.wait(30)

    def _is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://{self.address}/_stcore/health", timeout=5):
                return True
        except OSError:
            return False


def run() -> None:
    """Measure everything, and say it line by line.

    Raises:
        SystemExit: if a visitor was sent an exception.
    """
    with tempfile.TemporaryDirectory() as runs:
        server = Server(runs)
        try:
            exceptions = asyncio.run(_visits(server))
        finally:
            server.stop()
    trainings()
    if exceptions:
        sys.exit(f"{len(exceptions)} exceptions were sent to visitors, the first: {exceptions[0]}")


async def _visits(server: Server) -> list[str]:
    exceptions: list[str] = []
    await asyncio.sleep(10)
    for line in ("class_cold_open", "class_warm_open"):
        async with _visitors(server, exceptions) as visitors:
            spent, started = server.processor_seconds, time.perf_counter()
            await _open(visitors)
            seconds = time.perf_counter() - started
            print(f"{line}: {seconds:.2f} s", _processor(server, spent, len(visitors)), flush=True)
    async with _visitors(server, exceptions) as visitors:
        await _open(visitors)
        await _moves(server, visitors, "class_moves")
    async with _visitors(server, exceptions, 2) as trainers:
        for seed, trainer in enumerate(trainers, start=901):
            await trainer.open("mnist", LONG.format(seed=seed))
            await trainer.press("mnist.train")
        for trainer in trainers:
            await _until_it_trains(trainer)
        async with _visitors(server, exceptions) as visitors:
            await _open(visitors)
            await _moves(server, visitors, "class_moves_training")
        for trainer in trainers:
            with contextlib.suppress(KeyError):
                await trainer.press("mnist.stop")
    print(f"class_memory: {server.megabytes:.0f} MB", flush=True)
    megabytes = [await _round(server, exceptions, number) for number in range(ROUNDS)]
    growth = megabytes[-1] / megabytes[0] - 1
    print(f"class_memory_rounds: {megabytes[-1]:.0f} MB, {growth:+.1%} from the first round to the tenth")
    return exceptions


@contextlib.asynccontextmanager
async def _visitors(
    server: Server, exceptions: list[str], count: int = VISITORS
) -> AsyncIterator[list[Visitor]]:
    visitors = [await Visitor(server.address, seed=seed).connect() for seed in range(count)]
    yield visitors
    for visitor in visitors:
        exceptions += visitor.exceptions
        await visitor.leave()


async def _until_it_trains(visitor: Visitor) -> None:
    """Wait until the page says which epoch is under way.

    Raises:
        TimeoutError: if it does not within minutes.
    """
    async with asyncio.timeout(300):
        while not any("**epoch " in given for given in visitor.components.values()):
            await asyncio.sleep(0.2)


async def _open(visitors: Sequence[Visitor]) -> None:
    await asyncio.gather(*(visitor.open(PAGES[i % len(PAGES)]) for i, visitor in enumerate(visitors)))


async def _moves(server: Server, visitors: Sequence[Visitor], line: str) -> None:
    end = time.perf_counter() + SECONDS
    pauses = random.Random(0)

    async def move(visitor: Visitor) -> list[float]:
        taken = []
        while True:
            await asyncio.sleep(pauses.uniform(1, 3))
            if time.perf_counter() > end:
                return taken
            if (seconds := await visitor.move()) is not None:
                taken.append(seconds)

    spent = server.processor_seconds
    taken = [seconds for moved in await asyncio.gather(*map(move, visitors)) for seconds in moved]
    p95 = statistics.quantiles(taken, n=20)[-1]
    print(
        f"{line}_p95: {1000 * p95:.0f} ms, median {1000 * statistics.median(taken):.0f} ms, "
        f"{len(taken)} moves",
        _processor(server, spent, len(taken)),
        flush=True,
    )


async def _round(server: Server, exceptions: list[str], number: int) -> float:
    for page in PAGES:
        async with _visitors(server, exceptions, 1) as (visitor,):
            visitor.reseed(number)
            await visitor.open(page)
            for _ in range(MOVES):
                await visitor.move()
    return server.megabytes


def _processor(server: Server, before: float, answers: int) -> str:
    return f"(processor {1000 * (server.processor_seconds - before) / answers:.0f} ms an answer)"


def trainings() -> None:
    """Thirty different trainings of 6,000 rows x 10 epochs on two warm workers."""
    os.environ["LAYERWISE_WORKERS"] = "2"
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine(RunStore(Path(folder) / "runs", Path(folder) / "recorded")).start()
        try:
            warm = [Recipe(rows=6_000, epochs=10, keep="history", seed=seed) for seed in (999, 1000)]
            _train(engine, warm)
            started = time.perf_counter()
            told = _train(engine, TRAININGS)
            print(f"class_trainings: {time.perf_counter() - started:.1f} s")
            print(f"class_waits_told: {told:.2f} times what they were (median)")
        finally:
            engine.close()


def _train(engine: Engine, recipes: Sequence[Recipe]) -> float:
    """Train them all; return by which factor the waits told at the beginning were wrong, the median."""
    asked = time.monotonic()
    keys = [engine.train(TrainingRequest(recipe), f"visitor {recipe.seed}") for recipe in recipes]
    waiting, told, began = set(keys), {}, {}
    while waiting:
        time.sleep(0.05)
        for key in list(waiting):
            view = engine.view(key)
            if view.state == "queued" and engine.ready:
                if time.monotonic() - asked > 5:  # once something of the present pace is known
                    told.setdefault(key, (time.monotonic(), view.wait))
            else:
                began.setdefault(key, time.monotonic())
            if view.ended:
                waiting.remove(key)
                if view.state != "finished":
                    raise RuntimeError(f"a training ended as {view.state}: {view.problem}")
    factors = [wait / max(began[key] - when, 0.1) for key, (when, wait) in told.items()]
    return statistics.median(factors) if factors else 1.0
