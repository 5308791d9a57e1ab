"""Keeps secrets out of everything that a run says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from job_scraper.client import Client
from job_scraper.page import Broken, Page, Parsed
from job_scraper.query import Query
from job_scraper.source import Fetch, Find
from job_scraper.sources._api import Api
from outgoing.endings import SourceFault, from_refusal
from outgoing.faults import Fault

Hide = Callable[[str], str]


def discreet_fetch(fetch: Fetch, *names: str) -> Fetch:
    """The same, but the values of these options appear in no message, note, sample, head or fault."""

    def quiet(query: Query, client: Client) -> Iterator[Page]:
        hide = _hiding(query, client, names)
        try:
            for page in fetch(query, client):
                yield _quiet_page(page, hide)
        except (SourceFault, Fault) as fault:
            raise _quiet(fault, hide) from None

    return quiet


def discreet_find(find: Find, *names: str) -> Find:
    def quiet(external_id: str, query: Query, client: Client) -> Parsed | None:
        try:
            return find(external_id, query, client)
        except (SourceFault, Fault) as fault:
            raise _quiet(fault, _hiding(query, client, names)) from None

    return quiet


def _hiding(query: Query, client: Client, names: tuple[str, ...]) -> Hide:
    return Api(client, tuple(query.text(name) for name in names)).hide


def _quiet_page(page: Page, hide: Hide) -> Page:
    broken = tuple(Broken(hide(each.reason), hide(each.sample)) for each in page.parsed.broken)
    return replace(
        page,
        parsed=replace(page.parsed, broken=broken),
        message=hide(page.message),
        head=hide(page.head),
        notes=tuple(hide(note) for note in page.notes),
    )


def _quiet(fault: SourceFault | Fault, hide: Hide) -> SourceFault:
    said = fault if isinstance(fault, SourceFault) else from_refusal(fault)
    return type(said)(hide(said.detail), hide(said.head))
