"""Reed: offers in the United Kingdom. The list has excerpts, the offer itself the whole description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from job_scraper.client import Client
from job_scraper.option import Option
from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from job_scraper.record import Habits
from job_scraper.source import Source, Terms
from job_scraper.sources import _options
from job_scraper.sources._api import Api, Sheet, key_of
from job_scraper.sources._items import count_of, envelope, items_of, parsed, text
from job_scraper.sources._reading import Record
from job_scraper.sources._searches import Search, Walk, combined, completed
from job_scraper.words import to_translate as _

ADDRESS: Final = "https://www.reed.co.uk/api/1.0/search"
ONE: Final = "https://www.reed.co.uk/api/1.0/jobs/{id}"
SIZE: Final = 100
_DISTANCE: Final = 10  # miles, what Reed itself takes when nothing is said


def fetch(query: Query, client: Client) -> Iterator[Page]:
    key = key_of(query, "api_key", "the key")
    api = Api(client, (key,))
    distance = query.number("distance") or _DISTANCE

    def ask(search: Search, page: int) -> Sheet:
        asked: dict[str, str | int] = {"resultsToTake": SIZE, "resultsToSkip": (page - 1) * SIZE}
        asked |= {"keywords": search.keyword} if search.keyword else {}
        if search.place:
            asked |= {"locationName": search.place, "distanceFromLocation": distance}
        return api.read(parse, ADDRESS, asked, auth=(key, ""))

    def enrich(record: Record) -> Record:
        sheet = api.read(parse_one, ONE.format(id=record["id"]), auth=(key, ""))
        return completed(record, sheet.parsed)

    yield from Walk(
        query,
        combined(query.words("keywords"), (), query.words("places")),
        ask,
        pages=_options.number_of(query, "pages", 1, 20),
        size=SIZE,
        enrich=enrich if query.flag("details") else None,
    )


def parse(body: bytes) -> Parsed:
    data = envelope(body)
    return parsed(items_of(data, "results", body), _read, count_of(data.get("totalResults")))


def parse_one(body: bytes) -> Parsed:
    return parsed([envelope(body)], _read)


def _read(item: Mapping[str, Any]) -> Record:
    """Pay may be for an hour, a day or a year: where it is not said, its size tells."""
    has_pay = bool(item.get("minimumSalary") or item.get("maximumSalary"))
    times = {"full time": item.get("fullTime"), "part time": item.get("partTime")}
    return {
        "id": text(item.get("jobId")),
        "title": item.get("jobTitle"),
        "company": item.get("employerName"),
        "description": item.get("jobDescription"),
        "url": item.get("jobUrl"),
        "apply_url": item.get("externalUrl"),
        "location": item.get("locationName"),
        "contract_type": item.get("contractType"),
        "work_time": [name for name, is_so in times.items() if is_so is True],
        "salary_min": item.get("minimumSalary"),
        "salary_max": item.get("maximumSalary"),
        "salary_currency": (item.get("currency") or "GBP") if has_pay else None,
        "salary_period": text(item.get("salaryType")) if has_pay else None,
        "published_at": item.get("date") or item.get("datePosted"),
        "expires_at": item.get("expirationDate"),
    }


SOURCE = Source(
    name="reed",
    label="Reed",
    homepage="https://www.reed.co.uk",
    terms=Terms(
        "key",
        _("Documented interface for job seekers' programs with a free key."),
        "https://www.reed.co.uk/developers/jobseeker",
        (_("Name Reed as the source and link each offer to its page there."),),
    ),
    fetch=fetch,
    parse=parse,
    countries=("GB",),
    options=(
        Option("api_key", _("Key"), "secret", is_required=True, help=_("From reed.co.uk/developers, free.")),
        _options.keywords(),
        _options.places(),
        Option("distance", _("Distance in miles"), "number", _DISTANCE, minimum=0, maximum=100),
        _options.pages(1, 20, _("100 offers on a page.")),
        _options.details(),
    ),
    why_off=_("It needs a free key."),
    instead=_("Register at reed.co.uk/developers for a free key, or import single offers by address."),
    attribution="Via Reed",
    habits=Habits(country="GB"),
)
