"""The run store: reads and keeps recorded trainings, by the digest of their recipe.

It looks first into the runs that ship with the app, then into a directory of its own: the one that
`LAYERWISE_RUNS` names (a shared disk, for several web processes), else the user's cache directory.
"""

from __future__ import annotations

import logging
import os
from collections import OrderedDict
from pathlib import Path
from threading import Lock

import numpy as np
import platformdirs

from components.training.recipe import Recipe
from components.training.run import RunFormatError, TrainingRun

RECORDED = Path(__file__).parent / "recorded"
SMALL_BYTES = 200_000  # of a file
# In memory a run of MNIST has about 7 MB, one with two wide layers 100; points in the plane have 0.1, and do
# not push MNIST out.
MOST_BYTES, MOST_SMALL_BYTES = 60e6, 15e6
Stamp = tuple[int, int]  # time and size: they tell a file from the one that stood there before
log = logging.getLogger(__name__)


def default_directory() -> Path:
    """The directory of the runs of visitors: `LAYERWISE_RUNS`, else the user's cache directory."""
    named = os.environ.get("LAYERWISE_RUNS")
    return Path(named) if named else Path(platformdirs.user_cache_dir("layerwise")) / "runs"


class RunStore:
    """Reads and keeps runs. Safe to use from several threads and processes at once."""

    def __init__(self, directory: Path | None = None, recorded: Path = RECORDED) -> None:
        self.directory = directory or default_directory()
        self.recorded = recorded
        self._large, self._small = _Unpacked(MOST_BYTES), _Unpacked(MOST_SMALL_BYTES)

    def find(self, recipe: Recipe) -> TrainingRun | None:
        """The longest recording of this recipe's digest; None if there is none.

        A run with weights answers every request; one without them only requests for the history.
        """
        names = [_name(recipe.digest, "weights")]
        if recipe.keep == "history":
            names.append(_name(recipe.digest, "history"))
        paths = [place / name for name in names for place in (self.recorded, self.directory)]
        runs = [run for path in paths if (run := self._load(path))]
        return max(runs, key=lambda run: run.epochs, default=None)

    def by_digest(self, start: str) -> TrainingRun | None:
        """The run whose digest begins so (at least 12 characters); None if there is none."""
        if len(start) < 12 or not all(c in "0123456789abcdef" for c in start):
            return None
        for place in (self.recorded, self.directory):
            for path in sorted(place.glob(f"{start}*.npz")):
                if run := self._load(path):
                    return run
        return None

    def keep(self, run: TrainingRun) -> str:
        """Keep a run unless a longer one is kept already; return "" or a sentence why it could not be."""
        known = self.find(run.recipe)
        if known is not None and known.epochs >= run.epochs:
            return ""
        return self._write(self.directory, run, np.float32)

    def record(self, run: TrainingRun) -> Path:
        """Put a run among those that ship with the app, its weights in half precision.

        Raises:
            OSError: if it cannot be written.
        """
        if problem := self._write(self.recorded, run, np.float16):
            raise OSError(problem)
        return self.recorded / _name(run.digest, run.recipe.keep)

    def _load(self, path: Path) -> TrainingRun | None:
        try:
            stamp = path.stat()
        except OSError:
            return None
        unpacked = self._small if stamp.st_size <= SMALL_BYTES else self._large
        return unpacked.get(path, (stamp.st_mtime_ns, stamp.st_size))

    def _write(self, place: Path, run: TrainingRun, weights_as: type) -> str:
        try:
            run.save(place / _name(run.digest, run.recipe.keep), weights_as=weights_as)
        except OSError as error:
            reason = error.strerror or str(error)
            log.warning("run %s was not kept in %s: %s", run.digest[:12], place, reason)
            return f"This run was not kept for later visits ({reason.lower()}); it stays until the app ends."
        return ""


class _Unpacked:
    """The runs that were asked for last, unpacked; each is read once, however many ask for it at a time."""

    def __init__(self, most_bytes: float) -> None:
        self._most_bytes = most_bytes
        self._lock = Lock()
        self._runs: OrderedDict[tuple[Path, Stamp], TrainingRun | None] = OrderedDict()

    def get(self, path: Path, stamp: Stamp) -> TrainingRun | None:
        """The run of a file; the last one stays, however large it is."""
        key = path, stamp
        with self._lock:
            if key not in self._runs:
                self._runs[key] = _read(path)
            self._runs.move_to_end(key)
            sizes = [0 if run is None else run.bytes for run in self._runs.values()]
            while len(sizes) > 1 and sum(sizes) > self._most_bytes:
                self._runs.popitem(last=False)
                del sizes[0]
            return self._runs[key]


def _name(digest: str, keep: str) -> str:
    return f"{digest}.npz" if keep == "weights" else f"{digest}.{keep}.npz"


def _read(path: Path) -> TrainingRun | None:
    """Read a run; a damaged file is set aside, so that the recipe is trained anew."""
    try:
        run = TrainingRun.load(path)
        if not path.name.startswith(run.digest):
            raise RunFormatError("the file's name is not the digest of its recipe")
    except OSError:
        return None
    except RunFormatError as error:
        aside = path.with_suffix(".damaged")
        log.warning("%s is set aside as %s: %s", path.name, aside.name, error)
        try:
            os.replace(path, aside)
        except OSError as problem:  # a read-only directory: it is refused anew each time
            log.warning("%s could not be set aside: %s", path.name, problem)
        return None
    return run
