"""Remotive: a small feed of remote jobs, given whole by one request."""

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
from job_scraper.sources._items import count_of, envelope, items_of, names_of, parsed, text
from job_scraper.sources._pick import is_open_to, mentions, ordered_places, places_in
from job_scraper.sources._reading import Record
from job_scraper.sources._searches import Search, Walk
from job_scraper.words import to_translate as _

ADDRESS: Final = "https://remotive.com/api/remote-jobs"
_MOST: Final = 500  # keeps the answer within what is read of one


def fetch(query: Query, client: Client) -> Iterator[Page]:
    """One request, whatever is looked for: the feed may be asked four times a day."""
    api = Api(client)
    keywords, category = query.words("keywords"), query.text("category")
    countries = _options.countries_of(query, _options.OUR_COUNTRIES)

    def ask(search: Search, _page: int) -> Sheet:
        return api.read(parse, ADDRESS, {"limit": _MOST, **dict(search.extra)})

    def keep(record: Record) -> bool:
        return mentions(record, keywords) and is_open_to(names_of(record.get("location")), countries)

    search = Search(category or "all", extra=(("category", category),) if category else ())
    yield from Walk(query, [search], ask, keep=keep)


def parse(body: bytes) -> Parsed:
    data = envelope(body)
    return parsed(items_of(data, "jobs", body), _read, count_of(data.get("job-count")))


def _read(item: Mapping[str, Any]) -> Record:
    places = places_in(text(item.get("candidate_required_location")))
    return {
        "id": text(item.get("id")),
        "title": item.get("title"),
        "company": item.get("company_name"),
        "company_logo": item.get("company_logo"),
        "description": item.get("description"),
        "url": item.get("url"),
        "location": ordered_places(places, _options.OUR_COUNTRIES),
        "remote": True,
        "employment_type": item.get("job_type"),
        "salary": item.get("salary"),
        "industry": item.get("category"),
        "skills": names_of(item.get("tags")),
        "published_at": item.get("publication_date"),
    }


SOURCE = Source(
    name="remotive",
    label="Remotive",
    homepage="https://remotive.com",
    terms=Terms(
        "open",
        _("Free public interface without a key, a day behind the site. At most four requests a day."),
        "https://github.com/remotive-com/remote-jobs-api",
        (
            _("Name Remotive as the source."),
            _("Link each offer back to its page at Remotive."),
            _("Do not pass the offers on to other job boards."),
        ),
    ),
    fetch=fetch,
    parse=parse,
    countries=_options.OUR_COUNTRIES,
    options=(
        _options.picked_keywords(),
        _options.countries(_options.OUR_COUNTRIES),
        Option("category", _("Category"), help=_("Such as software-dev, data or marketing. Empty: all.")),
    ),
    is_on=True,
    attribution="Via Remotive",
    every_hours=8,
)
