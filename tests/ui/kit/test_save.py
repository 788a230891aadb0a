"""Tables that are saved: what a spreadsheet would run as a formula is quoted, numbers are not."""

from __future__ import annotations

import pandas as pd

from components.ui.kit.save import _harmless


def test_formulas_are_quoted_in_what_is_saved() -> None:
    frame = pd.DataFrame({"=1+1": ["=cmd|' /C calc'!A0", "-5", "plain"], "x": [-1.5, 2.0, 3.0]})
    saved = _harmless(frame)
    assert list(saved.columns) == ["'=1+1", "x"]
    assert saved.iloc[:, 0].tolist() == ["'=cmd|' /C calc'!A0", "-5", "plain"]
    assert saved["x"].tolist() == [-1.5, 2.0, 3.0]
    for cell, quoted in {"@SUM(A1)": True, "-2+3": True, "+x": True, "-5 %": False, "a=b": False}.items():
        assert _harmless(pd.DataFrame({"a": [cell]})).iloc[0, 0] == (f"'{cell}" if quoted else cell)
