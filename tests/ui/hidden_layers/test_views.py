"""Each of the three views draws every kind of network."""

from __future__ import annotations

import pytest
from components.ui.hidden_layers.views_settings import DEFAULTS, EXPECTED

from tests.ui.hidden_layers.views import (
    NETWORKS,
    VIEWS,
    draw,
)

pytestmark = pytest.mark.usefixtures("nobody_trains")


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("view", VIEWS)
def test_every_kind_of_network(view, name):
    app = draw(view, name)
    assert all(f"hidden_layers.{setting}" in app.session_state for setting in DEFAULTS)
    assert not app.error


def test_every_setting_says_what_is_expected():
    assert set(DEFAULTS) == set(EXPECTED)
