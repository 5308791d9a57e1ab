"""The same offer, a changed offer, the same offer elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from job_scraper.fingerprint import content_hash, derived_id, near_duplicate_key
from job_scraper.posting import JobPosting, Salary

POSTING = JobPosting(source="demo", external_id="1", title="Data Engineer", company="Exemple", city="Paris")


def test_publication_date_and_raw_record_are_no_content() -> None:
    later = replace(POSTING, published_at=datetime(2026, 1, 1, tzinfo=UTC), raw={"views": 12})
    assert content_hash(later) == content_hash(POSTING)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Data Scientist"},
        {"description_text": "new"},
        {"contract": "permanent"},
        {"salary": Salary(Decimal(40000), None, "EUR", "year")},
        {"expires_at": datetime(2026, 12, 1, tzinfo=UTC)},
        {"company": None, "location": "Exemple"},
        {"skills": ("SQL",)},
    ],
)
def test_what_a_reader_would_notice_is_content(changes: dict[str, object]) -> None:
    assert content_hash(replace(POSTING, **changes)) != content_hash(POSTING)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "company", "city"),
    [
        ("Data Engineer H/F", "EXEMPLE SAS", "paris"),
        ("Data Engineer (F/H)", "Exemple", "Paris"),
        ("DATA ENGINEER (m/w/d)", "Exemple GmbH", "Paris"),
        ("Data-Engineer - Réf. 12345", "Exemple Group", "Paris"),
        ("Job Title: Data Engineer", "Exemplé", "Paris"),
    ],
)
def test_two_boards_write_one_offer(title: str, company: str, city: str) -> None:
    assert near_duplicate_key(title, company, city) == near_duplicate_key("Data Engineer", "Exemple", "Paris")


@pytest.mark.parametrize("form", ["eG", "e.V.", "GmbH & Co. KG", "mbH", "KGaA", "GbR"])
def test_legal_forms_do_not_part_offers(form: str) -> None:
    bare = near_duplicate_key("Bankkauffrau", "Muster", "Köln")
    assert near_duplicate_key("Bankkauffrau", f"Muster {form}", "Köln") == bare


def test_other_offers_have_other_keys() -> None:
    keys = {
        near_duplicate_key("Data Engineer", "Exemple", "Paris"),
        near_duplicate_key("Data Engineer", "Exemple", "Lyon"),
        near_duplicate_key("Data Engineer", "Autre", "Paris"),
        near_duplicate_key("Senior Data Engineer", "Exemple", "Paris"),
        near_duplicate_key("Data Engineer C++", "Exemple", "Paris"),
    }
    assert len(keys) == 5


def test_without_a_company_offers_are_not_merged() -> None:
    assert near_duplicate_key("Data Engineer", None, "Paris") is None
    assert near_duplicate_key("Data Engineer", " ", "Paris") is None


def test_derived_names() -> None:
    assert derived_id("https://jobs.example/1", "x") == derived_id("https://jobs.example/1", "y")
    assert derived_id(None, "a", "b") != derived_id(None, "ab", "")
    assert derived_id(None, "\ud800") != derived_id(None, "")
    assert {derived_id("https://jobs.example/1")[0], derived_id(None, "x")[0]} == {"u", "c"}
