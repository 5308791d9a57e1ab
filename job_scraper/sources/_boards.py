"""Going through a list of employers' boards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from job_scraper.client import Client
from job_scraper.option import Option
from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from job_scraper.sources._board import Board, UnknownCompany, pages_of
from job_scraper.sources._company import Company, companies_of
from job_scraper.words import to_translate as _
from outgoing.endings import Blocked, Changed, Failed, QuotaUsedUp, SourceFault, from_refusal
from outgoing.faults import Fault

OPTION: Final = "companies"
WHY_OFF: Final = _("No company is listed yet.")
_FAULTS_IN_A_ROW: Final = 3


def companies_option(help_text: str) -> Option:
    return Option(OPTION, _("Companies"), kind="list", default=(), maximum=300, help=help_text)


@dataclass
class _Tour:
    """What has happened so far. ``notes`` are those that no page has told yet."""

    left: int
    notes: tuple[str, ...] = ()
    faults: list[SourceFault] = field(default_factory=list)
    faults_in_a_row: int = 0
    has_answer: bool = False

    def told(self) -> tuple[str, ...]:
        notes, self.notes = self.notes, ()
        return notes


def visit(board: Board, query: Query, client: Client) -> Iterator[Page]:
    """Every page of every company. A company that is unknown or whose answer cannot be read is noted and the
    others go on; a service that refuses is not asked again.

    Raises SourceFault: at once when refused or after three faults in a row, at the end when an answer had
    changed its shape or no company answered.
    """
    companies, wrong = companies_of(query.words(OPTION), board.sites)
    tour = _Tour(query.limit, tuple(f"{entry}: not the name of a board" for entry in wrong))
    if not companies:
        raise Failed("; ".join(tour.notes) or WHY_OFF)
    for number, company in enumerate(companies):
        message = f"Company {number + 1}/{len(companies)}: {company.shown}"
        for page in _company_pages(board, company, client, tour):
            progress = (number + page.progress) / len(companies)
            yield replace(page, message=message, progress=progress, notes=tour.told() + page.notes)
        if tour.left <= 0:
            tour.notes += (f"stopped at {query.limit} offers",)
            break
    if tour.notes:
        yield Page(Parsed(), notes=tour.told(), progress=1.0)
    _raise_if_nothing_came(board, companies, tour)


def _company_pages(board: Board, company: Company, client: Client, tour: _Tour) -> Iterator[Page]:
    try:
        for page in pages_of(board, company, client, tour.left):
            tour.left -= len(page.parsed.records)
            yield page
        tour.has_answer, tour.faults_in_a_row = True, 0
    except UnknownCompany:
        tour.notes += (f"{company.shown}: {board.label} has no board of this name",)
    except (SourceFault, Fault) as raised:
        fault = _named(raised, company)
        tour.faults.append(fault)
        tour.faults_in_a_row += 1
        if isinstance(fault, Blocked | QuotaUsedUp) or tour.faults_in_a_row == _FAULTS_IN_A_ROW:
            raise fault from raised
        tour.notes += (fault.detail,)


def _named(raised: SourceFault | Fault, company: Company) -> SourceFault:
    fault = raised if isinstance(raised, SourceFault) else from_refusal(raised)
    return type(fault)(f"{company.shown}: {fault.detail}", fault.head)


def _raise_if_nothing_came(board: Board, companies: list[Company], tour: _Tour) -> None:
    changed = next((fault for fault in tour.faults if isinstance(fault, Changed)), None)
    if changed or (tour.faults and not tour.has_answer):
        raise changed or tour.faults[0]
    if not tour.has_answer:
        names = ", ".join(company.shown for company in companies[:20])
        raise Failed(f"{board.label} has no board of these names: {names}")
