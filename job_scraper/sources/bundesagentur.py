"""Job search of the Bundesagentur für Arbeit, through what its own pages ask."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from job_scraper.client import Client
from job_scraper.option import Option
from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from job_scraper.record import Habits
from job_scraper.source import Source, Terms
from job_scraper.sources import _options
from job_scraper.sources._api import Api, Sheet
from job_scraper.sources._items import complaint_in, count_of, envelope, items_of, names_of, parsed, text
from job_scraper.sources._reading import Record, at, head_of
from job_scraper.sources._searches import Search, Walk, combined, completed
from job_scraper.words import to_translate as _
from outgoing.endings import Changed

_SERVICE: Final = "https://rest.arbeitsagentur.de/jobboerse/jobsuche-service/pc/v4"
ADDRESS: Final = _SERVICE + "/jobs"
ONE: Final = _SERVICE + "/jobdetails/{name}"
_PAGE_OF: Final = "https://www.arbeitsagentur.de/jobsuche/jobdetail/"
SIZE: Final = 50
_CLIENT: Final = "jobboerse-jobsuche"  # not a key: what every visitor's browser sends


def fetch(query: Query, client: Client) -> Iterator[Page]:
    api = Api(client, robots=True)
    headers = {"X-API-Key": query.text("client_id") or _CLIENT}
    days, radius = query.number("days"), query.number("radius")

    def ask(search: Search, page: int) -> Sheet:
        asked: dict[str, str | int] = {"angebotsart": 1, "page": page, "size": SIZE, "pav": "false"}
        asked |= {"was": search.keyword} if search.keyword else {}
        asked |= {"wo": search.place, "umkreis": radius} if search.place else {}
        asked |= {"veroeffentlichtseit": days} if days else {}
        return api.read(parse, ADDRESS, asked, headers=headers)

    def enrich(record: Record) -> Record:
        name = quote(b64encode(record["id"].encode()).decode(), safe="")
        return completed(record, api.read(parse_one, ONE.format(name=name), headers=headers).parsed)

    yield from Walk(
        query,
        combined(query.words("keywords"), (), query.words("places")),
        ask,
        pages=_options.number_of(query, "pages", 1, 20),
        size=SIZE,
        enrich=enrich if query.flag("details") else None,
    )


def parse(body: bytes) -> Parsed:
    """Where nothing is found the list is left out."""
    data = envelope(body)
    total = count_of(data.get("maxErgebnisse"))
    if total == 0 and data.get("stellenangebote") is None:
        return Parsed(total=0, says_none=True)
    return parsed(items_of(data, "stellenangebote", body), _read, total)


def parse_one(body: bytes) -> Parsed:
    """The page of one offer; its number is not on it everywhere."""
    data = envelope(body)
    if not (data.get("stellenangebotsBeschreibung") or data.get("stellenbeschreibung")):
        raise Changed(f"an offer without a description: {complaint_in(data)}", head_of(body))
    return parsed([{"refnr": "-", **data}], _read_one)


def _read(item: Mapping[str, Any]) -> Record:
    number = text(item.get("refnr"))
    place = {"city": at(item, "arbeitsort", "ort"), "region": at(item, "arbeitsort", "region")}
    return {
        "id": number,
        "title": item.get("titel") or item.get("beruf"),
        "company": item.get("arbeitgeber"),
        "url": _PAGE_OF + quote(number, safe="") if number else None,
        "apply_url": item.get("externeUrl"),
        **place,
        "location": ", ".join(part for part in map(text, place.values()) if part),
        "country": at(item, "arbeitsort", "land"),
        "published_at": item.get("aktuelleVeroeffentlichungsdatum"),
    }


def _read_one(item: Mapping[str, Any]) -> Record:
    return {
        "id": text(item.get("refnr")),
        "title": item.get("stellenangebotsTitel") or item.get("titel"),
        "description": item.get("stellenangebotsBeschreibung") or item.get("stellenbeschreibung"),
        "contract_type": item.get("vertragsdauer") or item.get("befristung"),
        "work_time": names_of(item.get("arbeitszeitmodelle")),
        "salary": item.get("verguetungsangabe") or item.get("verguetung"),
    }


SOURCE = Source(
    name="bundesagentur",
    label="Bundesagentur für Arbeit",
    homepage="https://www.arbeitsagentur.de/jobsuche/",
    terms=Terms(
        "tolerated",
        _(
            "No official interface: this is what the site's own pages ask. The terms of use (2a, 3) forbid to "
            "collect data through interfaces."
        ),
        "https://www.arbeitsagentur.de/nutzungsbedingungen",
        (_("Use it sparingly and link each offer to its page there."),),
    ),
    fetch=fetch,
    parse=parse,
    countries=("DE",),
    options=(
        _options.keywords(),
        _options.places(),
        Option("radius", _("Kilometres around a place"), "number", 25, minimum=0, maximum=200),
        _options.days(7),
        _options.pages(1, 20, _("50 offers on a page.")),
        _options.details(),
        Option("client_id", _("Client ID"), default=_CLIENT, help=_("The one that the site itself uses.")),
    ),
    why_off=_("Its terms of use forbid to collect offers by program; switch it on only with permission."),
    instead=_("Adzuna and Arbeitnow have offers in Germany; single offers can be imported by address."),
    attribution="Via Bundesagentur für Arbeit",
    habits=Habits(country="DE"),
)
