"""Every test runs offline, with a run store and workers of its own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

from tests.keras_child import InKeras, keras_child

ROOT = Path(__file__).parents[1]
os.environ["LAYERWISE_RUNS"] = tempfile.mkdtemp(prefix="layerwise-test-runs-")  # of this process alone
os.environ.setdefault("LAYERWISE_WORKERS", "1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ.pop("DASK_SCHEDULER_ADDRESS", None)


class _ByFile(LoadScopeScheduling):
    """Deals out whole files; all browser tests go to one process, with their one app."""

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/browser/") else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> _ByFile:
    """Group by what tests share; the marker of pytest-xdist 3.8 for this does nothing under pytest 9.2."""
    return _ByFile(config, log)


@pytest.fixture(scope="session")
def in_keras() -> Iterator[InKeras]:
    """Calls a function in the one process with Keras that all tests ask."""
    with keras_child() as call:
        yield call


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT
