"""One engine with real Keras for every test of this folder that needs one: it takes 10 s to start."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from components.training.engine import Engine
from components.training.store import RunStore


@pytest.fixture(scope="session")
def keras_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine whose store has no recordings."""
    folder = tmp_path_factory.mktemp("keras")
    engine = Engine(RunStore(folder / "runs", folder / "recorded")).start()
    yield engine
    engine.close()
