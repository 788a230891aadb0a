"""Nobody trains beside the page."""

from __future__ import annotations

import pytest

from components.ui.kit import second_network, watch
from tests.ui.hidden_layers.views import NoWorkers, Store


@pytest.fixture
def nobody_trains(monkeypatch):
    for module in (second_network, watch):
        monkeypatch.setattr(module, "engine", NoWorkers)
    monkeypatch.setattr(second_network, "run_store", Store)
    NoWorkers.asked.clear()
    Store.runs.clear()
