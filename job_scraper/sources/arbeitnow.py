"""Arbeitnow: a free feed of offers in Germany and around London, newest first, without a search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from job_scraper.client import Client
from job_scraper.option import Option
from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from job_scraper.source import Source, Terms
from job_scraper.sources import _options
from job_scraper.sources._api import Api, Sheet
from job_scraper.sources._items import envelope, items_of, names_of, parsed, text
from job_scraper.sources._pick import lies_in, mentions
from job_scraper.sources._reading import Record, at
from job_scraper.sources._searches import Search, Walk
from job_scraper.words import to_translate as _

ADDRESS: Final = "https://www.arbeitnow.com/api/job-board-api"


def fetch(query: Query, client: Client) -> Iterator[Page]:
    api = Api(client)
    keywords, places = query.words("keywords"), query.words("places")

    def ask(search: Search, page: int) -> Sheet:
        return api.read(parse, ADDRESS, {"page": page, **dict(search.extra)})

    visa = (("visa_sponsorship", "true"),) if query.flag("visa_sponsorship") else ()
    yield from Walk(
        query,
        [Search("newest", extra=visa)],
        ask,
        pages=_options.number_of(query, "pages", 3, 20),
        follows_next=True,
        keep=lambda record: mentions(record, keywords) and lies_in(record, places),
    )


def parse(body: bytes) -> Parsed:
    data = envelope(body)
    found = parsed(items_of(data, "data", body), _read)
    return Parsed(
        found.records, found.broken, says_none=found.says_none, next=text(at(data, "links", "next"))
    )


def _read(item: Mapping[str, Any]) -> Record:
    is_remote = item.get("remote") is True
    return {
        "id": text(item.get("slug")),
        "title": item.get("title"),
        "company": item.get("company_name"),
        "description": item.get("description"),
        "url": item.get("url"),
        "location": text(item.get("location")),
        "remote": True if is_remote else None,
        "employment_type": names_of(item.get("job_types")),
        "industry": ", ".join(names_of(item.get("tags"))[:3]),
        "created_at": item.get("created_at"),
    }


SOURCE = Source(
    name="arbeitnow",
    label="Arbeitnow",
    homepage="https://www.arbeitnow.com",
    terms=Terms(
        "open",
        _("Free public interface without a key; it asks not to be abused and to be linked back to."),
        "https://www.arbeitnow.com/api/job-board-api",
        (_("Link each offer back to its page at Arbeitnow."), _("Ask rarely.")),
    ),
    fetch=fetch,
    parse=parse,
    countries=("DE", "GB"),
    options=(
        _options.picked_keywords(),
        _options.places(help=_("Offers with one of these in their place are kept. Empty: all.")),
        _options.pages(3, 20, _("About 100 to 175 offers on a page.")),
        Option("visa_sponsorship", _("Only offers that sponsor a visa"), "flag", False),
    ),
    is_on=True,
    attribution="Via Arbeitnow",
)
