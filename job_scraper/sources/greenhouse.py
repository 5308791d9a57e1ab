"""Employers' boards at Greenhouse, by the Job Board API: one answer holds the whole board.

Where that is more than the client takes, the list comes without texts, and each job is asked for its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from job_scraper.client import Client
from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from job_scraper.source import Source, Terms
from job_scraper.sources._board import Board, checked
from job_scraper.sources._boards import WHY_OFF, companies_option, visit
from job_scraper.sources._company import Company, Sites
from job_scraper.sources._reading import Record, at, list_in, listed, no_document, read_items, read_json
from job_scraper.words import to_translate as _
from outgoing.answer import Answer
from outgoing.faults import TooLarge

_PARAMS = {"content": "true", "pay_transparency": "true"}


def fetch(query: Query, client: Client) -> Iterator[Page]:
    return visit(BOARD, query, client)


def ask(client: Client, company: Company, _page: int) -> Answer:
    try:
        return client.get(_jobs(company), params=_PARAMS, robots=False)
    except TooLarge:
        return client.get(_jobs(company), robots=False)


def complete(client: Client, company: Company, record: Mapping[str, Any]) -> Mapping[str, Any]:
    number = str(record.get("external_id", "")).rpartition("/")[2]
    answer = checked(client.get(f"{_jobs(company)}/{quote(number, safe='')}", params=_PARAMS, robots=False))
    records, _broken = read_items([read_json(answer.body)], _record)
    if not records:
        raise no_document(answer.body, "no job")
    return {**record, **{name: value for name, value in records[0].items() if name != "id"}}


def _jobs(company: Company) -> str:
    return f"https://boards-api.greenhouse.io/v1/boards/{quote(company.slug, safe='')}/jobs"


def parse(body: bytes) -> Parsed:
    document = read_json(body)
    items = list_in(document, "jobs", body)
    records, broken = read_items(items, _record)
    return Parsed(records, broken, total=len(items), says_none=not items)


def _record(item: Mapping[str, Any]) -> Record:
    return {
        "id": item.get("id"),
        "title": item.get("title"),
        "company_name": item.get("company_name"),
        "location": at(item, "location", "name")
        or [at(office, "name") for office in listed(item.get("offices"))],
        "description": item.get("content"),
        "url": item.get("absolute_url"),
        "language": item.get("language"),
        "first_published": item.get("first_published"),
        "updated_at": item.get("updated_at"),
        "deadline": item.get("application_deadline"),
        "departments": item.get("departments"),
        **_pay(listed(item.get("pay_input_ranges"))),
    }


def _pay(ranges: list[Any]) -> Record:
    """Several ranges are for several places, which an offer cannot tell apart."""
    if len(ranges) != 1:
        return {}
    low, high = at(ranges[0], "min_cents"), at(ranges[0], "max_cents")
    return {
        "salary_min": low / 100 if low else None,
        "salary_max": high / 100 if high else None,
        "salary_currency": at(ranges[0], "currency_type"),
    }


BOARD = Board("greenhouse", "Greenhouse", Sites(("greenhouse.io",)), ask, parse, complete)

SOURCE = Source(
    name="greenhouse",
    label="Greenhouse",
    homepage="https://www.greenhouse.com",
    terms=Terms(
        verdict="open",
        summary=_("Employers publish their boards through a documented interface that asks for no key."),
        url="https://developers.greenhouse.io/job-board.html",
        duties=(_("Link to the posting."),),
    ),
    fetch=fetch,
    parse=parse,
    options=(companies_option(_("One board a line: acme, or its address at boards.greenhouse.io.")),),
    why_off=WHY_OFF,
)
