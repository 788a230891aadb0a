"""What the network picture is given, and what of its messages is believed."""

from __future__ import annotations

import base64
import json

import numpy as np
import pytest

from components.charts.theme import THEMES
from components.concepts.activations import ACTIVATIONS
from components.training.plane_network import PlaneNetwork
from components.training.store import RunStore
from components.training.toy_recipes import points_of, toy_recipe
from components.ui.hidden_layers.film import Film, film_of
from components.ui.hidden_layers.network_picture import (
    TABLE_REACH,
    activation_table,
    picture_data,
    read_silenced,
)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    recipe = toy_recipe("moons", (4, 4), "tanh")
    run = RunStore(tmp_path_factory.mktemp("runs")).find(recipe)
    return film_of(PlaneNetwork(run, points_of(recipe)))


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)
def test_the_browser_gets_every_weight_of_every_kept_epoch(film: Film, theme) -> None:
    data = json.loads(json.dumps(picture_data(film, [(0, 1), (7, 7)], "zero", theme), allow_nan=False))
    weights = np.frombuffer(base64.b64decode(data["weights"]), dtype="<f4")
    assert len(weights) == len(film.snapshot_epochs) * ((2 + 1) * 4 + (4 + 1) * 4 + 5)
    np.testing.assert_array_equal(weights[:8], np.asarray(film.snapshots[0][0], np.float32).ravel())
    assert data["silenced"] == [[0, 1]]  # units that the network does not have are left out
    assert data["sizes"] == [2, 4, 4, 1]
    assert data["snapshotEpochs"][0] == 0


def test_another_fill_is_refused(film: Film) -> None:
    with pytest.raises(ValueError, match="fill is 'half'"):
        picture_data(film, (), "half", THEMES["light"])


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_table_stands_for_the_activation(name: str) -> None:
    table = activation_table(name)
    places = np.linspace(-TABLE_REACH, TABLE_REACH, len(table))
    between = np.random.default_rng(0).uniform(-6, 6, 500)
    found = np.interp(between, places, table)
    np.testing.assert_allclose(found, ACTIVATIONS[name].function(between), atol=6e-3)


@pytest.mark.parametrize(
    "payload",
    [
        None,
        "0,1",
        7,
        {},
        [[0]],
        [[0, 1, 2]],
        [["0", 1]],
        [[0, 9]],
        [[2, 0]],
        [[-1, 0]],
        [[True, 0]],
        [[0, 0]] * 99,
    ],
)
def test_nonsense_from_the_browser_is_not_believed(payload: object) -> None:
    assert read_silenced(payload, (4, 4)) is None


def test_silent_units_come_in_order_and_once() -> None:
    assert read_silenced([[1, 0], [0, 3], [1, 0]], (4, 4)) == ((0, 3), (1, 0))
    assert read_silenced([], ()) == ()
