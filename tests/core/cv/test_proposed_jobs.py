"""A job that somebody proposes says what the lines say that it quotes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.core.cv.profile import Experience, Profile
from app.core.cv.proposed import LONGEST_JOB, is_known, job_in

TODAY = date(2026, 3, 5)
LINES = ((3, "Nurse at Clinique du Lac"), (4, "March 2019 - June 2021"))
JOB = Experience("Nurse", "Clinique du Lac", date(2019, 3, 1), date(2021, 6, 1), False, 3, 4)


def test_words_and_dates_of_the_lines() -> None:
    assert job_in("Nurse", "Clinique du Lac", "2019-03", "2021-06", LINES, TODAY) == JOB
    assert job_in("Nurse", "Clinique du Lac", "2019", "2021", LINES, TODAY) == JOB


def test_a_company_that_no_line_names_is_left_out() -> None:
    assert job_in("Nurse", "Harvard", "2019", "2021", LINES, TODAY) == replace(JOB, company=None)


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [("Chief", "2019", "2021"), ("", "2019", "2021"), ("Nurse", "2018", "2021"), ("Nurse", "2019", "now"),
     ("Nurse", "2019-04", "2021"), ("Nurse", "٢٠١٩", "2021"), ("Nurse", "", "2021"), ("Nurse", "2019", "")],
)  # fmt: skip
def test_what_no_line_says_makes_it_none(title: str, start: str, end: str) -> None:
    assert job_in(title, "", start, end, LINES, TODAY) is None


def test_lines_far_apart_are_no_job() -> None:
    far = (LINES[0], (3 + LONGEST_JOB, LINES[1][1]))
    assert job_in("Nurse", "", "2019", "2021", far, TODAY) is None
    assert job_in("Nurse", "", "", "", (), TODAY) is None


def test_without_dates_there_are_none() -> None:
    assert job_in("Nurse", "", "", "", LINES[:1], TODAY) == Experience("Nurse", line=3, last_line=3)


def test_a_job_is_known_by_its_time_or_its_title_and_line() -> None:
    profile = Profile(experiences=(JOB,))
    assert is_known(replace(JOB, title="Infirmière"), [profile])
    assert is_known(Experience("NURSE", line=3), [profile])
    assert not is_known(Experience("Nurse", line=9), [profile])
    assert not is_known(JOB, [])
