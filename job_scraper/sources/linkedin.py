"""LinkedIn, as guests see it: lists of ten cards, and fragments of single offers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlsplit

from job_scraper.client import Client
from job_scraper.option import Option
from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from job_scraper.source import Source, Terms
from job_scraper.sources import _linkedin_cards
from job_scraper.sources._api import Sheet
from job_scraper.sources._linkedin_detail import read_detail
from job_scraper.sources._tally import Tally, ids_of, received
from job_scraper.sources._tally import sheet as sheet_of
from job_scraper.words import to_translate as _
from outgoing.answer import Answer
from outgoing.charsets import decoded
from outgoing.endings import Blocked, Changed, Failed, SourceFault, from_refusal
from outgoing.faults import Fault, Refused

LIST_URL: Final = "https://www.linkedin.com/jobs-guest/jobs/api/seeMoreJobPostings/search"
DETAIL_URL: Final = "https://www.linkedin.com/jobs-guest/jobs/api/jobPosting/"
SIZE: Final = 10
_FIRST_BEYOND: Final = 1000
_MOST_DETAILS: Final = 40
_HEADERS: Final = {"Accept-Language": "en-US,en;q=0.9"}
_EMPTY_START: Final = "the first list came empty: nothing was found, or LinkedIn holds back"


def fetch(query: Query, client: Client) -> Iterator[Page]:
    keywords = query.words("keywords")
    if not keywords:
        raise Failed("no keyword is set")
    tally = Tally(query.limit)
    details = _Details(_Guest(client, query.flag("has_permission")), query.flag("get_descriptions"))
    pages = max(query.number("pages"), 1)
    for number, keyword in enumerate(keywords):
        for page, (sheet, note) in enumerate(_lists(keyword, query, details.guest), 1):
            complete = details.added_to(tally.take(sheet.parsed))
            notes = (*complete.notes, *((note,) if note else ()))
            is_end = tally.is_full or not sheet.parsed.next
            yield Page(
                complete.parsed,
                message=f"Keyword {number + 1}/{len(keywords)}: {keyword}, page {page}",
                progress=1.0 if tally.is_full else (number + (1 if is_end else page / pages)) / len(keywords),
                head=sheet.head,
                notes=notes,
            )
            if complete.end:
                raise complete.end
            if tally.is_full:
                return


@dataclass(frozen=True, slots=True)
class _Guest:
    """``has_permission``: LinkedIn agreed to be asked, so its robots.txt is not the last word."""

    client: Client
    has_permission: bool

    def asked(self, url: str, params: dict[str, str | int] | None = None) -> Answer:
        answer = self.client.get(url, params=params, headers=_HEADERS, robots=not self.has_permission)
        if not urlsplit(answer.url).path.startswith("/jobs-guest/"):
            raise Blocked("LinkedIn sends programs to its login page", answer.head)
        if answer.status in {202, 401}:
            raise Blocked(f"LinkedIn refuses programs: it answered {answer.status}", answer.head)
        return answer


def _lists(keyword: str, query: Query, guest: _Guest) -> Iterator[tuple[Sheet, str]]:
    """Steps by the cards that came, not by those that were new."""
    start, known = 0, set[str]()
    for page in range(max(query.number("pages"), 1)):
        answer = guest.asked(LIST_URL, _params(keyword, query, start))
        if answer.status == 400 and start:
            return
        if answer.status != 200:
            kind = Failed if answer.status == 400 else Changed
            raise kind(f"LinkedIn answered {answer.status}", answer.head)
        found = _linkedin_cards.parse(answer.text)
        names = ids_of(found)
        start += received(found)
        is_over = received(found) < SIZE or names <= known or start >= _FIRST_BEYOND
        known |= names
        is_last = is_over or page + 1 >= query.number("pages")
        listed = replace(found, next="" if is_last else str(start))
        yield sheet_of(listed, answer), "" if start else _EMPTY_START
        if is_last:
            return


def _params(keyword: str, query: Query, start: int) -> dict[str, str | int]:
    params: dict[str, str | int] = {
        "keywords": keyword,
        "location": query.text("location"),
        "start": start,
        "sortBy": "DD",
    }
    days = query.number("days")
    return params | ({"f_TPR": f"r{days * 86_400}"} if days else {})


@dataclass(frozen=True, slots=True)
class _Completed:
    """``end`` is why the run must end after these offers."""

    parsed: Parsed
    notes: tuple[str, ...] = ()
    end: SourceFault | None = None


class _Details:
    """Descriptions, a page each, at most 40 a run."""

    def __init__(self, guest: _Guest, is_wanted: bool) -> None:
        self.guest = guest
        self._left = _MOST_DETAILS if is_wanted else 0
        self._is_wanted = is_wanted

    def added_to(self, found: Parsed) -> _Completed:
        """A refusal ends the run, after the offers are kept as their cards told them."""
        records: list[dict[str, Any]] = []
        notes: list[str] = []
        for index, card in enumerate(found.records):
            if self._left <= 0:
                records += map(dict, found.records[index:])
                break
            self._left -= 1
            try:
                records.append({**self._detail(str(card["id"])), **card})
            except (Blocked, Refused) as fault:
                records += map(dict, found.records[index:])
                end = fault if isinstance(fault, SourceFault) else from_refusal(fault)
                return _Completed(replace(found, records=tuple(records)), tuple(notes), end)
            except (SourceFault, Fault) as fault:
                records.append(dict(card))
                notes.append(f"no description of {card['id']}: {fault}")
        else:
            return _Completed(replace(found, records=tuple(records)), tuple(notes))
        if self._is_wanted:
            notes.append(f"descriptions of {_MOST_DETAILS} offers were read, the most that a run asks for")
        return _Completed(replace(found, records=tuple(records)), tuple(notes))

    def _detail(self, own: str) -> dict[str, Any]:
        answer = self.guest.asked(DETAIL_URL + own)
        if answer.status != 200:
            raise Failed(f"LinkedIn answered {answer.status}", answer.head)
        return read_detail(answer.text)


def parse(body: bytes) -> Parsed:
    """A list of cards."""
    return _linkedin_cards.parse(decoded(body))


SOURCE: Final = Source(
    name="linkedin",
    label="LinkedIn",
    homepage="https://www.linkedin.com/jobs/",
    terms=Terms(
        "forbidden",
        _("The user agreement forbids programs to read the site, and robots.txt asks them to stay away."),
        "https://www.linkedin.com/legal/user-agreement",
        (_("Ask LinkedIn for permission before you switch this on."),),
    ),
    fetch=fetch,
    parse=parse,
    countries=("TN", "FR", "DE", "BE", "GB"),
    options=(
        Option(
            "keywords",
            _("Keywords"),
            "list",
            default=("python", "data science", "devops"),
            is_required=True,
            minimum=1,
            maximum=10,
            help=_("One search each."),
        ),
        Option("location", _("Place"), default="Tunisia"),
        Option("pages", _("Pages a keyword"), "number", default=2, minimum=1, maximum=100),
        Option(
            "days",
            _("Published within days"),
            "number",
            default=0,
            maximum=90,
            help=_("0 means at any time."),
        ),
        Option(
            "get_descriptions",
            _("Read the descriptions too"),
            "flag",
            default=False,
            help=_("One more page an offer, at most 40 a run."),
        ),
        Option(
            "has_permission",
            _("LinkedIn gave me permission"),
            "flag",
            default=False,
            help=_("Without it robots.txt is obeyed, and a run ends as blocked."),
        ),
    ),
    why_off=_("LinkedIn forbids programs to read its pages."),
    instead=_("Import an offer by its address, save its page and upload it, or use LinkedIn's alert mails."),
)
