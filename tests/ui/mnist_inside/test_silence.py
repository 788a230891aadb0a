"""What the prediction of the view Silence says, of every network that it is asked of."""

from __future__ import annotations

import pytest

from components.concepts.unit_kinds import unit_kinds
from components.training.full_pass import full_pass, without_a_quarter
from components.training.recordings import RECORDINGS
from components.ui.mnist_inside.network import network_at, recorded_run

NAMES = ("mnist_12k", "mnist_48k")
CASES = [(name, place) for name in NAMES for place in (1, -1)]


@pytest.mark.parametrize(("name", "place"), CASES)
def test_a_quarter_of_h1_costs_little_and_no_unit_is_a_copy(name, place):
    run = recorded_run(name)
    network = network_at(RECORDINGS[name].recipe.digest, int(run.snapshot_epochs[place]))
    accuracies, whole = without_a_quarter(network)
    assert 0 < whole - accuracies.mean() < 0.05
    kinds = unit_kinds(full_pass(network).hidden[0])
    assert kinds.alike == ()
    assert kinds.features >= kinds.units - 2
