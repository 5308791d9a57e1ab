"""Years beside a skill."""

from __future__ import annotations

import pytest

from app.core.skills.reading import read_skills


def years(text: str) -> dict[str, float | None]:
    return {use.skill: use.years for use in read_skills(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3+ years of Python", 3),
        ("at least two (2) years of experience with Python", 2),
        ("3-5 years Python", 3),
        ("between 3 and 5 years of Python", 3),
        ("1.5 years of Python", 1.5),
        ("six months of Python", 0.5),
        ("Python for 5 years", 5),
        ("Python: at least 5 years", 5),
        ("Python – 4 years", 4),
        ("5yrs Python", 5),
        ("Python (5 ans)", 5),
        ("3 à 5 ans d'expérience en Python", 3),
        ("une expérience d'au moins sept ans en Python", 7),
        ("un an de Python", 1),
        ("Python depuis 5 ans", 5),
        ("mindestens 3 Jahre Erfahrung mit Python", 3),
        ("drei bis fünf Jahre Python", 3),
        ("dreijährige Erfahrung mit Python", 3),
        ("Python seit zehn Jahren", 10),
        ("خبرة 3 سنوات في بايثون", 3),
        ("خبرة لا تقل عن خمس سنوات في بايثون", 5),
        ("سنتان في بايثون", 2),
        ("من ٣ إلى ٥ سنوات في بايثون", 3),
        ("سنة واحدة في بايثون", 1),
    ],
)
def test_years_are_read(text: str, expected: float) -> None:
    assert years(text) == {"python": expected}


@pytest.mark.parametrize(
    "text",
    [
        "Founded 20 years ago, we write Python",
        "For 20 years we have written Python",
        "Depuis 20 ans, nous écrivons Python",
        "Wir schreiben seit 20 Jahren Python",
        "CDD de 2 ans, Python",
        "You are 18 years old and know Python",
        "Python. 3 years of warranty",
        "Python; 5 years of driving",
        "99 years of Python",
        "3 years of experience, and then you will want to know about our Python",
    ],
)
def test_other_years_are_not(text: str) -> None:
    assert years(text)["python"] is None


def test_years_belong_to_a_list_and_to_nothing_after_it() -> None:
    assert years("3 years of Python, SQL and Docker") == {"python": 3, "sql": 3, "docker": 3}
    assert years("3 years of Python and a good knowledge of SQL") == {"python": 3, "sql": None}
    assert years("Python (5 years), SQL (3 years), Docker") == {"python": 5, "sql": 3, "docker": None}


def test_years_end_with_the_clause() -> None:
    assert years("5 years in sales but Python is new to you")["python"] is None
