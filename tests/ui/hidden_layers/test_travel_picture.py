"""What the picture of the travelling points is given."""

from __future__ import annotations

import base64
import itertools
import json

import numpy as np
import pytest

from components.concepts import xor_by_hand
from components.concepts.feature_travel import SAMPLES, extent_of, travel
from components.concepts.layers import Dense, Layers
from components.ui.hidden_layers.pictures.travel_picture import UNIT, payload

RANDOM = np.random.default_rng(0)
POINTS = RANDOM.normal(size=(200, 2))
LABELS = (POINTS[:, 0] > 0).astype(np.float32)
WIDTHS = (2, 8, 8, 8, 8, 1)
LAYERS = Layers(Dense(RANDOM.normal(size=(n, m)), np.zeros(m)) for n, m in itertools.pairwise(WIDTHS))
WAY = travel(LAYERS, "tanh", POINTS, extent_of(POINTS))
CAPTIONS = [frame.label for frame in WAY.frames]


def unpacked(text: str, kind: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), dtype=kind)


def test_the_browser_can_put_every_point_where_it_is():
    sent = json.loads(json.dumps(payload(WAY, LABELS, CAPTIONS, ()), allow_nan=False))
    assert [frame["name"] for frame in sent["frames"]] == ["x", "H1", "H2", "H3", "H4", "z"]
    assert sent["labels"] == "".join(str(int(label)) for label in LABELS)
    for frame, told in zip(WAY.frames, sent["frames"], strict=True):
        low, high = np.array(told["window"]).T
        places = unpacked(told["points"], "<i2").reshape(-1, 2) / UNIT * (high - low) + low
        np.testing.assert_allclose(places, frame.points, atol=(high - low).max() / UNIT)
        assert len(unpacked(told["mesh"], "<i2")) == 2 * (SAMPLES**2 + len(WAY.edges))
    z = LAYERS.logits(WAY.frames[0].mesh.reshape(-1, 2), "tanh")[:, 0]
    np.testing.assert_array_equal(unpacked(sent["positive"], "u1"), z > 0)
    np.testing.assert_array_equal(unpacked(sent["edges"], "<u2").reshape(-1, 2), WAY.edges)


def test_four_layers_are_small_enough_to_send():
    assert len(json.dumps(payload(WAY, LABELS, CAPTIONS, ()))) < 160_000


def test_what_lies_far_outside_the_window_stays_on_its_side():
    straight = Layers([Dense(np.full((2, 1), 1.0), np.zeros(1))])
    way = travel(straight, "relu", POINTS, (-1e6, 1e6, -1e6, 1e6))
    mesh = unpacked(payload(way, LABELS, ["x", "z"], ())["frames"][1]["mesh"], "<i2")
    assert mesh[0] == -8 * UNIT
    assert mesh[2 * SAMPLES**2 - 2] == 8 * UNIT - 1


def test_captions_labels_and_names_have_to_fit():
    way = travel(xor_by_hand.NETWORK, "relu", xor_by_hand.POINTS, xor_by_hand.EXTENT)
    names = [row.name for row in xor_by_hand.table()]
    assert payload(way, xor_by_hand.LABELS, ["a", "b", "c"], names)["names"] == names
    with pytest.raises(ValueError, match="2 captions; expected one for each of 3 stops"):
        payload(way, xor_by_hand.LABELS, ["a", "b"], ())
    with pytest.raises(ValueError, match="4 labels and 3 names; expected one for each of 4 points"):
        payload(way, xor_by_hand.LABELS, ["a", "b", "c"], names[1:])
    with pytest.raises(ValueError, match="expected one for each of 4 points"):
        payload(way, LABELS, ["a", "b", "c"], ())
