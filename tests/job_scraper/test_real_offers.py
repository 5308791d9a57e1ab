"""Recorded offers of real boards, where the labelled data is at hand."""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from job_scraper.importing.reader import count_records, read_records
from job_scraper.posting import JobPosting
from job_scraper.record import Rejected, posting_from_record
from record_files.items import ImportedRecord, UnreadableFile

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("JOBMATCH_SHARED", ROOT.parent / "shared"))
OFFERS = SHARED / "eval" / "offers" / "offers.jsonl.gz"
FIXTURES = SHARED / "fixtures"
NOW = datetime(2026, 11, 21, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not OFFERS.exists(), reason="the labelled data is not on this machine")


def postings(path: Path) -> list[JobPosting]:
    found = []
    for item in read_records(path):
        if isinstance(item, ImportedRecord):
            try:
                found.append(posting_from_record(item.record, "recorded", NOW))
            except Rejected as refused:
                assert refused.code == "no_text", refused
    return found


def test_a_part_of_the_real_offers() -> None:
    assert count_records(OFFERS) == 3000
    found = []
    languages: Counter[bool] = Counter()
    for number, item in enumerate(read_records(OFFERS)):
        if number % 10:
            continue
        assert isinstance(item, ImportedRecord)
        record = {name: value for name, value in item.record.items() if name != "lang"}
        posting = posting_from_record(record, "recorded", NOW)
        found.append(posting)
        if item.record["lang"] in {"fr", "en", "de", "nl", "it", "es"}:
            languages[posting.language == item.record["lang"]] += 1
    assert len(found) == 300
    assert languages[True] >= 0.98 * languages.total()
    assert sum(posting.country is not None for posting in found) >= 0.9 * len(found)
    assert sum(posting.city is not None for posting in found) >= 0.8 * len(found)
    assert sum(posting.years_min is not None for posting in found) >= 0.25 * len(found)
    assert all(posting.description_html for posting in found)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("ats/ashby/ashby-jobs.json", 4),
        ("ats/greenhouse/adyen-jobs.json", 2),
        ("ats/joincom/joincom-jobs-page-1.json", 2),
        ("ats/lever/aircall-jobs.json", 3),
        ("ats/manatal/list-calqulate.json", 10),
        ("ats/recruitee/aikidosecurity-jobs.json", 3),
        ("ats/smartrecruiters/abinbev-jobs.json", 3),
        ("ats/nireekshahuns_jsearch-search.json", 5),
        ("ats/nireekshahuns_workday-statestreet-detail.json", 1),
        ("ats/nireekshahuns_workday-statestreet-list.json", 0),
        ("france_travail/les-emplois_offres_search.json", 2),
        ("jsonld/paylocity_detail_fermi_2026-06.html", 1),
    ],
)
def test_recorded_answers(name: str, count: int) -> None:
    assert len(postings(FIXTURES / name)) == count


@pytest.mark.parametrize(
    "name", ["jsonld/mara_inc-careers.html", "tunisia/emploitunisie_extracted_job_0.txt"]
)
def test_recorded_files_without_offers(name: str) -> None:
    with pytest.raises(UnreadableFile):
        postings(FIXTURES / name)
