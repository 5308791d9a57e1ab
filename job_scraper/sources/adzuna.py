"""Adzuna: an aggregator in 19 countries, asked one country at a time. Descriptions are excerpts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from job_scraper.client import Client
from job_scraper.option import Option
from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from job_scraper.source import Source, Terms
from job_scraper.sources import _options
from job_scraper.sources._api import Api, Sheet, key_of
from job_scraper.sources._items import count_of, envelope, items_of, parsed, text
from job_scraper.sources._reading import Record, at
from job_scraper.sources._searches import Search, Walk, combined, having
from job_scraper.words import to_translate as _

ADDRESS: Final = "https://api.adzuna.com/v1/api/jobs/{country}/search/{page}"
SIZE: Final = 50
COUNTRIES: Final = ("FR", "DE", "BE", "GB")
_REQUESTS: Final = 12
_FLAGS: Final = {"0": False, "1": True}


def fetch(query: Query, client: Client) -> Iterator[Page]:
    app_id, app_key = key_of(query, "app_id", "the application ID"), key_of(query, "app_key", "the key")
    api = Api(client, (app_key, app_id))
    keys = {"app_id": app_id, "app_key": app_key}

    def ask(search: Search, page: int) -> Sheet:
        address = ADDRESS.format(country=search.country.lower(), page=page)
        sheet = api.read(parse, address, {**keys, **_asked(search, query.number("days"))})
        return Sheet(having(sheet.parsed, country=search.country), sheet.head)

    yield from Walk(
        query,
        combined(query.words("keywords"), _options.countries_of(query, COUNTRIES), query.words("places")),
        ask,
        pages=_options.number_of(query, "pages", 3, 20),
        size=SIZE,
        requests=_options.number_of(query, "requests", _REQUESTS, 250),
    )


def _asked(search: Search, days: int) -> dict[str, str | int]:
    asked: dict[str, str | int] = {
        "results_per_page": SIZE,
        "sort_by": "date",
        "content-type": "application/json",
    }
    asked |= {"what": search.keyword} if search.keyword else {}
    asked |= {"where": search.place} if search.place else {}
    return asked | ({"max_days_old": days} if days else {})


def parse(body: bytes) -> Parsed:
    data = envelope(body)
    return parsed(items_of(data, "results", body), _read, count_of(data.get("count")))


def _read(item: Mapping[str, Any]) -> Record:
    has_pay = bool(item.get("salary_min") or item.get("salary_max"))
    return {
        "id": text(item.get("id")),
        "title": item.get("title"),
        "description": item.get("description"),
        "url": item.get("redirect_url"),
        "company": at(item, "company", "display_name"),
        "location": item.get("location"),
        "contract_type": item.get("contract_type"),
        "contract_time": item.get("contract_time"),
        "salary_min": item.get("salary_min"),
        "salary_max": item.get("salary_max"),
        "salary_period": "year" if has_pay else None,
        "salary_is_predicted": _FLAGS.get(text(item.get("salary_is_predicted"))),
        "industry": at(item, "category", "label"),
        "created": item.get("created"),
    }


SOURCE = Source(
    name="adzuna",
    label="Adzuna",
    homepage="https://www.adzuna.com",
    terms=Terms(
        "key",
        _(
            "Documented interface with a free key. Showing its ads and personal use are free; other use by an "
            "organisation is a trial of 14 days. 25 requests a minute, 250 a day, 1,000 a week, 2,500 a month."
        ),
        "https://developer.adzuna.com/docs/terms_of_service",
        (
            _(
                "Show the label “Jobs by Adzuna”, at least 116 by 23 pixels, on every ad, linked to the local site."
            ),
            _("Delete its data when the access ends."),
        ),
    ),
    fetch=fetch,
    parse=parse,
    countries=COUNTRIES,
    options=(
        Option(
            "app_id",
            _("Application ID"),
            "secret",
            is_required=True,
            help=_("From developer.adzuna.com, free."),
        ),
        Option("app_key", _("Application key"), "secret", is_required=True),
        _options.keywords(),
        _options.countries(COUNTRIES),
        _options.places(),
        _options.days(7),
        _options.pages(3, 20, _("50 offers on a page.")),
        _options.requests(
            _REQUESTS,
            250,
            _("2,500 requests a month are allowed: 12 in each run when it runs every four hours."),
        ),
    ),
    why_off=_("It needs a free key."),
    instead=_(
        "Ask for a free application ID and key at developer.adzuna.com, or import single offers by address."
    ),
    attribution="Jobs by Adzuna",
    often_lacks=("company",),
)
