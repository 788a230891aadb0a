"""What every view of /tabular looks at: a table and what the contestants did on its folds so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from components.datasets.tables import Table
from components.training.trial import TrialResult

# The contestants, in the order of the rows; "made" is there when features are picked.
ROWS: Mapping[str, str] = {
    "logistic": "logistic regression",
    "made": "logistic regression + yours",
    "network": "MLP",
    "trees": "gradient-boosted trees",
}


@dataclass(frozen=True)
class Contest:
    """A table and its contestants.

    Attributes:
        table: the rows.
        results: name in `ROWS` -> its folds so far, perhaps none; all on the same folds.
        features: texts of the features that the visitor made.
    """

    table: Table
    results: Mapping[str, TrialResult]
    features: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every contestant has done every fold."""
        return all(result.complete for result in self.results.values())
