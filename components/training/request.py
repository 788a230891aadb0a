"""A request: a recipe, the rule it is trained with, and whether to go on past the rule's stop."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from components.concepts.early_stopping import EarlyStoppingRule, replay
from components.datasets.registry import DATASETS
from components.datasets.toys import OwnPoints
from components.training.comparison import ComparisonRequest
from components.training.recipe import Recipe, RecipeError
from components.training.run import TrainingRun


@dataclass(frozen=True)
class TrainingRequest:
    """What a visitor asks the engine for.

    Attributes:
        recipe: what to train, to at most `recipe.epochs`.
        rule: the early-stopping rule; None: every epoch is run.
        past_stop: whether to go on to the last epoch, and apply the rule by replay only.
        brought: the visitor's own points, if the recipe is for them.

    Raises:
        RecipeError: if the recipe is for other points than those that were brought.
    """

    recipe: Recipe
    rule: EarlyStoppingRule | None = None
    past_stop: bool = False
    brought: OwnPoints | None = None

    def __post_init__(self) -> None:
        if self.recipe.brought != (self.brought.digest if self.brought else ""):
            raise RecipeError("brought is not the data that the recipe is for.")

    @property
    def parts(self) -> int:
        """Tasks for workers: a training is one."""
        return 1

    @property
    def priority(self) -> int:
        """Its place in the queue: small networks go before MNIST."""
        return 0 if DATASETS[self.recipe.dataset].kind == "toy" else 2

    @property
    def rule_in_fit(self) -> EarlyStoppingRule | None:
        """The rule that really stops the training."""
        return None if self.past_stop else self.rule

    @property
    def key(self) -> str:
        """Names the job: equal requests are one job."""
        rule = self.rule_in_fit
        rest = [self.recipe.epochs, self.recipe.keep, None if rule is None else asdict(rule)]
        tail = hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()
        return f"{self.recipe.digest}-{tail[:12]}"

    def answered_by(self, run: TrainingRun) -> bool:
        """Tell whether a recording reaches the rule's stop or the last epoch asked for."""
        if run.epochs >= self.recipe.epochs or run.ending == "diverged":
            return True
        rule = self.rule_in_fit
        return rule is not None and replay(run.lists, rule).stopped_epoch is not None


Request = TrainingRequest | ComparisonRequest
