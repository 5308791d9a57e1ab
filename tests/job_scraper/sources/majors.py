"""Running a source against the local web, and reading what it brought."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from job_scraper.client import Client
from job_scraper.page import Page, Parsed
from job_scraper.posting import JobPosting
from job_scraper.query import Query
from job_scraper.record import posting_from_record
from job_scraper.source import Source
from outgoing.endings import SourceFault, from_refusal
from outgoing.faults import Fault

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SHARED = Path(os.environ.get("JOBMATCH_SHARED", Path(__file__).resolve().parents[4] / "shared"))
FIXTURES = SHARED / "fixtures"
needs_fixtures = pytest.mark.skipif(not FIXTURES.exists(), reason="recorded answers are not on this machine")
DEEP = "<div>" * 50_000 + "x" + "</div>" * 50_000
CAPTCHA = (
    "<html><head><title>Just a moment...</title></head><body><div id='cf-chl-widget'></div></body></html>"
)


@dataclass
class Run:
    """``fault`` is how it ended, if not well."""

    pages: list[Page] = field(default_factory=list)
    fault: SourceFault | None = None

    @property
    def records(self) -> list[Any]:
        return [record for page in self.pages for record in page.parsed.records]

    @property
    def ids(self) -> list[str]:
        return [str(record["id"]) for record in self.records]

    @property
    def status(self) -> str:
        return self.fault.status if self.fault else "ok"

    @property
    def notes(self) -> list[str]:
        return [note for page in self.pages for note in page.notes]

    def says(self) -> str:
        """Everything that an admin may come to see."""
        broken = [each for page in self.pages for each in page.parsed.broken]
        heads = [page.head + page.message for page in self.pages]
        fault = [str(self.fault), self.fault.head] if self.fault else []
        return " ".join([*self.notes, *heads, *fault, *map(str, broken)])


def query_for(source: Source, limit: int = 1000, **changes: Any) -> Query:
    options = {option.name: option.default for option in source.options}
    assert set(changes) <= set(options)
    return Query(options | changes, limit)


def run(source: Source, query: Query, client: Client) -> Run:
    """As the service does: what was yielded before a fault stays. Progress only grows."""
    found = Run()
    try:
        for page in source.fetch(query, client):
            found.pages.append(page)
    except SourceFault as fault:
        found.fault = fault
    except Fault as fault:
        found.fault = from_refusal(fault)
    shares = [page.progress for page in found.pages]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)
    return found


def postings(source: Source, records: Iterable[Any]) -> list[JobPosting]:
    return [posting_from_record(record, source.name, NOW, source.habits) for record in records]


def parsed_postings(source: Source, parsed: Parsed) -> list[JobPosting]:
    return postings(source, parsed.records)


def no_trace(secret: str, found: Run, logged: pytest.LogCaptureFixture) -> None:
    """The secret is in no message, head, fault, traceback or log."""
    assert secret not in found.says()
    assert secret not in "\n".join(record.getMessage() for record in logged.records)
    fault: BaseException | None = found.fault
    while fault is not None:
        assert secret not in repr(fault)
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)


def all_levels(logged: pytest.LogCaptureFixture) -> None:
    logged.set_level(logging.DEBUG)
