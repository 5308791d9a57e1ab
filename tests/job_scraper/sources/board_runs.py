"""Running a source of boards against the local web."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from job_scraper.page import Page
from job_scraper.posting import JobPosting
from job_scraper.query import Query
from job_scraper.record import posting_from_record
from job_scraper.registry import all_sources
from job_scraper.rejected import Rejected
from outgoing.endings import SourceFault
from tests.fake_web import FakeWeb, client_for

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PERSONIO_ELSEWHERE = ".jobs.personio.com"


@dataclass
class Run:
    pages: list[Page] = field(default_factory=list)
    fault: SourceFault | None = None
    source: str = ""

    @property
    def postings(self) -> list[JobPosting]:
        return [each for each in self._read() if isinstance(each, JobPosting)]

    @property
    def rejected(self) -> list[str]:
        return [each.code for each in self._read() if isinstance(each, Rejected)]

    def _read(self) -> Iterator[JobPosting | Rejected]:
        habits = all_sources()[self.source].habits
        for record in (record for page in self.pages for record in page.parsed.records):
            try:
                yield posting_from_record(record, self.source, NOW, habits)
            except Rejected as error:
                yield error

    @property
    def notes(self) -> str:
        return "\n".join(note for page in self.pages for note in page.notes)

    @property
    def broken(self) -> list[str]:
        return [each.reason for page in self.pages for each in page.parsed.broken]

    @property
    def ended(self) -> list[str]:
        return [page.listing for page in self.pages if page.is_last]


def run_board(web: FakeWeb, name: str, *companies: str, limit: int = 1000) -> Run:
    run = Run(source=name)
    query = Query({"companies": companies}, limit)
    hosts = list(_hosts(web, name, companies))
    try:
        for page in all_sources()[name].fetch(query, client_for(web, *hosts)):
            run.pages.append(page)
    except SourceFault as fault:
        run.fault = fault
    return run


def _hosts(web: FakeWeb, name: str, companies: tuple[str, ...]) -> Iterator[str]:
    """What answers, and what may be asked without an answer."""
    yield from web.routes()
    if name == "personio":
        for company in companies:
            yield company + ".jobs.personio.de"
            yield company + PERSONIO_ELSEWHERE
    if name in {"recruitee", "teamtailor"}:
        yield from (f"{company}.{name}.com" for company in companies)
