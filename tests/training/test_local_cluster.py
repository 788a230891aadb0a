"""How many workers the app starts: by the container's cores and memory, not by the machine's."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from distributed import LocalCluster

from components.training import local_cluster
from components.training.local_cluster import number_of_workers, replace_given_up
from tests.training.conditions import wait_for


@pytest.mark.parametrize(
    ("cores", "container", "machine", "workers"),
    [
        (2, 2, 64, 1),  # a container of 2 GB on a large machine
        (2, 4, 64, 2),
        (1, 64, 64, 1),
        (32, 64, 64, 4),
        (4, 8, 3.2, 2),  # other programs have taken the rest
        (2, 0.5, 64, 1),  # one at least
    ],
)
def test_by_the_container(
    monkeypatch: pytest.MonkeyPatch, cores: int, container: float, machine: float, workers: int
) -> None:
    monkeypatch.delenv("LAYERWISE_WORKERS", raising=False)
    monkeypatch.setattr(local_cluster, "CPU_COUNT", cores)
    monkeypatch.setattr(local_cluster, "MEMORY_LIMIT", int(container * 2**30))
    free = SimpleNamespace(available=int(machine * 2**30))
    monkeypatch.setattr(local_cluster.psutil, "virtual_memory", lambda: free)
    assert number_of_workers() == workers


def test_by_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYERWISE_WORKERS", "3")
    assert number_of_workers() == 3
    for wrong in ("65", "two", "-1", "1.5"):
        monkeypatch.setenv("LAYERWISE_WORKERS", wrong)
        with pytest.raises(SystemExit, match="from 0 to 64"):
            number_of_workers()


def test_a_worker_that_dask_has_given_up_is_replaced() -> None:
    with LocalCluster(n_workers=1, processes=False, dashboard_address=None) as cluster:
        (lost,) = cluster.workers.values()
        cluster.sync(lost.close)
        replace_given_up(cluster)
        wait_for(lambda: [w for w in cluster.workers.values() if w.status.name == "running"], what="another")
        assert lost not in cluster.workers.values()
        replace_given_up(cluster)  # has nothing to do
        assert len(cluster.workers) == 1
