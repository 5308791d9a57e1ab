"""Employers' career sites at Recruitee, by the Careers Site API: one answer holds the whole site."""

from __future__ import annotations

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

_WORKPLACES = (("hybrid", "hybrid"), ("remote", "remote"), ("on_site", "onsite"))


def fetch(query: Query, client: Client) -> Iterator[Page]:
    return visit(BOARD, query, client)


def ask(client: Client, company: Company, _page: int) -> Answer:
    return client.get(f"https://{company.slug}.recruitee.com/api/offers/", robots=False)


def parse(body: bytes) -> Parsed:
    items = list_in(read_json(body), "offers", body)
    records, broken = read_items(items, _record)
    return Parsed(records, broken, total=len(items), says_none=not items)


def _record(item: Mapping[str, Any]) -> Record:
    return {
        "id": item.get("id"),
        "title": item.get("title"),
        "company_name": item.get("company_name"),
        "location": item.get("location") or item.get("locations"),
        "city": item.get("city"),
        "country": item.get("country_code") or item.get("country"),
        "description": item.get("description"),
        "requirements": item.get("requirements"),
        "url": item.get("careers_url"),
        "apply_url": item.get("careers_apply_url"),
        "published_at": item.get("published_at") or item.get("created_at"),
        "expires_at": item.get("close_at"),
        "employment_type": item.get("employment_type_code"),
        "experience_level": item.get("experience_code"),
        "workplace_type": next((word for key, word in _WORKPLACES if item.get(key) is True), None),
        "department": item.get("department"),
        **{f"salary_{name}": _pay(item, name) for name in ("min", "max", "currency", "period")},
    }


def _pay(item: Mapping[str, Any], name: str) -> Any:
    return at(item, "salary", name) or item.get(f"salary_{name}")


BOARD = Board("recruitee", "Recruitee", Sites(("recruitee.com",), in_host=True), ask, parse)

SOURCE = Source(
    name="recruitee",
    label="Recruitee",
    homepage="https://recruitee.com",
    terms=Terms(
        verdict="open",
        summary=_("Employers publish their offers through a documented interface that asks for no key."),
        url="https://docs.recruitee.com/reference/intro-to-careers-site-api",
        duties=(_("Link to the offer."),),
    ),
    fetch=fetch,
    parse=parse,
    options=(companies_option(_("One career site a line: acme, or acme.recruitee.com.")),),
    why_off=WHY_OFF,
)
