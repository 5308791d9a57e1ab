"""Himalayas: remote jobs of the whole world, asked by the country in which candidates live."""

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
from job_scraper.sources._pick import ordered_places
from job_scraper.sources._reading import Record
from job_scraper.sources._searches import Search, Walk, combined
from job_scraper.words import to_translate as _

ADDRESS: Final = "https://himalayas.app/jobs/api/search"
SIZE: Final = 20
_WORLDWIDE: Final = "worldwide"


def fetch(query: Query, client: Client) -> Iterator[Page]:
    api = Api(client)

    def ask(search: Search, page: int) -> Sheet:
        return api.read(parse, ADDRESS, _asked(search, page))

    countries = _options.countries_of(query, _options.OUR_COUNTRIES)
    everywhere = (_WORLDWIDE,) if query.flag(_WORLDWIDE) else ()
    yield from Walk(
        query,
        combined(query.words("keywords"), (*countries, *everywhere)),
        ask,
        pages=_options.number_of(query, "pages", 2, 20),
        size=SIZE,
    )


def _asked(search: Search, page: int) -> dict[str, str | int]:
    asked: dict[str, str | int] = {"sort": "recent", "page": page}
    asked |= {"q": search.keyword} if search.keyword else {}
    if search.country == _WORLDWIDE:
        return asked | {_WORLDWIDE: "true"}
    return asked | ({"country": search.country, "exclude_worldwide": "true"} if search.country else {})


def parse(body: bytes) -> Parsed:
    data = envelope(body)
    return parsed(items_of(data, "jobs", body), _read, count_of(data.get("totalCount")))


def _read(item: Mapping[str, Any]) -> Record:
    guid, link = text(item.get("guid")), text(item.get("applicationLink"))
    has_pay = bool(item.get("minSalary") or item.get("maxSalary"))
    return {
        "id": guid or link,
        "title": item.get("title"),
        "company": item.get("companyName"),
        "company_logo": item.get("companyLogo"),
        "description": item.get("description") or item.get("excerpt"),
        "url": guid if guid.startswith("http") else link,
        "apply_url": link,
        "location": ordered_places(names_of(item.get("locationRestrictions")), _options.OUR_COUNTRIES),
        "remote": True,
        "employment_type": item.get("employmentType"),
        "seniority": names_of(item.get("seniority")),
        "industry": ", ".join(names_of(item.get("parentCategories"))[:3]),
        "salary_min": item.get("minSalary"),
        "salary_max": item.get("maxSalary"),
        "salary_currency": item.get("currency") if has_pay else None,
        "salary_period": (text(item.get("salaryPeriod")) or "year") if has_pay else None,
        "published_at": item.get("pubDate"),
        "expires_at": item.get("expiryDate"),
    }


SOURCE = Source(
    name="himalayas",
    label="Himalayas",
    homepage="https://himalayas.app",
    terms=Terms(
        "open",
        _("Free public interface without a key, meant for other sites and programs; renewed once a day."),
        "https://himalayas.app/docs/remote-jobs-api",
        (_("Name Himalayas as the source."), _("Link each offer back to its page at Himalayas.")),
    ),
    fetch=fetch,
    parse=parse,
    countries=_options.OUR_COUNTRIES,
    options=(
        _options.keywords(),
        _options.countries(_options.OUR_COUNTRIES),
        Option(_WORLDWIDE, _("Also jobs that are open worldwide"), "flag", True),
        _options.pages(2, 20, _("20 offers on a page.")),
    ),
    is_on=True,
    attribution="Via Himalayas",
)
