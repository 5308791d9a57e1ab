"""What a record changes in a row, whatever the two say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.models import Course
from app.services.courses.rows import FIELDS, RANKS, changes, record_of, values_of
from course_scraper.course import LEVELS
from tests.services.some_courses import record

TEXTS = st.sampled_from(["", "Glass", "Glass blowing", "Verre\x00 soufflé"])
RECORDS = st.builds(
    record,
    st.integers(0, 2),
    title=st.sampled_from(["Glass", "Glass \ud800blowing"]),
    description=TEXTS,
    partner=TEXTS,
    url=st.sampled_from([None, "https://www.coursera.org/learn/glass"]),
    skills=st.lists(TEXTS.filter(bool), max_size=2).map(tuple),
    level=st.sampled_from([None, *LEVELS]),
    hours=st.none() | st.floats(0.1, 100),
    rating=st.none() | st.floats(0, 5),
    enrolments=st.none() | st.integers(0, 10**30),
)
SOURCES = st.sampled_from(sorted(RANKS))


def stored(first: object, source: str) -> Course:
    return Course(course_id="course~a", source=source, is_active=True, **values_of(first))  # type: ignore[arg-type]


@given(RECORDS, SOURCES, RECORDS, SOURCES)
def test_saying_it_again_changes_nothing(first: object, source: str, second: object, later: str) -> None:
    row = stored(first, source)
    assert changes(row, values_of(first), source) == {}  # type: ignore[arg-type]
    for name, value in changes(row, values_of(second), later).items():  # type: ignore[arg-type]
        setattr(row, name, value)
    assert changes(row, values_of(second), later) == {}  # type: ignore[arg-type]
    assert record_of(row).id == "course~a"


@given(RECORDS, SOURCES, RECORDS, SOURCES)
def test_nothing_known_is_forgotten(first: object, source: str, second: object, later: str) -> None:
    row = stored(first, source)
    known = {name for name in FIELDS if getattr(row, name) not in (None, "", [])}
    for name, value in changes(row, values_of(second), later).items():  # type: ignore[arg-type]
        setattr(row, name, value)
    assert known <= {name for name in FIELDS if getattr(row, name) not in (None, "", [])}


@given(RECORDS, RECORDS)
def test_the_starter_list_overrules_nobody(first: object, second: object) -> None:
    row = stored(first, "coursera")
    before = {name: getattr(row, name) for name in FIELDS if getattr(row, name) not in (None, "", [])}
    changed = changes(row, values_of(second), "starter")  # type: ignore[arg-type]
    assert not before.keys() & changed.keys()
