"""The field's own features: each can be made on its table, and says why one would."""

from __future__ import annotations

import numpy as np
import pytest

from components.concepts.made_features import fit_features, parse_feature
from components.datasets import tables
from components.datasets.field_features import FIELD_FEATURES
from components.datasets.registry import DATASETS


def test_every_shipped_table_has_some() -> None:
    assert set(FIELD_FEATURES) == {d.name for d in DATASETS.values() if d.kind == "table"}
    assert all(FIELD_FEATURES.values())


@pytest.mark.parametrize(
    ("name", "feature"),
    [(name, f) for name, entries in FIELD_FEATURES.items() for f in entries],
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
