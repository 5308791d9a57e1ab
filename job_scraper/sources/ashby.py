"""Employers' boards at Ashby, by the Job Postings API: one answer holds the whole board."""

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
    url = f"https://api.ashbyhq.com/posting-api/job-board/{quote(company.slug, safe='')}"
    return client.get(url, params={"includeCompensation": "true"}, robots=False)


def parse(body: bytes) -> Parsed:
    """An empty list says nothing: an unknown board may answer the same."""
    items = list_in(read_json(body), "jobs", body)
    records, broken = read_items(items, _record)
    return Parsed(records, broken, total=len(items) or None, says_none=bool(items) and not records)


def _record(item: Mapping[str, Any]) -> Record | None:
    """None for a posting that is only meant for those who have its link."""
    if item.get("isListed") is False:
        return None
    return {
        "id": item.get("id"),
        "title": item.get("title"),
        "location": _places(item),
        "description_html": item.get("descriptionHtml") or item.get("descriptionPlain"),
        "url": item.get("jobUrl"),
        "apply_url": item.get("applyUrl"),
        "published_at": item.get("publishedAt") or item.get("publishedDate"),
        "employment_type": item.get("employmentType"),
        "workplace_type": item.get("workplaceType"),
        "is_remote": True if item.get("isRemote") is True else None,
        "compensation": item.get("compensation"),
        "department": item.get("department") or item.get("departmentName"),
        "team": item.get("team") or item.get("teamName"),
    }


def _places(item: Mapping[str, Any]) -> list[Any]:
    """The address says the country, the location what the employer calls the place."""
    return [
        {"location": at(place, "location"), **_address(place)}
        for place in (item, *listed(item.get("secondaryLocations")))
    ]


def _address(place: Any) -> Record:
    address = at(place, "address", "postalAddress") or at(place, "address")
    return {
        "city": at(address, "addressLocality"),
        "region": at(address, "addressRegion"),
        "country": at(address, "addressCountry"),
    }


BOARD = Board("ashby", "Ashby", Sites(("ashbyhq.com",)), ask, parse)

SOURCE = Source(
    name="ashby",
    label="Ashby",
    homepage="https://www.ashbyhq.com",
    terms=Terms(
        verdict="open",
        summary=_("Employers publish their boards through a documented interface that asks for no key."),
        url="https://developers.ashbyhq.com/docs/public-job-posting-api",
        duties=(_("Link to the posting."),),
    ),
    fetch=fetch,
    parse=parse,
    options=(
        companies_option(_("One board a line: acme, its address at jobs.ashbyhq.com, or acme = Name.")),
    ),
    why_off=WHY_OFF,
)
