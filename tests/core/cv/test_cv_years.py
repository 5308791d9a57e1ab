"""Overlapping jobs count once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.cv.dates import month_index, month_of
from app.core.cv.profile import Experience, ProfileSkill
from app.core.cv.years import months_covered, with_years, years_of
from tests.core.cv.cv_texts import TODAY

spans = st.tuples(st.integers(1960 * 12, 2026 * 12 + 2), st.integers(0, 500)).map(
    lambda pair: (pair[0], pair[0] + pair[1])
)
jobs = st.builds(
    lambda first, length, line, lines: Experience(
        "Tester",
        start=month_of(first),
        end=month_of(first + length),
        line=line,
        last_line=line + lines,
    ),
    st.integers(1960 * 12, 2026 * 12 + 2),
    st.integers(0, 300),
    st.integers(0, 100),
    st.integers(0, 20),
)


def job(start: str, end: str | None, line: int = 0, last_line: int = 0) -> Experience:
    return Experience(
        "Tester",
        start=date.fromisoformat(f"{start}-01"),
        end=date.fromisoformat(f"{end}-01") if end else None,
        current=end is None,
        line=line,
        last_line=last_line,
    )


@pytest.mark.parametrize(
    ("listed", "years"),
    [
        ([job("2019-01", "2019-12")], 1.0),
        ([job("2019-01", "2019-01")], 0.1),
        ([job("2019-01", "2020-12"), job("2020-01", "2021-12")], 3.0),
        ([job("2019-01", "2019-12"), job("2019-03", "2019-06")], 1.0),
        ([job("2019-01", "2019-06"), job("2019-07", "2019-12")], 1.0),
        ([job("2010-01", "2010-12"), job("2020-01", "2020-12")], 2.0),
        ([job("2025-04", None)], 1.0),
        ([job("2027-01", "2028-12")], 0.0),
        ([job("2026-01", "2030-12")], 0.2),
        ([Experience("Welder")], None),
        ([], None),
    ],
)
def test_total(listed: list[Experience], years: float | None) -> None:
    assert years_of(listed, TODAY) == years


@settings(deadline=None)
@given(st.lists(spans, min_size=1))
def test_months_fit_between_the_longest_job_and_the_whole_span(listed: list[tuple[int, int]]) -> None:
    covered = months_covered(listed)
    assert max(last - first + 1 for first, last in listed) <= covered
    assert covered <= max(last for _, last in listed) - min(first for first, _ in listed) + 1
    assert covered <= sum(last - first + 1 for first, last in listed)


@settings(deadline=None)
@given(st.lists(spans))
def test_months_are_those_of_a_plain_count(listed: list[tuple[int, int]]) -> None:
    assert months_covered(listed) == len(
        {month for first, last in listed for month in range(first, last + 1)}
    )


@settings(deadline=None)
@given(st.lists(jobs, min_size=1), st.data())
def test_a_job_listed_twice_changes_nothing(listed: list[Experience], data: st.DataObject) -> None:
    twice = data.draw(st.permutations([*listed, data.draw(st.sampled_from(listed))]))
    skills = [ProfileSkill("python", (3, 40))]
    assert years_of(twice, TODAY) == years_of(listed, TODAY)
    assert with_years(skills, twice, TODAY) == with_years(skills, listed, TODAY)


@settings(deadline=None)
@given(st.lists(jobs), st.lists(st.integers(0, 120), min_size=1, max_size=5))
def test_years_of_a_skill_are_part_of_all_years(listed: list[Experience], lines: list[int]) -> None:
    (skill,) = with_years([ProfileSkill("python", tuple(lines))], listed, TODAY)
    assert (skill.years or 0) <= (years_of(listed, TODAY) or 0)
    assert skill.last_used is None or skill.last_used <= TODAY.year


def test_years_come_from_the_jobs_whose_lines_mention_the_skill() -> None:
    listed = [job("2024-01", None, 10, 14), job("2020-01", "2021-12", 15, 20)]
    skills = [ProfileSkill("java", (17,)), ProfileSkill("sql", (12, 17)), ProfileSkill("php", (30,))]
    java, sql, php = with_years(skills, listed, TODAY)
    assert (java.years, java.last_used) == (2.0, 2021)
    assert (sql.years, sql.last_used) == (4.2, 2026)
    assert (php.years, php.last_used) == (None, None)


def test_what_the_person_stated_stays() -> None:
    stated = ProfileSkill("java", (), 7.0, 2020)
    assert with_years([stated], [job("2019-01", None)], TODAY) == (stated,)


def test_month_numbers_go_back_and_forth() -> None:
    assert month_of(month_index(TODAY)) == date(2026, 3, 1)
