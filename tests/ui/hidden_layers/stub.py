"""Runs of small networks that nobody trained, and an engine that hands them out."""

from __future__ import annotations

import itertools

import numpy as np

from components.training.jobs import JobView
from components.training.recipe import Recipe
from components.training.request import TrainingRequest
from components.training.run import Ending, TrainingRun
from components.training.worker_recorder import Progress


def run_of(recipe: Recipe, *, ending: Ending = "finished", loss: float = 0.3) -> TrainingRun:
    """A run with random weights at its start and after its last epoch; NaN in them if it diverged."""
    rng = np.random.default_rng(0)
    shapes = [s for n_in, n_out in itertools.pairwise(recipe.layer_sizes) for s in ((n_in, n_out), (n_out,))]
    stacks = [rng.normal(size=(2, *shape)).astype(np.float32) for shape in shapes]
    if ending == "diverged":
        stacks = [np.full_like(stack, np.nan) for stack in stacks]
    epochs = recipe.epochs
    return TrainingRun(
        recipe=recipe,
        history={name: np.full(epochs, loss) for name in ("loss", "accuracy", "test_loss", "test_accuracy")},
        test_predictions=np.zeros((epochs, 400), dtype=np.uint8),
        snapshot_epochs=np.array([0, epochs]),
        snapshots=tuple(stacks),
        ending=ending,
        rule=None,
        seconds=1.0,
        epoch_seconds=np.full(epochs, 0.01),
        machine={},
    )


class StubEngine:
    """Answers as the engine does; every job ends at the first look, in the way that was asked for.

    With `epochs` a job goes on for ever at that epoch, until its viewer leaves.
    """

    problem = ""
    ready = True

    def __init__(
        self, *, ending: Ending = "finished", loss: float = 0.3, problem: str = "", epochs: int | None = None
    ) -> None:
        self.ending, self.loss, self.why, self.epochs = ending, loss, problem, epochs
        self.trained: list[TrainingRequest] = []
        self.left: list[str] = []

    def find(self, request: TrainingRequest) -> None:
        return None

    def train(self, request: TrainingRequest, viewer: str) -> str:
        self.trained.append(request)
        return request.key

    def view(self, key: str) -> JobView:
        request = next(request for request in self.trained if request.key == key)
        if self.why:
            return JobView(request, key, "failed", problem=self.why)
        if self.epochs is not None and key not in self.left:
            weights = [stack[1] for stack in run_of(request.recipe).snapshots]
            return JobView(request, key, "training", progress=Progress(self.epochs, weights=weights))
        if self.epochs is not None:
            run = run_of(request.recipe.with_epochs(self.epochs), ending="stopped")
            return JobView(request, key, "stopped", run=run)
        run = run_of(request.recipe, ending=self.ending, loss=self.loss)
        return JobView(request, key, "finished", run=run)

    def leave(self, key: str, viewer: str) -> None:
        self.left.append(key)
