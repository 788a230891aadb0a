"""What the network on the screen reaches, in words: the container `hidden_layers.result`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import streamlit as st

from components.concepts.layers import Layers
from components.concepts.silenced_units import Unit, cut_layers, without_units
from components.concepts.silencing import Score
from components.concepts.unit_kinds import kinds_by_layer
from components.datasets.toys import Points
from components.text import Lesson
from components.training.plane_network import point_scores
from components.ui.hidden_layers.settings import STEM


@dataclass(frozen=True)
class Scene:
    """A network at one moment: what is drawn, and what is said of it.

    Attributes:
        layers: of the network.
        activation: of the hidden layers.
        points: those it is trained and tested on.
        silenced: pairs of hidden layer and unit, from 0.
        fill: what silenced units say: "zero", or "mean".
    """

    layers: Layers
    activation: str
    points: Points
    silenced: Collection[Unit] = ()
    fill: str = "zero"

    @property
    def final(self) -> Layers:
        """The network with the silenced units silenced."""
        reference = self.points.x_train
        return without_units(self.layers, self.activation, self.silenced, fill=self.fill, reference=reference)


def result(lesson: Lesson, scene: Scene, epoch: int) -> None:
    """Draw the words; the numbers are of the network after this epoch, whatever the picture plays."""
    with st.container(key=f"{STEM}.result", gap="xxsmall"):
        whole = point_scores(scene.layers, scene.activation, scene.points)
        if not scene.silenced:
            outputs = scene.layers.stages(scene.points.x_train, scene.activation)[1:]
            kinds = kinds_by_layer(outputs).removesuffix(".")
            told = f"{kinds} on the training points." if kinds else lesson["result.logistic"]
            st.markdown(f"{_after(epoch)}: {in_words(*whole)}.\\\n{told}")
            return
        silent = point_scores(scene.final, scene.activation, scene.points)
        count = len(scene.silenced)
        units = "unit" if count == 1 else "units"
        st.markdown(
            f":orange-badge[:material/volume_off: with {count} {units} silenced:] "
            f"{in_words(*silent)}.\\\n:gray[The whole network: {in_words(*whole)}.]"
        )
        for layer in cut_layers(scene.layers.hidden_units, scene.silenced):
            st.markdown(lesson["silenced.layer"].format(layer=f"H{layer + 1}"))


def in_words(train: Score, test: Score) -> str:
    """Such as "train accuracy 0.980, test accuracy 0.960, loss 0.070 (test 0.090)", the numbers bold."""
    return (
        f"train accuracy **{train.accuracy:.3f}**, test accuracy **{test.accuracy:.3f}**, "
        f"loss **{train.loss:.3f}** (test {test.loss:.3f})"
    )


def _after(epoch: int) -> str:
    return f"After {epoch} epoch{'' if epoch == 1 else 's'}"
