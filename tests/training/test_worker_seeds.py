"""A small task trains just as the job of the same recipe does."""

from __future__ import annotations

import pytest

from components.training import circle_starts
from components.training.engine import Engine
from components.training.jobs import Reply
from components.training.request import TrainingRequest
from components.training.toy_recipes import toy_recipe
from components.training.worker_seeds import accuracy_at_the_end
from tests.training.conditions import wait_for
from tests.training.test_engine import ended

pytestmark = pytest.mark.keras


def test_it_ends_where_the_training_ends(keras_engine: Engine) -> None:
    request = TrainingRequest(toy_recipe("circles", (3,), "relu", epochs=8, seed=2))
    wait_for(
        lambda: keras_engine.ask("seed", accuracy_at_the_end, request).state == "ready",
        what="the seed's task",
    )
    run = ended(keras_engine, keras_engine.train(request, "ann")).run
    assert keras_engine.ask("seed", accuracy_at_the_end, request).value == run.history["accuracy"][-1]


def test_a_recorded_start_is_what_is_trained(keras_engine: Engine) -> None:
    request = TrainingRequest(circle_starts.recipe("relu", 3, 8))

    def accuracy() -> Reply:
        return keras_engine.ask("start", accuracy_at_the_end, request)

    wait_for(lambda: accuracy().state == "ready", what="the start's task")
    recorded = circle_starts.load()["relu", 3][8]
    assert accuracy().value == pytest.approx(recorded, abs=0.02)  # on another machine a few points differ
    assert recorded >= circle_starts.CLOSED  # the page shows it as one that succeeds
