"""The connection to the workers, of a local cluster in a child process or of an outside scheduler."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from distributed import Client, Security

ROOT = Path(__file__).parents[2]
ADDRESS = "DASK_SCHEDULER_ADDRESS"
WORKERS = "LAYERWISE_WORKERS"
CHILD_SECONDS = 60  # a busy machine takes long to start Python a few times
CONNECT_SECONDS = 10
MOST_RETRY_SECONDS = 30.0  # between two tries to reach an outside scheduler: 1, 2, 4, ... 30
LOCAL_RETRY_SECONDS = 1.0  # a child process that cannot start is not tried five times a second
WITHOUT_WORKERS_SECONDS = 60  # after that a cluster of our own is given up and made anew
NOT_TOLD = ("absl::InitializeLog()", "oneDNN custom operations are on")  # of what the workers print
log = logging.getLogger(__name__)


class ConnectionFailedError(Exception):
    """The workers cannot be reached at the moment; the sentence says why."""


class Connection:
    """A Dask client and, for local workers, the child process behind it. Single use: open it once."""

    def __init__(self, *, with_keras: bool = True) -> None:
        self.outside = os.environ.get(ADDRESS, "")
        self._with_keras = with_keras
        self._child: subprocess.Popen | None = None
        self._client: Client | None = None
        self._last_worker = time.monotonic()

    def open(self, topic: str, on_event: Callable[[dict[str, Any]], None]) -> None:
        """Start what is needed and subscribe to a topic.

        Raises:
            ConnectionFailedError: if the scheduler does not answer or the child process does not start.
        """
        try:
            self._client = self._outside_client() if self.outside else self._local_client()
            self._client.subscribe_topic(topic, lambda event: on_event(event[1]))
        except ConnectionFailedError:
            self.close()
            raise
        except Exception as error:  # Dask reports a missing scheduler in several ways
            log.warning("no connection: %r", error)
            self.close()
            where = f"The scheduler at {self.outside}" if self.outside else "The worker process"
            raise ConnectionFailedError(f"{where} does not answer.") from error
        self._last_worker = time.monotonic()

    def retry_seconds(self, failures: int) -> float:
        """Seconds to wait before the next try after so many failures in a row, from 1.

        An outside scheduler may be down for hours, so each wait is twice the last one, up to half a minute.
        """
        if not self.outside:
            return LOCAL_RETRY_SECONDS
        return min(MOST_RETRY_SECONDS, 2.0 ** min(failures - 1, 10))

    @property
    def child_pid(self) -> int | None:
        """The process of the local cluster."""
        return None if self._child is None else self._child.pid

    @property
    def client(self) -> Client:
        """The open client."""
        assert self._client is not None, "open() comes first"
        return self._client

    def workers(self) -> int:
        """How many tasks can run at once at the moment.

        Raises:
            ConnectionFailedError: if the cluster is gone, or a local one has been without workers for long.
        """
        if self._child is not None and self._child.poll() is not None:
            raise ConnectionFailedError("The worker processes ended.")
        if self.client.status != "running":
            raise ConnectionFailedError("The connection to the workers was lost.")
        try:
            count = sum(self.client.nthreads().values())
        except Exception as error:
            raise ConnectionFailedError("The connection to the workers was lost.") from error
        if count:
            self._last_worker = time.monotonic()
        elif self._child is not None and time.monotonic() - self._last_worker > WITHOUT_WORKERS_SECONDS:
            raise ConnectionFailedError("All workers ended.")
        return count

    def close(self) -> None:
        """Leave the cluster; one of our own ends with its workers."""
        if self._client is not None:
            try:
                self._client.close(timeout=2)
            except Exception as error:  # it may hang on a scheduler that is gone
                log.info("closing the client: %r", error)
            self._client = None
        if self._child is not None:
            if self._child.stdin is not None:
                self._child.stdin.close()  # tells it to end
            try:
                self._child.wait(timeout=5)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()
            if self._child.stdout is not None:
                self._child.stdout.close()
            self._child = None

    def _outside_client(self) -> Client:
        return Client(self.outside, timeout=CONNECT_SECONDS, set_as_default=False)

    def _local_client(self) -> Client:
        command = [sys.executable, "-m", "components.training.local_cluster"]
        if not self._with_keras:
            command.append("--without-keras")
        self._child = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": _with_root(os.environ.get("PYTHONPATH", ""))},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        threading.Thread(target=_pass_on, args=(self._child.stderr,), daemon=True).start()
        announcement = _read_line(self._child)
        security = Security(
            tls_ca_file=announcement["ca"],
            tls_client_cert=announcement["certificate"],
            tls_client_key=announcement["key"],
            require_encryption=True,
        )
        return Client(
            announcement["address"], security=security, timeout=CONNECT_SECONDS, set_as_default=False
        )


def _with_root(path: str) -> str:
    return os.pathsep.join(part for part in (str(ROOT), path) if part)


def _pass_on(errors: TextIO) -> None:
    """Print what the workers print, but for what TensorFlow says of itself whenever it is imported."""
    with errors, contextlib.suppress(ValueError):  # the child was closed meanwhile
        for line in errors:
            if not any(words in line for words in NOT_TOLD):
                print(line, end="", file=sys.stderr)


def _read_line(child: subprocess.Popen) -> dict[str, str]:
    """The child's announcement."""
    assert child.stdout is not None
    if sys.platform != "win32":  # select reads pipes everywhere else
        ready, _, _ = select.select([child.stdout], [], [], CHILD_SECONDS)
        if not ready:
            raise ConnectionFailedError("The worker processes did not start in time.")
    line = child.stdout.readline()
    if not line:
        raise ConnectionFailedError(f"The worker processes did not start (exit code {child.wait()}).")
    return json.loads(line)


def why_off() -> str:
    """Say in a sentence why this app trains nothing: it was told to have no workers; "" if it does."""
    if os.environ.get(ADDRESS) or os.environ.get(WORKERS, "").strip() != "0":
        return ""
    return "Training is off on this server: it shows what is recorded."


def quiet_dask() -> None:
    """Keep Dask from logging a traceback for every lost connection: the engine says it in a sentence."""
    for name in ("distributed", "distributed.client", "distributed.core"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
