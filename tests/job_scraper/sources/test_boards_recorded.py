"""Recorded and hand-made answers of employers' boards, where they are at hand: what a reader finds in them."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from job_scraper.posting import JobPosting
from job_scraper.record import posting_from_record
from job_scraper.registry import all_sources

SHARED = Path(os.environ.get("JOBMATCH_SHARED") or Path(__file__).resolve().parents[4] / "shared")
ANSWERS = SHARED / "fixtures" / "ats"
NOW = datetime(2026, 11, 21, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not ANSWERS.exists(), reason="the recorded answers are not on this machine")


def offers(name: str, file: str) -> list[JobPosting]:
    parsed = all_sources()[name].parse((ANSWERS / name / file).read_bytes())
    assert parsed.broken == ()
    return [posting_from_record(record, name, NOW) for record in parsed.records]


def test_greenhouse() -> None:
    manager, engineer = offers("greenhouse", "adyen-jobs.json")
    assert (manager.external_id, manager.title, manager.company) == ("7340050", "Account Manager", "Adyen")
    assert (manager.city, manager.country) == ("Amsterdam", "NL")
    assert manager.url == "https://job-boards.greenhouse.io/adyen/jobs/7340050"
    assert manager.published_at == datetime(2026, 3, 21, 13, tzinfo=UTC)
    assert "European merchant footprint" in manager.description_text
    assert "&lt;" not in (manager.description_html or "&lt;")
    assert (engineer.title, engineer.level) == ("Senior Software Engineer", "senior")
    assert (engineer.city, engineer.country) == ("San Francisco", "US")


def test_lever() -> None:
    small, strategic, dach = offers("lever", "aircall-jobs.json")
    assert small.external_id == "f2ab14ed-0258-4dc6-bd52-c96eb7d968e5"
    assert [offer.title for offer in (strategic, dach)] == [
        "Account Executive - Strategic",
        "Account Executive , DACH market",
    ]
    assert [offer.country for offer in (small, strategic, dach)] == ["US", "AU", "DE"]
    assert {offer.work_time for offer in (small, strategic, dach)} == {"full_time"}
    assert {offer.remote for offer in (small, strategic, dach)} == {"onsite"}
    assert small.published_at == datetime(2026, 6, 26, 18, 33, 47, 119000, UTC)
    assert small.apply_url == f"{small.url}/apply"
    assert all(offer.description_text for offer in (small, strategic, dach))


def test_ashby() -> None:
    """The fourth posting is only for those who have its link."""
    backend, staff, recruiter = offers("ashby", "ashby-jobs.json")
    assert (backend.title, backend.city, backend.country) == ("Senior Backend Engineer", "New York", "US")
    assert backend.salary is not None
    assert staff.salary is not None
    assert (backend.salary.minimum, backend.salary.maximum, backend.salary.currency) == (
        150000,
        190000,
        "USD",
    )
    assert (staff.salary.minimum, staff.salary.maximum, staff.salary.period) == (211400, 290600, "year")
    assert (staff.remote, recruiter.remote) == ("remote", "remote")
    assert (recruiter.city, recruiter.country, recruiter.salary) == (None, None, None)
    assert backend.published_at == datetime(2026, 5, 20, tzinfo=UTC)
    assert backend.apply_url == f"{backend.url}/application"


def test_smartrecruiters() -> None:
    found = offers("smartrecruiters", "abinbev-jobs.json")
    assert [offer.external_id for offer in found] == ["743999801129577", "743999798957828", "743999794167838"]
    assert [offer.title for offer in found] == [
        "Warehouse Controller",
        "Boiler Operator",
        "Tax & Compliance Manager",
    ]
    assert {offer.company for offer in found} == {"AB InBev"}
    assert [offer.city for offer in found] == ["Sagamu", "Matsapha", "Maseru"]
    assert found[0].country == "NG"
    assert {(offer.contract, offer.work_time) for offer in found} == {("permanent", "full_time")}
    assert found[0].url == "https://jobs.smartrecruiters.com/ABInBev1/743999801129577"
    assert found[0].published_at == datetime(2022, 1, 27, 9, 57, 43, tzinfo=UTC)
    assert all("at AB InBev." in offer.description_text for offer in found)


def test_recruitee() -> None:
    chicago, india, manager = offers("recruitee", "aikidosecurity-jobs.json")
    assert chicago.external_id == "2665922"
    assert (chicago.title, chicago.company) == ("Forward deployed engineer Chicago", "Aikido Security")
    assert (chicago.city, chicago.country) == ("Chicago", "US")
    assert chicago.published_at == datetime(2026, 7, 3, 9, 21, 48, tzinfo=UTC)
    assert (india.remote, india.city, india.location) == ("remote", None, None)
    assert manager.url == "https://aikidosecurity.recruitee.com/o/aikidosecurity-role-3"
    assert {offer.salary for offer in (chicago, india, manager)} == {None}
