"""Employers' boards at Lever, by the Postings API, in pages of 100; those hosted in Europe as ``eu:acme``."""

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
from job_scraper.sources._reading import Record, at, list_in, read_items, read_json
from job_scraper.words import to_translate as _
from outgoing.answer import Answer

_PAGE = 100


def fetch(query: Query, client: Client) -> Iterator[Page]:
    return visit(BOARD, query, client)


def ask(client: Client, company: Company, page: int) -> Answer:
    host = "api.eu.lever.co" if company.region == "eu" else "api.lever.co"
    url = f"https://{host}/v0/postings/{quote(company.slug, safe='')}"
    params: dict[str, str | int] = {"mode": "json", "skip": page * _PAGE, "limit": _PAGE}
    return client.get(url, params=params, robots=False)


def parse(body: bytes) -> Parsed:
    document = read_json(body)
    items = document if isinstance(document, list) else list_in(document, "data", body)
    records, broken = read_items(items, _record)
    return Parsed(records, broken, says_none=not items, next="more" if len(items) >= _PAGE else "")


def _record(item: Mapping[str, Any]) -> Record:
    return {
        "id": item.get("id"),
        "title": item.get("text"),
        "location": at(item, "categories", "allLocations") or at(item, "categories", "location"),
        "country": item.get("country"),
        "description": item.get("description") or item.get("descriptionPlain"),
        "lists": item.get("lists"),
        "additional": item.get("additional") or item.get("additionalPlain"),
        "url": item.get("hostedUrl"),
        "apply_url": item.get("applyUrl"),
        "created": item.get("createdAt"),
        "commitment": at(item, "categories", "commitment"),
        "workplace_type": item.get("workplaceType"),
        "salary_min": at(item, "salaryRange", "min"),
        "salary_max": at(item, "salaryRange", "max"),
        "salary_currency": at(item, "salaryRange", "currency"),
        "salary_interval": at(item, "salaryRange", "interval"),
        "department": at(item, "categories", "department"),
        "team": at(item, "categories", "team"),
    }


BOARD = Board("lever", "Lever", Sites(("lever.co",), regions="eu"), ask, parse)

SOURCE = Source(
    name="lever",
    label="Lever",
    homepage="https://www.lever.co",
    terms=Terms(
        verdict="open",
        summary=_("Employers publish their boards through a documented interface that asks for no key."),
        url="https://github.com/lever/postings-api",
        duties=(_("Link to the posting."), _("At most two requests a second.")),
    ),
    fetch=fetch,
    parse=parse,
    options=(
        companies_option(
            _("One board a line: acme, eu:acme for jobs.eu.lever.co, or acme = Name of the employer.")
        ),
    ),
    why_off=WHY_OFF,
)
