"""How pay spreads and which skills rise, on plain numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.core.market import growth_of, salary_bands


def test_bands_run_from_the_lowest_to_the_highest_without_a_gap() -> None:
    bands = salary_bands([12_000, 34_999, 35_000, 35_001], 10_000)
    assert [(band.low, band.high, band.count) for band in bands] == [
        (10_000, 20_000, 1),
        (20_000, 30_000, 0),
        (30_000, 40_000, 3),
    ]


def test_the_last_band_has_no_end() -> None:
    assert [(band.low, band.high) for band in salary_bands([900_000], 10_000)] == [(150_000, None)]
    assert salary_bands([], 10_000) == ()


@given(st.lists(st.integers(-10, 10**7), max_size=50))
def test_every_amount_is_in_one_band(amounts: list[int]) -> None:
    assert sum(band.count for band in salary_bands(amounts, 10_000)) == len(amounts)


def test_growth_is_the_difference_of_shares_in_percentage_points() -> None:
    rising = growth_of("python", (40, 30, 20), (200, 100, 200))
    assert (rising.open, rising.recent, rising.before, rising.points) == (40, 0.3, 0.1, 20.0)


def test_too_few_offers_tell_nothing() -> None:
    assert growth_of("python", (9, 9, 9), (29, 29, 400)).points is None
    assert growth_of("python", (4, 2, 2), (400, 400, 400)).points is None
    assert growth_of("python", (0, 0, 0), (0, 0, 0)).points is None
