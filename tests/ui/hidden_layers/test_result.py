"""The words of `hidden_layers.result`."""

from __future__ import annotations

import math

import numpy as np

from components.concepts.silencing import Score
from components.ui.hidden_layers import settings, training
from components.ui.hidden_layers.result import in_words
from tests.training.made import made_run


def test_accuracy_and_loss_are_said_in_words() -> None:
    plain = in_words(Score(0.98, 0.07, np.zeros(2)), Score(0.96, 0.09, np.zeros(2))).replace("*", "")
    assert plain == "train accuracy 0.980, test accuracy 0.960, loss 0.070 (test 0.090)"


def test_a_run_without_finite_weights_is_not_drawn() -> None:
    recipe = settings.example().recipe
    assert training.is_usable(made_run(recipe))
    assert not training.is_usable(made_run(recipe, scale=math.nan, ending="diverged"))
