"""Every test runs offline, with a run store and workers of its own."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
os.environ.setdefault("LAYERWISE_RUNS", tempfile.mkdtemp(prefix="layerwise-test-runs-"))
os.environ.setdefault("LAYERWISE_WORKERS", "1")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ.pop("DASK_SCHEDULER_ADDRESS", None)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT
