"""Student's t against SciPy."""

from __future__ import annotations

import pytest

from components.concepts.student_t import cumulative, quantile


@pytest.mark.parametrize("degrees", [1, 2, 4, 9, 29, 200, 10_000])
@pytest.mark.parametrize("share", [0.001, 0.025, 0.4, 0.5, 0.6, 0.95, 0.975, 0.9995])
def test_quantile_is_scipys(share: float, degrees: int) -> None:
    from scipy import stats

    assert quantile(share, degrees) == pytest.approx(stats.t.ppf(share, degrees), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("t", [-30.0, -2.776, -0.1, 0.0, 0.5, 1.96, 12.0])
def test_cumulative_is_scipys(t: float) -> None:
    from scipy import stats

    for degrees in (1, 4, 50):
        assert cumulative(t, degrees) == pytest.approx(stats.t.cdf(t, degrees), rel=1e-10)


def test_five_folds_take_2_776() -> None:
    assert quantile(0.975, 4) == pytest.approx(2.776445, abs=1e-6)


@pytest.mark.parametrize(("share", "degrees"), [(0, 4), (1, 4), (float("nan"), 4), (0.9, 0), (0.9, -1)])
def test_what_has_no_quantile_is_refused(share: float, degrees: float) -> None:
    with pytest.raises(ValueError, match="has to be above 0"):
        quantile(share, degrees)
