"""The courses that are shipped."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from app.core.skills.lexicon import default_lexicon
from course_scraper.importing.catalogue import Account, Row, read_catalogue
from course_scraper.starter import FILE, starter_courses

PATH = re.compile(r"https://www\.coursera\.org/(learn|specializations|professional-certificates)/[^/\s]+")


def test_every_line_is_a_course_and_none_stands_twice() -> None:
    account = Account()
    rows = list(read_catalogue(FILE, account))
    assert all(isinstance(row, Row) for row in rows)
    assert account.duplicates == 0
    assert account.courses == len(FILE.read_text("utf-8").splitlines()) - 1 >= 300
    named = Counter((course.title, course.partner, course.kind) for course in starter_courses())
    assert [name for name, count in named.items() if count > 1] == []


def test_facts_only() -> None:
    for course in starter_courses():
        assert course.url is not None
        assert PATH.fullmatch(course.url)
        assert course.partner
        assert course.language in {"en", "fr", "de", "ar"}
        assert course.description == ""
        assert course.checked is None
        assert 1 <= len(course.skills) <= 5


def test_hours_are_those_of_a_course_or_nobody_s() -> None:
    bounds = {"course": (1, 90), "specialization": (20, 300), "certificate": (40, 400)}
    known = [course for course in starter_courses() if course.hours is not None]
    assert len(known) >= 200
    for course in known:
        least, most = bounds[course.kind]
        assert least <= (course.hours or 0) <= most, course.url
    by_slug = {course.slug: course.hours for course in starter_courses()}
    assert by_slug["psychological-first-aid"] == 6


def test_skills_are_labels_of_the_lexicon_and_spread_over_its_domains() -> None:
    lexicon = default_lexicon()
    domains: Counter[str] = Counter()
    for course in starter_courses():
        for name in course.skills:
            skill = lexicon.find(name)
            assert skill is not None, (course.url, name)
            assert skill.label == name, (course.url, name)
            domains[skill.domain] += 1
    wanted = {path.stem for path in Path(FILE).parents[2].glob("app/core/skills/data/*.tsv")} - {"public"}
    assert wanted <= set(domains)
