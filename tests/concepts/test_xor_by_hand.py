from __future__ import annotations

import pytest

from components.concepts.xor_by_hand import table


def test_the_hidden_units_put_each_point_on_its_side():
    rows = table()
    assert [row.name for row in rows] == ["(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)"]
    for row in rows:
        assert row.h1 == max(0, row.x1 + row.x2)
        assert row.h2 == max(0, row.x1 + row.x2 - 1)
        assert row.z == row.h1 - 2 * row.h2 - 0.5
        assert (row.z > 0) == (row.y > 0.5) == bool(row.label) == (row.x1 != row.x2)
    assert rows[1].y == pytest.approx(0.6225, abs=1e-4)
