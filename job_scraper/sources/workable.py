"""Employers' accounts at Workable, by the interface for career pages: one answer holds the whole account.

The descriptions come with it. Asking for each job would also tell hybrid from remote, but the service bars
who asks more than a few times in a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from job_scraper.client import Client
from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from job_scraper.source import Source, Terms
from job_scraper.sources._board import Board
from job_scraper.sources._boards import WHY_OFF, companies_option, visit
from job_scraper.sources._company import Company, Sites
from job_scraper.sources._reading import Record, at, list_in, listed, read_items, read_json
from job_scraper.words import to_translate as _
from outgoing.answer import Answer


def fetch(query: Query, client: Client) -> Iterator[Page]:
    return visit(BOARD, query, client)


def ask(client: Client, company: Company, _page: int) -> Answer:
    url = f"https://apply.workable.com/api/v1/widget/accounts/{quote(company.slug, safe='')}"
    return client.get(url, params={"details": "true"}, robots=False)


def parse(body: bytes) -> Parsed:
    """An empty list says nothing unless the account has a name: an unknown one may answer the same."""
    document = read_json(body)
    items = list_in(document, "jobs", body)
    employer = at(document, "name")
    records, broken = read_items(items, lambda item: _record(item, employer))
    return Parsed(_merged(records), broken, total=len(items) or None, says_none=not items and bool(employer))


def _record(item: Mapping[str, Any], employer: Any) -> Record:
    return {
        "id": item.get("shortcode"),
        "title": item.get("title"),
        "company_name": employer,
        "locations": _places(item),
        "description": item.get("full_description") or item.get("description"),
        "url": item.get("url") or item.get("shortlink"),
        "apply_url": item.get("application_url"),
        "published_on": item.get("published_on") or item.get("created_at"),
        "employment_type": item.get("employment_type"),
        "is_remote": True if item.get("telecommuting") is True else None,
        "experience_level": item.get("experience"),
        "industry": item.get("industry"),
        "department": item.get("department"),
        "function": item.get("function"),
    }


def _places(item: Mapping[str, Any]) -> list[Record]:
    """``state`` is the region of the job, and the country of a region may only be named in the list."""
    named = [place for place in listed(item.get("locations")) if at(place, "hidden") is not True]
    return [
        {
            "city": at(place, "city"),
            "region": at(place, "region") or at(place, "state"),
            "country": at(place, "country") or at(place, "countryCode"),
        }
        for place in named or [item]
    ]


def _merged(records: tuple[Record, ...]) -> tuple[Record, ...]:
    """A job in several places comes once for each of them."""
    found: dict[str, Record] = {}
    for record in records:
        first = found.setdefault(str(record.get("id") or record.get("url")), record)
        if first is not record:
            places = listed(first.get("locations"))
            first["locations"] = places + [each for each in record["locations"] if each not in places]
    return tuple(found.values())


BOARD = Board("workable", "Workable", Sites(("workable.com",)), ask, parse)

SOURCE = Source(
    name="workable",
    label="Workable",
    homepage="https://www.workable.com",
    terms=Terms(
        verdict="open",
        summary=_(
            "Employers publish their jobs through the interface that Workable documents for career "
            "pages; it asks for no key."
        ),
        url="https://help.workable.com/hc/en-us/articles/115012771647",
        duties=(_("Link to the job."), _("Ask rarely: too many requests are answered by 429.")),
    ),
    fetch=fetch,
    parse=parse,
    options=(companies_option(_("One account a line: acme, or its address at apply.workable.com.")),),
    why_off=WHY_OFF,
)
