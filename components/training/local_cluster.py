"""The child process that runs the local workers: `python -m components.training.local_cluster`.

It runs a Dask LocalCluster, prints one JSON line (address and keys) on its standard output, and ends with
every worker when its standard input closes: so nothing is left behind however the app dies.

A LocalCluster inside the app would not do: each worker would run app.py again, since that is `__main__`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading

import dask
import psutil
from dask.system import CPU_COUNT
from distributed import LocalCluster, Security
from distributed.core import Status
from distributed.system import MEMORY_LIMIT

GIGABYTES_A_WORKER = 1.5  # Keras and TensorFlow, MNIST, a few compiled models
GIGABYTES_FOR_THE_REST = 0.5  # the web process and the scheduler
MOST_WORKERS = 4
LOOK_SECONDS = 1.0
GIVEN_UP = (Status.closed, Status.failed)
PRELOAD = "components.training.worker_preload"
SETTINGS = {
    "distributed.scheduler.allowed-failures": 0,  # the engine says what becomes of a task whose worker died
    "distributed.deploy.lost-worker-timeout": "1h",  # Keras may take longer to start than the usual 15 s
    "distributed.worker.memory.target": False,  # what a visitor brings is not spilled to the disk
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": False,
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",  # whether a process hangs; Dask looks 50 times a second
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
}


def number_of_workers() -> int:
    """One a core, at most four and no more than memory allows; `LAYERWISE_WORKERS` overrides it.

    Cores and memory are those of the container, where there is one.

    Raises:
        SystemExit: if `LAYERWISE_WORKERS` is not a number from 0 to 64; the app starts no cluster for 0.
    """
    named = os.environ.get("LAYERWISE_WORKERS", "")
    if named:
        if not named.isdigit() or not 1 <= int(named) <= 64:
            raise SystemExit(f"LAYERWISE_WORKERS is {named!r}; it has to be a number from 0 to 64.")
        return int(named)
    free = min(MEMORY_LIMIT - GIGABYTES_FOR_THE_REST * 2**30, psutil.virtual_memory().available)
    return max(1, min(CPU_COUNT, MOST_WORKERS, int(free / 2**30 / GIGABYTES_A_WORKER)))


def main() -> None:
    """Run the cluster until standard input closes."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--without-keras", action="store_true", help="workers for tests that need none")
    plain = arguments.parse_args().without_keras
    dask.config.set(SETTINGS)
    security = Security.temporary()
    cluster = LocalCluster(
        n_workers=number_of_workers(),
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",  # Dask insists on a web server: it has no pages here
        memory_limit=0,  # a limit would pause a worker at 80 % of it
        security=security,
        **({} if plain else {"preload": [PRELOAD]}),
    )
    announcement = {
        "address": cluster.scheduler_address,
        "ca": security.tls_ca_file,
        "certificate": security.tls_client_cert,
        "key": security.tls_client_key,
    }
    print(json.dumps(announcement), flush=True)
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    while not ended.wait(LOOK_SECONDS):
        replace_given_up(cluster)
    end_children()
    os._exit(0)


def replace_given_up(cluster: LocalCluster) -> None:
    """Start another worker for each that Dask has given up: it does so if one dies while it starts."""
    given_up = [name for name, nanny in cluster.workers.items() if nanny.status in GIVEN_UP]
    for name in given_up:
        del cluster.workers[name]
    if given_up:
        cluster.scale(len(cluster.worker_spec))  # starts what the specification has and the cluster has not


def end_children() -> None:
    """End every process below this one, at once."""
    for child in psutil.Process().children(recursive=True):
        try:
            child.kill()
        except psutil.NoSuchProcess:
            continue


if __name__ == "__main__":
    main()
