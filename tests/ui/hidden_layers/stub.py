"""An engine that hands out runs of small networks that nobody trained."""

from __future__ import annotations

import math

from components.training.jobs import JobView
from components.training.request import TrainingRequest
from components.training.run import Ending, TrainingRun
from components.training.store import RECORDED, RunStore
from components.training.toy_recipes import toy_recipe
from components.training.worker_recorder import Progress
from tests.training.made import made_run

OPENING = toy_recipe("circles", (4,), "relu")


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

    def find(self, request: TrainingRequest) -> TrainingRun | None:
        """Of recordings it has the one that the page opens with."""
        return RunStore(RECORDED).find(request.recipe) if request.recipe == OPENING else None

    def train(self, request: TrainingRequest, viewer: str) -> str:
        self.trained.append(request)
        return request.key

    def view(self, key: str) -> JobView:
        request = next(request for request in self.trained if request.key == key)
        if self.why:
            return JobView(request, key, "failed", problem=self.why)
        if self.epochs is not None and key not in self.left:
            weights = [stack[1] for stack in made_run(request.recipe).snapshots]
            return JobView(request, key, "training", progress=Progress(self.epochs, weights=weights))
        if self.epochs is not None:
            run = made_run(request.recipe.with_epochs(self.epochs), ending="stopped")
            return JobView(request, key, "stopped", run=run)
        scale = math.nan if self.ending == "diverged" else 1.0
        run = made_run(request.recipe, scale=scale, value=self.loss, ending=self.ending)
        return JobView(request, key, "finished", run=run)

    def leave(self, key: str, viewer: str) -> None:
        self.left.append(key)
