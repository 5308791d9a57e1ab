"""France Travail, "Offres d'emploi v2": the public employment service of France."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

from job_scraper.client import Client
from job_scraper.option import Option
from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from job_scraper.record import Habits
from job_scraper.source import Source, Terms
from job_scraper.sources._api import Sheet
from job_scraper.sources._discreet import discreet_fetch, discreet_find
from job_scraper.sources._france_travail_access import Access, access_of
from job_scraper.sources._reading import at, list_in, read_items, read_json
from job_scraper.sources._tally import Tally, sheet
from job_scraper.sources._windows import Window, last_days, walk
from job_scraper.words import to_translate as _
from outgoing.endings import Changed

SIZE: Final = 150
MOST: Final = 3150
DETAIL_PAGE: Final = "https://candidat.francetravail.fr/offres/recherche/detail/"
_TIME: Final = "%Y-%m-%dT%H:%M:%SZ"
_TOTAL = re.compile(r"/\s{0,3}(\d{1,9})\s{0,3}$")
_PERIOD = re.compile(r"\s{0,9}(Annuel|Mensuel|Horaire)\b", re.I)
_DEPARTMENTS_AT_ONCE: Final = 5
_CONTRACTS: Final = ("CDI", "CDD", "MIS", "SAI", "CCE", "FRA", "LIB", "REP", "TTI", "DDI", "DDT", "DIN")
_PERSONAL: Final = frozenset({"contact", "agence"})


def fetch(query: Query, client: Client) -> Iterator[Page]:
    """One walk a keyword and group of departments; one offer that several find comes once."""
    access = access_of(query, client)
    tally = Tally(query.limit)
    whole = last_days(datetime.now(UTC), max(query.number("days"), 1))
    searches = _searches(query)
    for number, (name, params) in enumerate(searches):
        for step in walk(whole, partial(_asked, access, params), SIZE, MOST, tally):
            yield Page(
                step.parsed,
                message=f"Keyword {number + 1}/{len(searches)}: {name}",
                progress=(number + step.share) / len(searches),
                head=step.head,
                notes=(step.note,) if step.note else (),
            )
        if tally.is_full:
            return


def _searches(query: Query) -> list[tuple[str, dict[str, str | int]]]:
    common: dict[str, str | int] = {"sort": 1}
    contracts = query.words("contract_types")
    if contracts:
        common["typeContrat"] = ",".join(contracts)
    departments = query.words("departments")
    groups = [
        ",".join(departments[first : first + _DEPARTMENTS_AT_ONCE])
        for first in range(0, len(departments), _DEPARTMENTS_AT_ONCE)
    ]
    return [
        (
            " ".join(filter(None, (word or "all offers", group))),
            common | ({"motsCles": word} if word else {}) | ({"departement": group} if group else {}),
        )
        for word in query.words("keywords") or ("",)
        for group in groups or ("",)
    ]


def _asked(access: Access, params: Mapping[str, str | int], window: Window, offset: int) -> Sheet:
    answer = access.get(
        "/search",
        {
            **params,
            "range": f"{offset}-{offset + SIZE - 1}",
            "minCreationDate": window.start.strftime(_TIME),
            "maxCreationDate": window.end.strftime(_TIME),
        },
    )
    if answer.status == 204:
        return Sheet(parse(b""))
    parsed = parse(answer.body)
    total = _TOTAL.search(answer.headers.get("content-range", "")[:200])
    if total:
        parsed = replace(parsed, total=int(total[1]))
    elif answer.status == 200:
        parsed = replace(parsed, total=offset + len(parsed.records))
    return sheet(parsed, answer)


def parse(body: bytes) -> Parsed:
    """An answer of the search; an empty one (204) says that there is nothing."""
    if not body.strip():
        return Parsed(total=0, says_none=True)
    items = list_in(read_json(body), "resultats", body)
    records, broken = read_items(items, _record)
    if broken and not records:
        raise Changed(f"none of {len(broken)} offers could be read: {broken[0].reason}", broken[0].sample)
    return Parsed(records, broken, says_none=not items)


def _record(offer: Mapping[str, Any]) -> dict[str, Any]:
    """As it came, but for who to call or write to: they may serve for applying only, which happens on
    the page of the offer."""
    own = str(offer.get("id") or "").strip()
    page = at(offer, "origineOffre", "urlOrigine")
    return {
        **{name: value for name, value in offer.items() if name not in _PERSONAL},
        "id": own,
        "title": offer.get("intitule"),
        "url": page if isinstance(page, str) and page else DETAIL_PAGE + quote(own, "") if own else None,
        "apply_url": at(offer, "contact", "urlPostulation"),
        "periode_salaire": _period(at(offer, "salaire", "libelle")),
    }


def _period(pay: Any) -> str | None:
    """The first word says it: Annuel, Mensuel, Horaire; ``sur 12 mois`` at the end is no period."""
    found = _PERIOD.match(pay) if isinstance(pay, str) else None
    return found[1] if found else None


def find(external_id: str, query: Query, client: Client) -> Parsed | None:
    answer = access_of(query, client).get("/" + quote(external_id, ""))
    if answer.status == 204:
        return None
    records, broken = read_items([read_json(answer.body)], _record)
    if not records or records[0]["id"] != external_id:
        raise Changed("the answer is not the offer that was asked for", answer.head)
    return Parsed(records, broken, total=1)


SOURCE: Final = Source(
    name="france_travail",
    label="France Travail",
    homepage="https://www.francetravail.fr/",
    terms=Terms(
        "key",
        _("Official interface with a licence of its own; the registration is free."),
        "https://francetravail.io/data/api/offres-emploi",
        (
            _('Show "Source: France Travail", the date of the last update and the licence with each offer.'),
            _("Look at each stored offer again within 24 hours, and mirror changes and deletions."),
            _("Show the whole offer."),
            _("Remove who hires, where and what from copies of withdrawn offers that people keep."),
            _("Use contact data for applying only, and do not publish the offers onward."),
            _("The registration lapses after 12 months without a request."),
        ),
    ),
    fetch=discreet_fetch(fetch, "client_id", "client_secret"),
    parse=parse,
    find=discreet_find(find, "client_id", "client_secret"),
    countries=("FR",),
    options=(
        Option("client_id", _("Client id"), "secret", is_required=True, help=_("Begins with PAR_.")),
        Option("client_secret", _("Client secret"), "secret", is_required=True),
        Option(
            "keywords",
            _("Keywords"),
            "list",
            default=("développeur", "data"),
            maximum=20,
            help=_("One search each. None means all offers."),
        ),
        Option(
            "departments",
            _("Departments"),
            "list",
            default=(),
            maximum=101,
            help=_("Codes such as 75, 2A or 971. None means all of France."),
        ),
        Option(
            "contract_types",
            _("Contract types"),
            "list",
            default=(),
            maximum=12,
            choices=_CONTRACTS,
            help=_("In the codes of France Travail. None means all."),
        ),
        Option("days", _("Published within days"), "number", default=7, minimum=1, maximum=31),
    ),
    why_off=_("It needs a client id and secret, which are free at francetravail.io."),
    instead=_("Import an offer by its address."),
    attribution="Source: France Travail",
    recheck_hours=24,
    often_lacks=("company",),
    habits=Habits(country="FR", zone=ZoneInfo("Europe/Paris")),
)
