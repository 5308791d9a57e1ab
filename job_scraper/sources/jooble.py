"""Jooble: an aggregator of many countries. Its key lives for 500 requests, so it is asked once a week."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from job_scraper.client import Client
from job_scraper.option import Option
from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from job_scraper.source import Source, Terms
from job_scraper.sources import _options
from job_scraper.sources._api import Api, Sheet, key_of
from job_scraper.sources._items import count_of, envelope, items_of, parsed, text
from job_scraper.sources._reading import Record
from job_scraper.sources._searches import Search, Walk, combined
from job_scraper.words import to_translate as _

ADDRESS: Final = "https://jooble.org/api/{key}"
SIZE: Final = 20
_PLACES: Final = ("Tunis", "Sfax", "Sousse")
_REQUESTS: Final = 3


def fetch(query: Query, client: Client) -> Iterator[Page]:
    key = key_of(query, "api_key", "the key")
    api = Api(client, (key,))

    def ask(search: Search, page: int) -> Sheet:
        asked: dict[str, str | int] = {"keywords": search.keyword, "location": search.place}
        asked |= {"page": str(page), "ResultOnPage": SIZE}
        return api.read(parse, ADDRESS.format(key=quote(key, safe="")), json=asked)

    yield from Walk(
        query,
        combined(query.words("keywords"), (), query.words("places")),
        ask,
        pages=_options.number_of(query, "pages", 1, 10),
        size=SIZE,
        requests=_options.number_of(query, "requests", _REQUESTS, 50),
    )


def parse(body: bytes) -> Parsed:
    data = envelope(body)
    return parsed(items_of(data, "jobs", body), _read, count_of(data.get("totalCount")))


def _read(item: Mapping[str, Any]) -> Record:
    return {
        "id": text(item.get("id")),
        "title": item.get("title"),
        "company": item.get("company"),
        "description": item.get("snippet"),
        "url": item.get("link"),
        "location": item.get("location"),
        "employment_type": item.get("type"),
        "salary": item.get("salary"),
        "published_at": item.get("updated"),
    }


SOURCE = Source(
    name="jooble",
    label="Jooble",
    homepage="https://jooble.org",
    terms=Terms(
        "key",
        _("Documented interface with a free key that ends after 500 requests in all."),
        "https://jooble.org/api/about",
        (_("Link each offer through the address that Jooble gives."),),
    ),
    fetch=fetch,
    parse=parse,
    countries=_options.OUR_COUNTRIES,
    options=(
        Option("api_key", _("Key"), "secret", is_required=True, help=_("From jooble.org/api/about, free.")),
        _options.keywords(),
        _options.places(_PLACES),
        _options.pages(1, 10, _("20 offers on a page.")),
        _options.requests(_REQUESTS, 50, _("The key ends after 500 requests in all.")),
    ),
    why_off=_("It needs a free key."),
    instead=_("Register at jooble.org/api/about for a free key, or import single offers by address."),
    attribution="Via Jooble",
    often_lacks=("company",),
    every_hours=168,
)
