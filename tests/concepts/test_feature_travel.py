from __future__ import annotations

import itertools

import numpy as np
import pytest

from components.concepts import xor_by_hand
from components.concepts.activations import ACTIVATIONS
from components.concepts.feature_travel import LINES, SAMPLES, extent_of, travel
from components.concepts.layers import Dense, Layers

RANDOM = np.random.default_rng(0)
POINTS = RANDOM.normal(size=(60, 2)).astype(np.float32)
EXTENT = (-2.0, 3.0, -1.0, 2.0)
SIZES = [(), (1,), (2,), (8,), (3, 8), (8, 2, 5), (4, 1), (8, 8, 8, 8)]


def network(*hidden: int) -> Layers:
    random = np.random.default_rng(1)
    widths = (2, *hidden, 1)
    pairs = itertools.pairwise(widths)
    return Layers(Dense(random.normal(size=(n, m)), random.normal(size=m)) for n, m in pairs)


sizes = pytest.mark.parametrize("hidden", SIZES, ids=str)


@sizes
def test_it_stops_at_x_at_every_layer_and_at_z(hidden):
    frames = travel(network(*hidden), "tanh", POINTS, EXTENT).frames
    assert [frame.name for frame in frames] == ["x", *(f"H{i}" for i, _ in enumerate(hidden, 1)), "z"]
    for frame in frames:
        assert frame.points.shape == (len(POINTS), 2)
        assert frame.mesh.shape == (SAMPLES, SAMPLES, 2)
        assert frame.lines.shape == (2 * LINES, SAMPLES, 2)
        assert 0 < frame.share <= 1 + 1e-12
        assert frame.label.startswith(f"{frame.name}: ")
        (left, right), (bottom, top) = frame.window
        assert ((frame.points > (left, bottom)) & (frame.points < (right, top))).all()
    np.testing.assert_allclose(frames[0].points, POINTS)
    assert frames[0].mesh[0, 0].tolist() == [-2, -1]
    assert frames[0].mesh[-1, 0].tolist() == [-2, 2]


@pytest.mark.parametrize("activation", ACTIVATIONS)
@sizes
def test_at_the_end_the_boundary_is_exactly_the_line_z_0(hidden, activation):
    layers = network(*hidden)
    first, last = travel(layers, activation, POINTS, EXTENT).frames[:: len(hidden) + 1]
    np.testing.assert_allclose(last.points[:, 0], layers.logits(POINTS, activation)[:, 0], rtol=1e-9)
    plane = layers.logits(first.mesh.reshape(-1, 2), activation)[:, 0]
    np.testing.assert_allclose(last.mesh[..., 0].ravel(), plane, rtol=1e-9, atol=1e-9)
    assert last.window[0][0] < 0 < last.window[0][1]


def test_the_boundary_is_found_on_every_edge_that_it_crosses():
    layers = network(8, 4)
    way = travel(layers, "relu", POINTS, EXTENT)
    assert len(way.edges) > 50
    assert (way.edges[:, 0] < way.edges[:, 1]).all()
    sides = way.positive.ravel()[way.edges]
    assert (sides.sum(axis=1) == 1).all()
    first, last = way.frames[0], way.frames[-1]
    np.testing.assert_allclose(last.boundary[:, 0], 0, atol=1e-5)
    ends = first.mesh.reshape(-1, 2)[way.edges]
    outside = np.abs(first.boundary - ends.mean(axis=1)) - np.abs(ends[:, 1] - ends[:, 0]) / 2
    assert outside.max() < 1e-9
    np.testing.assert_array_equal(way.positive, last.mesh[..., 0] > 0)


def test_two_units_are_shown_as_they_are_and_one_on_a_line():
    layers = network(2, 1)
    first, second = travel(layers, "relu", POINTS, EXTENT).frames[1:3]
    outputs = layers.forward(POINTS, "relu").outputs
    np.testing.assert_allclose(first.points, outputs[0])
    assert first.axes == ("h1 in H1", "h2 in H1")
    np.testing.assert_allclose(second.points[:, 0], outputs[1][:, 0])
    assert not second.points[:, 1].any()


