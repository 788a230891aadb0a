"""Each of the three views draws every kind of network."""

from __future__ import annotations

import pytest

from tests.ui.hidden_layers.views import NETWORKS, VIEWS, draw

pytestmark = pytest.mark.usefixtures("nobody_trains")


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("view", VIEWS)
def test_every_kind_of_network(view, name):
    assert not draw(view, name).error
