"""What is recorded of silenced units is what is measured."""

import numpy as np
import pytest

from components.training import silencings
from components.training.checkpoint import checkpoint
from components.training.full_pass import full_pass, layer_study, silenced_curve, without_a_quarter
from components.training.recordings import RECORDINGS
from components.training.store import RunStore

DEEP = [r.recipe for r in RECORDINGS.values() if r.recipe.hidden_units and r.recipe.keep == "weights"]
ANOTHER_MACHINE = 3e-3  # a few images of 2,500 whose two best answers are as good as equal


def test_every_kept_epoch_is_recorded():
    found = silencings.load()
    runs = [RunStore().find(recipe) for recipe in DEEP]
    kept = {(run.digest, epoch) for run in runs for epoch in run.snapshot_epochs.tolist()}
    assert len(kept) > 10
    assert found.studies.keys() == found.curves.keys() == found.quarters.keys() == kept
    assert {len(layers) for layers in (*found.studies.values(), *found.curves.values())} == {2}


@pytest.mark.parametrize("recipe", DEEP, ids=lambda recipe: recipe.digest[:6])
def test_it_is_what_is_measured(recipe):
    run = RunStore().find(recipe)
    network, found = checkpoint(run, run.best_kept_epoch), silencings.load()
    passed = full_pass(network)
    measured, recorded = layer_study(network, passed, 0), found.studies[network.key][0]
    assert (recorded.rows, recorded.activity.dead) == (measured.rows, measured.activity.dead)
    assert recorded.loss_change[recorded.order[0]] == recorded.loss_change.max()
    np.testing.assert_allclose(recorded.loss_change, measured.loss_change, rtol=0, atol=1e-4)
    np.testing.assert_allclose(recorded.activity.active, measured.activity.active, rtol=0, atol=1e-3)
    measured, recorded = silenced_curve(network, passed, 1), found.curves[network.key][1]
    assert (recorded.units, recorded.rows) == (measured.units, measured.rows)
    np.testing.assert_array_equal(recorded.counts, measured.counts)
    np.testing.assert_allclose(recorded.accuracies, measured.accuracies, rtol=0, atol=ANOTHER_MACHINE)
    accuracies, whole = without_a_quarter(network)
    np.testing.assert_allclose(found.quarters[network.key][0], accuracies, rtol=0, atol=ANOTHER_MACHINE)
    assert found.quarters[network.key][1] == pytest.approx(whole, abs=ANOTHER_MACHINE)


def test_saved_and_read_again(tmp_path):
    path = silencings.load().save(tmp_path / "silencings.json")
    assert path.read_bytes() == silencings.PATH.read_bytes()
    assert not silencings.load(tmp_path / "none.json").curves