def test_more_units_are_seen_along_z_and_the_boundary_is_a_line_in_the_last_hidden_layer():
    layers = network(8, 5)
    _, first, last, end = travel(layers, "tanh", POINTS, EXTENT).frames
    z = layers.logits(POINTS, "tanh")[:, 0]
    length = np.linalg.norm(layers.output.kernel)
    np.testing.assert_allclose(last.points[:, 0], z / length)
    np.testing.assert_allclose(last.boundary[:, 0], 0, atol=1e-5)
    np.testing.assert_allclose(last.points[:, 1], end.points[:, 1])
    # In the layer before no other direction goes with z as closely.
    outputs = layers.forward(POINTS, "tanh").outputs[0]
    closest = np.corrcoef(first.points[:, 0], z)[0, 1]
    for direction in np.random.default_rng(2).normal(size=(200, 8)):
        assert abs(np.corrcoef(outputs @ direction, z)[0, 1]) <= closest
    assert f"{100 * first.share:.0f} % of the spread of 8 units" in first.label


def test_the_last_height_is_the_largest_component_beside_z():
    layers = network(8)
    last = travel(layers, "tanh", POINTS, EXTENT).frames[-1]
    outputs = layers.forward(POINTS, "tanh").outputs[0]
    kernel = layers.output.kernel[:, 0]
    rest = outputs - np.outer(outputs @ kernel, kernel) / np.square(kernel).sum()
    largest = np.linalg.svd(rest - rest.mean(axis=0))[1][0]
    assert np.sqrt(np.square(last.points[:, 1]).sum()) == pytest.approx(largest)


@sizes
def test_windows_have_one_scale_for_both_axes(hidden):
    for frame in travel(network(*hidden), "relu", POINTS, EXTENT).frames[:-1]:
        (left, right), (bottom, top) = frame.window
        assert right - left == pytest.approx(top - bottom)


def test_a_dead_layer_lets_nothing_through_and_says_so():
    layers = network(4, 4)
    layers[0].bias[:] -= 100
    frames = travel(layers, "relu", POINTS, EXTENT).frames
    assert np.ptp(frames[1].points, axis=0).max() == 0
    assert "one place" in frames[1].label
    assert np.ptp(frames[-1].points[:, 0]) < 1e-9


def test_weights_of_zero_put_everything_on_z_b():
    layers = Layers.from_arrays([np.zeros_like(array) for array in network(4).to_arrays()])
    last = travel(layers, "tanh", POINTS, EXTENT).frames[-1]
    assert not last.points.any()
    layers = network(4)
    layers.output.kernel[:] = 0
    last = travel(layers, "tanh", POINTS, EXTENT).frames[-1]
    np.testing.assert_allclose(last.points[:, 0], layers.output.bias[0])
    assert np.ptp(last.points[:, 1]) > 0.1


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_diverged_network_is_one_sentence(bad):
    layers = network(4)
    layers[0].kernel[0, 0] = bad
    with pytest.raises(ValueError, match=r"diverged.*expected"):
        travel(layers, "relu", POINTS, EXTENT)


def test_what_is_no_such_network_is_refused():
    with pytest.raises(ValueError, match="expected 2 inputs and 1 output"):
        travel(Layers([Dense(np.ones((2, 3)), np.ones(3))]), "relu", POINTS, EXTENT)
    with pytest.raises(ValueError, match="expected rows"):
        travel(network(), "relu", POINTS[:0], EXTENT)


def test_xor_by_hand_folds_the_plane_onto_a_bent_line():
    frames = travel(xor_by_hand.NETWORK, "relu", xor_by_hand.POINTS, xor_by_hand.EXTENT).frames
    assert frames[1].points.tolist() == [[0, 0], [1, 0], [1, 0], [2, 1]]
    assert frames[2].points[:, 0].tolist() == [-0.5, 0.5, 0.5, -0.5]


def test_the_plane_reaches_a_little_beyond_the_points():
    left, right, bottom, top = extent_of(POINTS)
    assert left < POINTS[:, 0].min() < POINTS[:, 0].max() < right
    assert bottom < POINTS[:, 1].min() < POINTS[:, 1].max() < top
    assert extent_of(np.zeros((1, 2)))[1] > 0
