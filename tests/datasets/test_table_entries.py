"""The entries of the tables: complete; each feature of the field can be made, and says why one would."""

from __future__ import annotations

import numpy as np
import pytest

from components.concepts.made_features import fit_features, parse_feature
from components.datasets import tables
from components.datasets.dataset import FILES
from components.datasets.registry import DATASETS
from components.datasets.table_entries import TABLE_ENTRIES


def test_every_file_has_an_entry_and_every_entry_features_of_the_field() -> None:
    assert set(TABLE_ENTRIES) == {path.stem for path in FILES.glob("*.csv")}
    assert set(TABLE_ENTRIES) <= set(DATASETS)
    assert all(entry.field_features for entry in TABLE_ENTRIES.values())


@pytest.mark.parametrize(
    ("name", "feature"),
    [(name, f) for name, entry in TABLE_ENTRIES.items() for f in entry.field_features],
    ids=lambda value: getattr(value, "text", value),
)
def test_a_feature_is_written_canonically_varies_and_has_a_reason(name: str, feature) -> None:
    table = tables.load(name)
    parsed = parse_feature(feature.text, table.columns)
    assert parsed.text == feature.text
    made = fit_features((parsed,), table.columns, table.values).of(table.values)
    assert np.isfinite(made).all()
    assert (made.std(axis=0) > 0).all()
    assert feature.reason.endswith(".")
    assert len(feature.reason) < 100
