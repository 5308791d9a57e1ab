"""Employers' career sites at Teamtailor, by their JSON feed, which carries schema.org JobPostings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from job_scraper.client import Client
from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from job_scraper.source import Source, Terms
from job_scraper.sources._board import Board
from job_scraper.sources._boards import WHY_OFF, companies_option, visit
from job_scraper.sources._company import Company, Sites
from job_scraper.sources._reading import Record, at, list_in, read_items, read_json
from job_scraper.words import to_translate as _
from outgoing.answer import Answer

_NUMBER = re.compile(r"/jobs/(\d{1,12})(?!\d)")
_KEPT = (
    "employmentType",
    "jobLocation",
    "jobLocationType",
    "applicantLocationRequirements",
    "baseSalary",
    "validThrough",
    "skills",
    "industry",
)


def fetch(query: Query, client: Client) -> Iterator[Page]:
    return visit(BOARD, query, client)


def ask(client: Client, company: Company, page: int) -> Answer:
    """The feed is not documented, so robots.txt is heeded."""
    params: dict[str, str | int] = {"page": page + 1} if page else {}
    return client.get(f"https://{company.slug}.teamtailor.com/jobs.json", params=params)


def parse(body: bytes) -> Parsed:
    document = read_json(body)
    items = list_in(document, "items", body)
    employer = at(document, "title")
    records, broken = read_items(items, lambda item: _record(item, employer))
    follows = bool(items) and bool(at(document, "next_url"))
    return Parsed(records, broken, says_none=not items, next="more" if follows else "")


def _record(item: Mapping[str, Any], employer: Any) -> Record:
    posting = item.get("_jobposting")
    url = item.get("url") or at(posting, "url")
    number = _NUMBER.search(str(url or ""))
    return {
        **{name: at(posting, name) for name in _KEPT},
        "id": number[1] if number else item.get("id") if url is None else None,
        "title": item.get("title") or at(posting, "title"),
        "company_name": at(posting, "hiringOrganization", "name") or employer,
        "company_logo": at(posting, "hiringOrganization", "logo"),
        "description": item.get("content_html") or at(posting, "description") or item.get("content_text"),
        "url": url,
        "published_at": item.get("date_published") or at(posting, "datePosted"),
        "language": item.get("language"),
    }


BOARD = Board("teamtailor", "Teamtailor", Sites(("teamtailor.com",), in_host=True), ask, parse)

SOURCE = Source(
    name="teamtailor",
    label="Teamtailor",
    homepage="https://www.teamtailor.com",
    terms=Terms(
        verdict="tolerated",
        summary=_(
            "Every career site publishes its jobs as a feed without a key; the feed is not documented, "
            "so robots.txt decides."
        ),
        url="https://www.teamtailor.com",
        duties=(_("Link to the job."),),
    ),
    fetch=fetch,
    parse=parse,
    options=(companies_option(_("One career site a line: acme, or acme.teamtailor.com.")),),
    why_off=WHY_OFF,
)
