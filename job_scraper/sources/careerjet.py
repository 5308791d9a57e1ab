"""Careerjet: an aggregator with a site for each country and language. Descriptions are excerpts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from job_scraper.client import Client
from job_scraper.fingerprint import derived_id
from job_scraper.option import Option
from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from job_scraper.source import Source, Terms
from job_scraper.sources import _options
from job_scraper.sources._api import Api, SearchRefused, Sheet, complained, key_of
from job_scraper.sources._items import complaint_in, count_of, envelope, items_of, names_of, parsed, text
from job_scraper.sources._reading import Record, head_of
from job_scraper.sources._searches import Search, Walk, combined, having
from job_scraper.words import to_translate as _
from outgoing.endings import Failed, KeyRefused

ADDRESS: Final = "https://search.api.careerjet.net/v4/query"
SIZE: Final = 100
MOST_PAGES: Final = 10
_EXCERPT: Final = 2000
_LOCALES: Final = ("fr_FR", "de_DE", "fr_BE", "nl_BE", "en_GB")
_KEYWORDS: Final = ("data", "marketing", "support", "logistics")
_PROGRAM: Final = "JobMatch (self-hosted job search)"


def fetch(query: Query, client: Client) -> Iterator[Page]:
    """``locales`` stand where other sources have countries: fr_BE and nl_BE are two lists of Belgium."""
    key = key_of(query, "api_key", "the key")
    address_of_user = key_of(query, "user_ip", "the address of this server")
    referer = key_of(query, "referer", "the address of the page that shows the offers")
    api = Api(client, (key,))
    fixed: dict[str, str | int] = {
        "user_ip": address_of_user,
        "user_agent": _PROGRAM,
        "sort": "date",
        "page_size": SIZE,
    }

    def ask(search: Search, page: int) -> Sheet:
        asked = fixed | {"locale_code": search.country, "keywords": search.keyword, "page": page}
        asked |= {"location": search.place} if search.place else {}
        asked |= {"fragment_size": _EXCERPT}
        sheet = api.read(parse, ADDRESS, asked, headers={"Referer": referer}, auth=(key, ""))
        return Sheet(having(sheet.parsed, country=search.country[-2:].upper()), sheet.head)

    yield from Walk(
        query,
        combined(query.words("keywords"), query.words("locales") or _LOCALES, query.words("places")),
        ask,
        pages=_options.number_of(query, "pages", 1, MOST_PAGES),
        size=SIZE,
    )


def parse(body: bytes) -> Parsed:
    data = envelope(body)
    kind = text(data.get("type")).upper()
    if kind == "LOCATIONS":
        names = names_of(data.get("locations") or data.get("solveLocations"))
        raise SearchRefused("the place means several: " + ", ".join(names[:8]), head_of(body))
    if kind == "ERROR" or (not kind and "error" in data):
        fault = complained(200, body)
        raise (
            fault
            if isinstance(fault, KeyRefused)
            else Failed(f"it says: {complaint_in(data)}", head_of(body))
        )
    return parsed(items_of(data, "jobs", body), _read, count_of(data.get("hits")))


def _read(item: Mapping[str, Any]) -> Record:
    """Addresses lead over a counter and change, so an offer is known by what it says."""
    facts = [text(item.get(name)) for name in ("title", "company", "locations", "site")]
    has_pay = bool(item.get("salary_min") or item.get("salary_max"))
    return {
        "id": derived_id(None, *facts) if facts[0] else None,
        "title": item.get("title"),
        "company": item.get("company"),
        "description": item.get("description"),
        "url": item.get("url"),
        "location": item.get("locations"),
        "salary": None if has_pay else item.get("salary"),
        "salary_min": item.get("salary_min"),
        "salary_max": item.get("salary_max"),
        "salary_currency": item.get("salary_currency_code") if has_pay else None,
        "salary_period": item.get("salary_type") if has_pay else None,
        "published_at": item.get("date"),
    }


SOURCE = Source(
    name="careerjet",
    label="Careerjet",
    homepage="https://www.careerjet.com",
    terms=Terms(
        "key",
        _(
            "Documented partner interface with a free key. The address of the server is registered with the key."
        ),
        "https://www.careerjet.com/partners/api",
        (
            _("Link each offer through the address that Careerjet gives."),
            _("Name the page that shows the offers and the address of the server in each request."),
        ),
    ),
    fetch=fetch,
    parse=parse,
    countries=("FR", "DE", "BE", "GB"),
    options=(
        Option("api_key", _("Key"), "secret", is_required=True, help=_("From careerjet.com/partners, free.")),
        Option(
            "user_ip",
            _("Public address of this server"),
            is_required=True,
            help=_("As registered with the key."),
        ),
        Option(
            "referer",
            _("Address of the page that shows the offers"),
            is_required=True,
            help=_("As registered."),
        ),
        _options.keywords(_KEYWORDS, help=_("Each is searched on its own.")),
        Option(
            "locales",
            _("Sites"),
            "list",
            _LOCALES,
            maximum=20,
            help=_(
                "Language and country: fr_FR, de_DE, fr_BE, nl_BE, en_GB. Whether fr_TN exists was not tried."
            ),
        ),
        _options.places(),
        _options.pages(1, MOST_PAGES, _("100 offers on a page.")),
    ),
    why_off=_("It needs a free key."),
    instead=_("Register at careerjet.com/partners for a free key, or import single offers by address."),
    attribution="Jobs by Careerjet",
    often_lacks=("company",),
)
