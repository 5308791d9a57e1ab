"""Google's job search, through SerpApi, which asks Google for its customers and carries the risk of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from job_scraper.client import Client
from job_scraper.fingerprint import derived_id
from job_scraper.fold import fold
from job_scraper.normalise.place import parse_place
from job_scraper.normalise.relative_dates import relative_moment
from job_scraper.option import Option
from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from job_scraper.source import Source, Terms
from job_scraper.sources._api import Sheet
from job_scraper.sources._discreet import discreet_fetch
from job_scraper.sources._reading import at, head_of, list_in, listed, read_items, read_json
from job_scraper.sources._serpapi import asked, says_nothing_found
from job_scraper.sources._tally import Tally, ids_of, received
from job_scraper.sources._tally import sheet as sheet_of
from job_scraper.words import to_translate as _
from outgoing.endings import Changed, Failed, KeyRefused

_PLACES: Final = {
    "tn": "Tunisia",
    "fr": "France",
    "de": "Germany",
    "be": "Belgium",
    "gb": "United Kingdom",
}
_GOOGLE_NAME: Final = {"gb": "uk"}
_MOST_PAGES: Final = 100
_ANY_TIME: Final = datetime(2026, 1, 1, tzinfo=UTC)


def fetch(query: Query, client: Client) -> Iterator[Page]:
    """Each page of ten costs one search of the account."""
    if not query.text("api_key"):
        raise KeyRefused("the key of SerpApi is not set")
    queries = query.words("queries")
    if not queries:
        raise Failed("no query is set")
    wanted = min(query.limit, query.number("max_results") or query.limit)
    tally = Tally(wanted)
    for number, words in enumerate(queries):
        for page, sheet in enumerate(_pages(words, query, client), 1):
            fresh = tally.take(sheet.parsed)
            is_end = tally.is_full or not fresh.next
            share = 1.0 if is_end else min(page * 10 / max(wanted, 1), 0.95)
            yield Page(
                fresh,
                message=f"Query {number + 1}/{len(queries)}: {words}, page {page}",
                progress=1.0 if tally.is_full else (number + share) / len(queries),
                head=sheet.head,
                notes=("the last page came empty",) if page > 1 and not received(sheet.parsed) else (),
            )
            if tally.is_full:
                return


def _pages(words: str, query: Query, client: Client) -> Iterator[Sheet]:
    """Until no page follows, one comes empty (also where more were announced), or brings nothing new."""
    known: set[str] = set()
    token = ""
    for _page in range(_MOST_PAGES):
        answer = asked(client, {**_params(words, query), **({"next_page_token": token} if token else {})})
        parsed = parse(answer.body)
        if not received(parsed) and not parsed.says_none and not token:
            raise Changed("the first page holds no offers and does not say so", answer.head)
        names = ids_of(parsed)
        is_over = not names - known or parsed.next == token
        known |= names
        token = "" if is_over else parsed.next
        yield sheet_of(replace(parsed, next=token), answer)
        if not token:
            return


def _params(words: str, query: Query) -> dict[str, str | int]:
    country = query.text("country").lower() or "tn"
    params: dict[str, str | int] = {
        "engine": "google_jobs",
        "q": words,
        "location": query.text("location") or _PLACES.get(country, ""),
        "gl": _GOOGLE_NAME.get(country, country),
        "hl": query.text("language") or "fr",
        "api_key": query.text("api_key"),
    }
    if query.flag("remote_only"):
        params["ltype"] = 1
    return params


def parse(body: bytes) -> Parsed:
    """``jobs_results`` is missing both when nothing was found, which is said, and on a late empty page."""
    document = read_json(body)
    if says_nothing_found(document):
        return Parsed(total=0, says_none=True)
    if isinstance(document, Mapping) and "jobs_results" not in document:
        if isinstance(document.get("error"), str):
            raise Failed(f"SerpApi reports: {document['error'][:300]}", head_of(body))
        if at(document, "search_metadata", "status") == "Success":
            return Parsed()
    items = list_in(document, "jobs_results", body)
    records, broken = read_items(items, _record)
    if broken and not records:
        raise Changed(f"none of {len(broken)} offers could be read: {broken[0].reason}", head_of(body))
    token = at(document, "serpapi_pagination", "next_page_token")
    country = _country(document)
    placed = tuple(_placed(record, country) for record in records)
    return Parsed(placed, broken, next=token if isinstance(token, str) else "")


def _country(document: Any) -> str:
    """Where the search looked."""
    name = at(document, "search_parameters", "gl")
    code = name.upper() if isinstance(name, str) else ""
    return "GB" if code == "UK" else code


def _placed(record: dict[str, Any], country: str) -> dict[str, Any]:
    """Google leaves out the country near home: it is the one of the search, where a town is named that
    does not tell it."""
    place = parse_place(record.get("location"), None)
    return {**record, "country": country} if country and place.city and not place.country else record


def _record(offer: Mapping[str, Any]) -> dict[str, Any]:
    """Without ``job_id``: it holds the search too, so the same offer has many."""
    title, company, place = (str(offer.get(name) or "") for name in ("title", "company_name", "location"))
    links = [
        link
        for each in (*listed(offer.get("apply_options")), *listed(offer.get("related_links")))
        if isinstance(link := at(each, "link"), str) and link
    ]
    return {
        "id": derived_id(None, title, company, place) if title else None,
        "title": offer.get("title"),
        "company": offer.get("company_name"),
        "location": place.strip(),
        "description": offer.get("description"),
        "job_highlights": offer.get("job_highlights"),
        "detected_extensions": offer.get("detected_extensions"),
        **_facts(offer),
        "url": links[0] if links else offer.get("share_link"),
        "apply_url": links[0] if links else None,
        "logo": offer.get("thumbnail"),
        "via": offer.get("via"),
    }


def _facts(offer: Mapping[str, Any]) -> dict[str, Any]:
    """The short facts under a title, where SerpApi did not tell apart what they are."""
    facts = [fact for fact in listed(offer.get("extensions")) if isinstance(fact, str)]
    when = next((fact for fact in facts if relative_moment(fold(fact[:80]), _ANY_TIME)), None)
    is_told = at(offer.get("detected_extensions"), "posted_at")
    return {"schedule": [fact for fact in facts if fact != when], "posted_on": None if is_told else when}


SOURCE: Final = Source(
    name="google_jobs",
    label="Google Jobs (SerpApi)",
    homepage="https://serpapi.com/google-jobs-api",
    terms=Terms(
        "key",
        _(
            "A paid service with a free allowance asks Google in your name; Google itself offers no interface."
        ),
        "https://serpapi.com/legal",
        (_("Each page of ten offers costs one search of the account."),),
    ),
    fetch=discreet_fetch(fetch, "api_key"),
    parse=parse,
    countries=("TN", "FR", "DE", "BE", "GB"),
    options=(
        Option("api_key", _("Key of SerpApi"), "secret", is_required=True),
        Option(
            "queries",
            _("Searches"),
            "list",
            default=("python developer", "data scientist"),
            is_required=True,
            minimum=1,
            maximum=20,
            help=_("One search a line, as you would type it at Google."),
        ),
        Option("max_results", _("Most offers a run"), "number", default=200, minimum=10, maximum=1000),
        Option("country", _("Country"), "choice", default="tn", choices=tuple(_PLACES)),
        Option("language", _("Language"), "choice", default="fr", choices=("fr", "en", "de", "ar")),
        Option("location", _("Place"), help=_("A town and its country. Empty means the whole country.")),
        Option("remote_only", _("Only remote work"), "flag", default=False),
    ),
    why_off=_("It needs a key of SerpApi."),
    instead=_("Import an offer by its address."),
)
