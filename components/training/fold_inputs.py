"""The inputs of the models of one fold: fitted on its training rows, then computed for any rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from components.concepts.made_features import FittedInputs, fit_inputs, parse_feature
from components.datasets.tables import Table


@dataclass(frozen=True, eq=False)
class FoldInputs:
    """The fitted inputs of a fold, as a network takes them."""

    fitted: FittedInputs

    @property
    def names(self) -> tuple[str, ...]:
        """The table's columns, then "<name> missing", then made features."""
        return self.fitted.names

    def of(self, values: np.ndarray) -> np.ndarray:
        """(n, inputs) float32 for any (n, d) rows of the table's columns, NaN where a value is missing."""
        return self.fitted.of(values).astype(np.float32)


def fold_inputs(table: Table, features: Sequence[str], training: np.ndarray) -> FoldInputs:
    """Fit medians, features and scales on a fold's training rows.

    Args:
        table: the rows.
        features: texts as `parse_feature` reads them.
        training: row numbers; nothing is learned from other rows.

    Raises:
        ValueError: for a text that is not a feature of this table, or too many features.
    """
    parsed = tuple(parse_feature(text, table.columns) for text in features)
    return FoldInputs(fit_inputs(table.values[training], table.columns, parsed))
