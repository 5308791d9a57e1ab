"""Whether a source would work, tried with one answer of it and without storing anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace

from app.models import utc_now
from app.services import source_configs, sources
from app.services.collecting import pages_of
from app.services.page_client import page_client
from app.services.run_tally import Tally, is_silent, verdict
from app.services.transaction import end_reading
from job_scraper.record import posting_from_record
from job_scraper.rejected import Rejected
from job_scraper.source import Source
from outgoing.endings import SourceFault, from_refusal
from outgoing.faults import Fault

FEW = 10  # offers that a check asks for


@dataclass(frozen=True, slots=True)
class Check:
    """``status`` as a run would have it. ``readable`` of the ``found`` items became offers."""

    source: str
    status: str
    why: str = ""
    found: int = 0
    readable: int = 0

    @property
    def is_good(self) -> bool:
        return self.status in {"ok", "empty"}


def check(name: str) -> Check:
    """One answer of the source, read and thrown away. Raises NotFound."""
    source = sources.get(name)
    try:
        return _tried(source)
    except SourceFault as fault:
        return Check(name, fault.status, fault.detail)
    except Fault as fault:
        refusal = from_refusal(fault)
        return Check(name, refusal.status, refusal.detail)


def check_those_on() -> Iterator[Check]:
    for set_up in source_configs.all_current():
        if set_up.is_on:
            yield check(set_up.source)


def _tried(source: Source) -> Check:
    query, _set_up = source_configs.query(source.name)
    end_reading()
    tally = Tally(frozenset(source.often_lacks))
    with closing(pages_of(source, replace(query, limit=FEW), page_client())) as pages:
        page = next(pages, None)
    if page is None:
        return Check(source.name, *verdict(tally, ()))
    tally.pages = 1
    tally.silent = int(is_silent(page))
    for broken in page.parsed.broken:
        tally.reject("broken", broken.reason)
    for record in page.parsed.records:
        try:
            tally.count(posting_from_record(record, source.name, utc_now(), source.habits))
        except Rejected as error:
            tally.reject(error.code, error.detail)
    status, why = verdict(tally, ())
    return Check(source.name, status, why, tally.found, tally.found - tally.rejected)
