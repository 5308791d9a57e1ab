"""What holds for any record at all."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from job_scraper.fields import columns
from job_scraper.posting import JobPosting
from job_scraper.record import Rejected, posting_from_record
from job_scraper.rejected import CODES
from job_scraper.vocabulary import codes

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
NAMES = sorted({name for group in vars(columns).values() if isinstance(group, tuple) for name in group})
LIKELY = [
    *(
        "Comptable",
        "Data Engineer (CDI)",
        "Paris, France",
        "35-45 k€/an",
        "il y a 3 jours",
        "<p>x</p>",
        "remote",
    ),
    *(
        "https://a.example/1",
        "{'a': 1}",
        "[1, 2]",
        "nan",
        "2 An(s)",
        "1.5",
        "\ud800",
        "<script>",
        "Sfax",
        "EUR",
    ),
]
TEXTS = st.text(max_size=40) | st.sampled_from(LIKELY)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.binary(max_size=8)
VALUES = st.recursive(
    SCALARS,
    lambda children: (
        st.lists(children, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "city", "value", "min", "country", "text", "@id", "x"]),
            children,
            max_size=3,
        )
    ),
    max_leaves=6,
)
RECORDS = st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=8), VALUES, max_size=8)
TITLED = RECORDS.map(lambda record: {**record, "title": "Comptable", "company": "Exemple"})


REFUSALS: set[str] = set()


def attempt(record: Any) -> JobPosting | None:
    try:
        return posting_from_record(record, "demo", NOW)
    except Rejected as refused:
        REFUSALS.add(refused.code)
        return None


def assert_sound(posting: JobPosting) -> None:
    assert posting.title
    assert len(posting.title) <= 255
    assert len(posting.external_id) <= 128
    assert posting.external_id
    assert posting.contract in codes.CONTRACTS | {None}
    assert posting.work_time in codes.WORK_TIMES | {None}
    assert posting.level in codes.LEVELS | {None}
    assert posting.remote in codes.REMOTES | {None}
    assert posting.language in codes.LANGUAGES | {None}
    assert posting.years_min is None or 0 <= posting.years_min <= 20
    assert all(
        url is None or url.startswith(("http://", "https://")) for url in (posting.url, posting.apply_url)
    )
    assert posting.published_at is None or posting.published_at.tzinfo is UTC
    if posting.salary:
        assert posting.salary.period in codes.PERIODS
        assert (posting.salary.minimum or posting.salary.maximum or 0) > 0
    json.dumps(posting.raw, allow_nan=False).encode("utf-8")
    f"{posting.title}{posting.company}{posting.location}{posting.description_html}{posting.skills}".encode()


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(RECORDS | TITLED)
def test_any_record_is_an_offer_or_rejected(record: dict[Any, Any]) -> None:
    posting = attempt(record)
    if posting:
        assert_sound(posting)
    assert attempt(record) == posting
    assert REFUSALS <= CODES


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TITLED)
def test_a_title_and_a_company_are_enough(record: dict[str, Any]) -> None:
    assert attempt(record) is not None


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TITLED)
def test_the_kept_record_gives_the_same_offer(record: dict[str, Any]) -> None:
    posting = attempt(record)
    assert posting is not None
    assert attempt(posting.raw) == posting


@given(VALUES)
def test_what_is_no_record_is_rejected(value: Any) -> None:
    if not isinstance(value, dict):
        assert attempt(value) is None
