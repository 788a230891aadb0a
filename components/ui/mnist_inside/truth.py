"""The prediction of /mnist_inside, and the picture of its truth."""

from __future__ import annotations

import numpy as np
import streamlit as st

from components.charts.mnist_inside import quarter_silenced
from components.concepts.activations import ACTIVATIONS
from components.concepts.layers import Dense, Layers
from components.datasets import mnist
from components.text import Lesson
from components.training.recordings import RECORDINGS
from components.ui import theme
from components.ui.mnist_inside.network import DIGEST_LENGTH, Network, network_at, stored_run
from components.ui.mnist_inside.settings import STEM
from components.ui.page import Answer, predict

DRAWS = 12


def prediction(lesson: Lesson) -> None:
    """Ask for it; after the click show the draws."""
    answers = [
        Answer(label, right, lesson[f"predict.{name}"])
        for label, right, name in (
            ("A little, to about .96", True, "little"),
            ("By a quarter, to about .73", False, "quarter"),
            ("To guessing, .10", False, "guessing"),
        )
    ]
    if predict(STEM, lesson["predict.question"], answers) is None:
        return
    run = stored_run(RECORDINGS["mnist_48k"].recipe.digest[:DIGEST_LENGTH])
    network = network_at(run.digest, int(run.snapshot_epochs[-1]))
    with st.spinner("Switching off units ..."):
        accuracies, whole = without_a_quarter(network)
    theme.show(
        quarter_silenced(accuracies, whole, theme.current()), alt=lesson["predict.alt"], key=f"{STEM}.truth"
    )
    st.markdown(
        lesson["predict.numbers"].format(
            rows=run.recipe.rows,
            epoch=network.epoch,
            whole=whole,
            mean=accuracies.mean(),
            low=accuracies.min(),
            high=accuracies.max(),
            draws=DRAWS,
        )
    )


@st.cache_data(max_entries=2, show_spinner=False, hash_funcs={Network: lambda network: network.key})
def without_a_quarter(network: Network) -> tuple[np.ndarray, float]:
    """Test accuracy with a random quarter of H1 silenced, (draws,), and with all its units."""
    data = mnist.load()
    activation = network.recipe.activation
    inputs = mnist.prepare(data.x_test, network.recipe.preprocessing)
    features = ACTIVATIONS[activation].function(network.weights[0].sums(inputs))
    above = network.weights.after(0)

    def accuracy(layers: Layers) -> float:
        return float((layers.logits(features, activation).argmax(axis=1) == data.y_test).mean())

    rng = np.random.default_rng(0)
    units = features.shape[1]
    accuracies = []
    for _ in range(DRAWS):
        kernel = above[0].kernel.copy()
        kernel[rng.permutation(units)[: units // 4]] = 0  # a unit that nobody listens to is silent
        accuracies.append(accuracy(above.replaced(0, Dense(kernel, above[0].bias))))
    return np.array(accuracies), accuracy(above)
