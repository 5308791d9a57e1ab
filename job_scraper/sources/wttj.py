"""Welcome to the Jungle, through the search index behind its own pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final
from urllib.parse import quote

from job_scraper.client import Client
from job_scraper.option import Option
from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from job_scraper.source import Source, Terms
from job_scraper.sources._api import Sheet
from job_scraper.sources._discreet import discreet_fetch
from job_scraper.sources._items import complaint
from job_scraper.sources._reading import at, head_of, list_in, listed, read_items, read_json
from job_scraper.sources._tally import Tally, sheet
from job_scraper.sources._windows import Window, last_days, walk
from job_scraper.sources._wttj_key import SearchKey, refuse_challenge, search_key
from job_scraper.words import to_translate as _
from outgoing.answer import Answer
from outgoing.endings import Changed, Failed, KeyRefused, from_refusal
from outgoing.faults import Refused

HOME: Final = "https://www.welcometothejungle.com"
SIZE: Final = 100
MOST: Final = 1000
_CONTRACTS: Final = {"vie": "VIE", "full_time": "", "part_time": ""}
_WORK_TIMES: Final = {"full_time": "full time", "part_time": "part time"}
_REMOTE: Final = {"no": "onsite", "unknown": None}


def fetch(query: Query, client: Client) -> Iterator[Page]:
    index = _Index(search_key(query, client), query, client)
    tally = Tally(query.limit)
    whole = last_days(datetime.now(UTC), max(query.number("days"), 1))
    queries = query.words("queries") or ("",)
    for number, words in enumerate(queries):
        for step in walk(whole, partial(index.asked, words), SIZE, MOST, tally):
            yield Page(
                step.parsed,
                message=f"Keyword {number + 1}/{len(queries)}: {words or 'all offers'}",
                progress=(number + step.share) / len(queries),
                head=step.head,
                notes=(step.note,) if step.note else (),
            )
        if tally.is_full:
            return


class _Index:
    """It answers only those who say that they come from the site."""

    def __init__(self, key: SearchKey, query: Query, client: Client) -> None:
        name = f"{key.prefix}_{query.text('language') or 'fr'}"
        self._url = f"https://{key.app.lower()}-dsn.algolia.net/1/indexes/{name}/query"
        self._countries = query.words("countries")
        self._client = client
        self._headers = {
            "x-algolia-application-id": key.app,
            "x-algolia-api-key": key.value,
            "Referer": HOME + "/",
            "Origin": HOME,
        }

    def asked(self, words: str, window: Window, offset: int) -> Sheet:
        body = {
            "query": words,
            "hitsPerPage": SIZE,
            "page": offset // SIZE,
            "numericFilters": [
                f"published_at_timestamp>={int(window.start.timestamp())}",
                f"published_at_timestamp<={int(window.end.timestamp())}",
            ],
        }
        if self._countries:
            body["facetFilters"] = [[f"offices.country_code:{code.upper()}" for code in self._countries]]
        try:
            answer = self._client.post(self._url, json=body, headers=self._headers)
        except Refused as refused:
            if refused.status != 403:
                raise from_refusal(refused) from None
            said = complaint(refused.head.encode()) or "no reason given"
            raise KeyRefused(f"the index refuses the search key, it may have changed: {said}") from None
        return sheet(_understood(answer), answer)


def _understood(answer: Answer) -> Parsed:
    refuse_challenge(answer)
    if answer.is_ok:
        return parse(answer.body)
    said = complaint(answer.body) or "no reason given"
    if answer.status == 401:
        raise KeyRefused(f"the index refuses the search key: {said}")
    if answer.status == 400:
        raise Failed(f"the index refuses the search: {said}", answer.head)
    raise Changed(f"the index answered {answer.status}: {said}", answer.head)


def parse(body: bytes) -> Parsed:
    document = read_json(body)
    items = list_in(document, "hits", body)
    records, broken = read_items(items, _record)
    if broken and not records:
        raise Changed(f"none of {len(broken)} offers could be read: {broken[0].reason}", head_of(body))
    total = at(document, "nbHits")
    if isinstance(total, bool) or not isinstance(total, int) or total < len(items):
        total = None
    return Parsed(records, broken, total, says_none=not items and total == 0)


def _record(hit: Mapping[str, Any]) -> dict[str, Any]:
    """``full_time`` and ``part_time`` stand where contracts do; yearly figures beside the salary would be
    taken for a second one."""
    kind, office = str(hit.get("contract_type") or ""), _office(hit)
    remote = str(hit.get("remote") or "")
    return {
        **{name: value for name, value in hit.items() if name not in _REPLACED and name[:1] != "_"},
        "id": hit.get("reference") or hit.get("objectID"),
        "title": hit.get("name"),
        "company": at(hit, "organization", "name"),
        "company_logo": at(hit, "organization", "logo", "url") or at(hit, "organization", "logo"),
        "url": _address(hit),
        "city": at(office, "city"),
        "region": at(office, "state"),
        "country_code": at(office, "country_code"),
        "contract_type": _CONTRACTS.get(kind, kind),
        "work_time": _WORK_TIMES.get(kind),
        "remote": _REMOTE.get(remote, remote),
        "sector": [at(sector, "name") for sector in listed(hit.get("sectors"))],
    }


_REPLACED: Final = frozenset(
    {"organization", "offices", "sectors", "slug", "salary_yearly_minimum", "new_profession", "objectID"}
)


def _office(hit: Mapping[str, Any]) -> Any:
    """The first one that says where it is."""
    offices = listed(hit.get("offices")) or [hit.get("office")]
    return next((office for office in offices if at(office, "city") or at(office, "country_code")), None)


def _address(hit: Mapping[str, Any]) -> str | None:
    firm, slug = at(hit, "organization", "slug"), hit.get("slug")
    if not (isinstance(firm, str) and isinstance(slug, str) and firm and slug):
        return None
    language = hit.get("language") if hit.get("language") in {"fr", "en"} else "fr"
    return f"{HOME}/{language}/companies/{quote(firm, '')}/jobs/{quote(slug, '')}"


SOURCE: Final = Source(
    name="wttj",
    label="Welcome to the Jungle",
    homepage=HOME,
    terms=Terms(
        "forbidden",
        _(
            "The index behind the site is not documented, changes its key, and answers only the site's own"
            " pages; robots.txt closes the search pages to programs."
        ),
        "https://www.welcometothejungle.com/robots.txt",
        (_("Ask for permission before you switch this on."), _("Link to the offer.")),
    ),
    fetch=discreet_fetch(fetch, "search_key"),
    parse=parse,
    countries=("FR", "BE", "DE", "GB"),
    options=(
        Option(
            "queries",
            _("Keywords"),
            "list",
            default=("data", "développeur"),
            maximum=20,
            help=_("One search each. None means all offers."),
        ),
        Option(
            "countries",
            _("Countries"),
            "list",
            default=("FR",),
            maximum=4,
            choices=("FR", "BE", "DE", "GB"),
            help=_("None means all, also other ones."),
        ),
        Option("language", _("Language"), "choice", default="fr", choices=("fr", "en")),
        Option("days", _("Published within days"), "number", default=7, minimum=1, maximum=90),
        Option(
            "search_key",
            _("Search key"),
            "secret",
            help=_("Empty: it is read from the page below at each run."),
        ),
        Option("key_page", _("Page with the search key"), default=HOME + "/fr", maximum=400),
    ),
    why_off=_("Its index is not meant for other programs."),
    instead=_("Import an offer by its address."),
)
