"""Every test runs offline, with a run store and workers of its own."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BROWSER = ROOT / "tests" / "browser"
os.environ["LAYERWISE_RUNS"] = tempfile.mkdtemp(prefix="layerwise-test-runs-")  # of this process alone
os.environ.setdefault("LAYERWISE_WORKERS", "1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ.pop("DASK_SCHEDULER_ADDRESS", None)


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file in one process of `make test`; the browser tests, with their one app, share one."""
    for item in items:
        group = "browser" if BROWSER in item.path.parents else item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT
