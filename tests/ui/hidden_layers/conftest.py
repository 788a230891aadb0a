"""Nobody trains beside the page."""

from __future__ import annotations

import pytest

from components.ui.hidden_layers import trained_aside
from tests.ui.hidden_layers.views import NoWorkers, Store


@pytest.fixture
def nobody_trains(monkeypatch):
    monkeypatch.setattr(trained_aside, "engine", NoWorkers)
    monkeypatch.setattr(trained_aside, "run_store", Store)
    NoWorkers.asked.clear()
    Store.runs.clear()
