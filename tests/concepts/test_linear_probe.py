from __future__ import annotations

import numpy as np
import pytest

from components.concepts import xor_by_hand
from components.concepts.layers import Dense, Layers
from components.concepts.linear_probe import fit, separability

RANDOM = np.random.default_rng(0)


@pytest.mark.parametrize("ridge", [0.01, 0.1, 1.0])
@pytest.mark.parametrize("gap", [0.5, 20.0], ids=["overlapping", "separable"])
def test_it_finds_what_scikit_learn_finds(ridge, gap):
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    labels = np.arange(120) % 2
    features = RANDOM.normal(size=(120, 5)) * [1, 10, 0.1, 3, 1] + 7
    features[:, 0] += gap * labels
    scaler = StandardScaler().fit(features)
    oracle = LogisticRegression(C=1 / ridge, tol=1e-10, max_iter=5000).fit(scaler.transform(features), labels)
    probe = fit(features, labels, ridge)
    expected = oracle.decision_function(scaler.transform(features))
    np.testing.assert_allclose(features @ probe.kernel + probe.bias, expected, atol=1e-3)
    assert probe.accuracy(features, labels) == oracle.score(scaler.transform(features), labels)


def test_a_dead_unit_among_the_features_changes_nothing():
    labels = np.arange(60) % 2
    features = RANDOM.normal(size=(60, 2)) + labels[:, None]
    dead = np.column_stack([features, np.zeros(60), np.full(60, 3.0)])
    np.testing.assert_allclose(fit(dead, labels).kernel[:2], fit(features, labels).kernel, rtol=1e-6)


def test_xor_is_not_separable_in_x_and_is_in_the_hidden_layer_made_by_hand():
    labels = np.tile(xor_by_hand.LABELS, 30)
    points = np.tile(xor_by_hand.POINTS, (30, 1)) + 0.03 * RANDOM.normal(size=(120, 2))
    found = separability(xor_by_hand.NETWORK, "relu", points, labels)
    assert found.names == ("x", "H1")
    assert found.accuracies[0] < 0.75
    assert found.accuracies[1] == 1
    assert (found.fitted, found.scored) == (60, 60)


def test_it_is_scored_on_points_that_it_was_not_fitted_on():
    # Labels without any rule, features in which each point has a direction of its own: what was fitted is
    # known by heart, what was not is a guess.
    labels = RANDOM.permutation(np.arange(80) % 2)
    kernel = RANDOM.normal(size=(2, 400))
    first = Dense(kernel * 20, RANDOM.normal(size=400) * 20)
    layers = Layers((first, Dense(np.ones((400, 1)), np.zeros(1))))
    points = RANDOM.normal(size=(80, 2))
    found = separability(layers, "tanh", points, labels)
    features = np.tanh(first.sums(points))
    assert fit(features, labels, 1e-4).accuracy(features, labels) > 0.95
    assert found.accuracies[1] < 0.75
    assert found == separability(layers, "tanh", points, labels)


def test_too_few_points_and_a_diverged_network_are_one_sentence():
    straight = Layers([Dense(np.ones((2, 1)), np.zeros(1))])
    with pytest.raises(ValueError, match="1 points of class 1; expected at least 2"):
        separability(straight, "relu", np.zeros((3, 2)), np.array([0, 0, 1]))
    with pytest.raises(ValueError, match="expected points of both classes"):
        fit(np.zeros((3, 2)), np.zeros(3))
    with pytest.raises(ValueError, match="not numbers"):
        fit(np.full((3, 2), np.nan), np.array([0, 1, 1]))
