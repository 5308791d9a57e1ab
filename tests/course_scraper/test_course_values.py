"""Single values of catalogues: every way of writing them that was seen, and what is no value."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_scraper.importing import values


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("8 hours to complete", 8.0),
        ("1 hour to complete", 1.0),
        ("2 weeks to complete", 20.0),
        ("3 weeks at 5 hours a week", 15.0),
        ("3 months at 10 hours a week", 120.0),
        ("2.5 months to complete", 100.0),
        ("Approx. 21 hours to complete", 21.0),
        ("4-8 hours/week", None),  # for how many weeks is not said
        ("PT7H30M", 7.5),
        ("P1DT2H", 26.0),
        ("45 minutes", 0.75),
        ("2 h 30 min", 2.5),
        ("12 heures", 12.0),
        ("20 Stunden", 20.0),
        (12, 12.0),
        ("12.5", 12.5),
        ("N/A", None),
        ("", None),
        ("You need 8GB of memory.", None),
        (0, None),
        (-3, None),
        (float("nan"), None),
        (10**9, None),
        (True, None),
        (None, None),
    ],
)
def test_hours(written: Any, hours: float | None) -> None:
    assert values.hours_of(written) == hours


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("Beginner level", "beginner"),
        ("BEGINNER", "beginner"),
        ("Débutant", "beginner"),
        ("Niveau intermédiaire", "intermediate"),
        ("Advanced", "advanced"),
        ("Mixed", "mixed"),
        ("All Levels", "mixed"),
        ("N/A", None),
        ("Not Calibrated", None),
        ("A great intro level course", None),
        ("Take your CV to the next level", None),
        (3, None),
        (None, None),
    ],
)
def test_levels(written: Any, level: str | None) -> None:
    assert values.level_of(written) == level


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("en", "en"),
        ("pt-BR", "pt"),
        ("zh_CN", "zh"),
        ("French", "fr"),
        ("Français", "fr"),
        ("English (US)", "en"),
        (["de", "en"], "de"),
        ('["fr"]', "fr"),
        ("Klingon speech", None),
        ([], None),
        (7, None),
    ],
)
def test_languages(written: Any, language: str | None) -> None:
    assert values.language_of(written) == language


@pytest.mark.parametrize(
    ("written", "rating"),
    [
        ("4.8", 4.8),
        (4.75, 4.75),
        ("4,8", 4.8),
        ("4.7stars", 4.7),
        ("N/A", None),
        ("97%", None),
        (0, None),
        ("1.2.3", None),
    ],
)
def test_ratings(written: Any, rating: float | None) -> None:
    assert values.rating_of(written) == rating


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("1,234 already enrolled", 1234),
        ("5.3k", 5300),
        ("1.2M", 1_200_000),
        ("480,234 reviews", 480_234),
        (77, 77),
        ("12.0", 12),
        ("none yet", None),
    ],
)
def test_counts(written: Any, count: int | None) -> None:
    assert values.count_of(written) == count


@pytest.mark.parametrize(
    ("written", "items"),
    [
        (["A", " A", "B", None, ""], ("A", "B")),
        ("A, B, A", ("A", "B")),
        ("A;B, C", ("A", "B, C")),
        ("A  B c  D", ("A", "B c", "D")),
        ('["A, a", "B"]', ("A, a", "B")),
        ("['A, a', 'B']", ("A, a", "B")),
        ("{'A', 'B'}", ("A", "B")),
        ([{"name": "A"}, {"title": "B"}, {"x": 1}], ("A", "B")),
        ({"name": "A"}, ("A",)),
        ("", ()),
        (None, ()),
        (5, ("5",)),
    ],
)
def test_lists(written: Any, items: tuple[str, ...]) -> None:
    assert values.list_of(written) == items


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["name", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(json_values)
def test_no_value_is_a_surprise(value: Any) -> None:
    for read in (
        values.text_of, values.list_of, values.level_of, values.language_of, values.hours_of,
        values.rating_of, values.count_of, values.day_of,
    ):  # fmt: skip
        read(value)


@pytest.mark.parametrize("piece", ["1", "1 ", "1-", "1,", "1 hours ", "[", "'", "a;", "P1", "1h", "  "])
def test_long_monotonous_values_are_read(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert values.hours_of(text) is None or values.hours_of(text) > 0
    assert len(values.list_of(text)) <= 60
