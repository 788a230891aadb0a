import numpy as np
import pytest

from components.concepts.layers import softmax
from components.concepts.losses import LOSSES, from_logits, from_probabilities

Z = np.array([[2.0, -1.0, 0.5]])
LABELS = np.array([0])


def test_the_example_of_the_warning():
    """Softmax with binary cross-entropy: what Keras logs, and what `predict` would give."""
    assert from_logits("binary_crossentropy", Z, LABELS) == pytest.approx(0.4714, abs=5e-5)
    assert from_probabilities("binary_crossentropy", softmax(Z), LABELS) == pytest.approx(0.1580, abs=5e-5)


@pytest.mark.parametrize("name", [n for n, loss in LOSSES.items() if not loss.warning])
def test_a_loss_without_a_warning_is_the_same_from_logits_and_probabilities(name):
    rng = np.random.default_rng(0)
    z, labels = rng.normal(size=(50, 10)), rng.integers(0, 10, 50)
    assert from_logits(name, z, labels) == pytest.approx(from_probabilities(name, softmax(z), labels))
