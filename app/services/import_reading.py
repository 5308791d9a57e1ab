"""From a page, a file or a pasted text to the one offer it is about, or a code that says why not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from app.models import utc_now
from job_scraper.client import Client
from job_scraper.fingerprint import derived_id
from job_scraper.normalise.url import canonical_url
from job_scraper.pages.refusals import LoginWall, NeedsScript
from job_scraper.posting import JobPosting
from job_scraper.posting_page import PostingPage, read_posting_page
from job_scraper.record import Habits, posting_from_record
from job_scraper.rejected import Rejected
from outgoing.answer import Answer
from outgoing.charsets import decoded
from outgoing.endings import Blocked, SourceFault
from outgoing.faults import (
    AddressForbidden,
    Fault,
    Refused,
    RobotsForbid,
    TooLarge,
    TooManyRedirects,
)

SOURCE: Final = "imported"
MAX_CHOICES: Final = 60
FAULTS: Final = (
    "bad_address",  # no web address at all
    "private_address",  # not on the public internet
    "robots",
    "refused",
    "login",
    "needs_script",
    "gone",
    "unreachable",
    "redirects",
    "too_large",
    "not_a_page",
    "no_offer",
    "many_offers",
    "too_many_waiting",
    "too_many_offers",
    "unexpected",
)
_HEADERS: Final = {
    "accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
    "accept-language": "en,fr,de,ar",
}
_PAGE_TYPES = re.compile(r"text/(?:html|plain|xml)|application/(?:xhtml\+xml|xml)|^$", re.I)
_BY_FAULT: Final[Mapping[type[Exception], str]] = {
    AddressForbidden: "private_address",
    RobotsForbid: "robots",
    Refused: "refused",
    TooLarge: "too_large",
    TooManyRedirects: "redirects",
    LoginWall: "login",
    Blocked: "refused",
    NeedsScript: "needs_script",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several offers of a page. ``url`` is its own page, "" where it has none."""

    key: str
    title: str
    company: str
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a person wrote about an offer; ``title`` and ``description`` are there."""

    title: str
    description: str
    company: str = ""
    location: str = ""
    url: str = ""


class NotImported(Exception):
    """``code`` is one of FAULTS; ``choices`` with ``many_offers``."""

    def __init__(self, code: str, choices: tuple[Choice, ...] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.choices = choices


def offer_at(address: str, pick: str | None, client: Client) -> JobPosting:
    """The offer of a page on the web. Raises NotImported."""
    try:
        answer = client.get(address, headers=_HEADERS)
    except Fault as fault:
        raise NotImported(_code_of(fault, "unreachable")) from fault
    _check(answer)
    return _one_of(_read(answer.text, answer.url), pick, answer.url)


def offer_of_file(content: bytes, address: str = "") -> JobPosting:
    """The offer of a saved page. Raises NotImported."""
    if b"\x00" in content[:1000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotImported("not_a_page")
    page = _read(decoded(content), address)
    return _one_of(page, None, page.address)


def offer_of_text(pasted: Pasted) -> JobPosting:
    """Raises NotImported."""
    return _named(_posting({name: value for name, value in asdict(pasted).items() if value.strip()}))


def _check(answer: Answer) -> None:
    if answer.status in {404, 410}:
        raise NotImported("gone")
    if answer.status in {202, 401, 402, 407, 451}:
        raise NotImported("refused")
    if not answer.is_ok:
        raise NotImported("unreachable")
    if not _PAGE_TYPES.match(answer.headers.get("content-type", "").strip()):
        raise NotImported("not_a_page")


def _read(page: str, address: str) -> PostingPage:
    try:
        return read_posting_page(page, address)
    except SourceFault as fault:
        raise NotImported(_code_of(fault, "no_offer")) from fault


def _code_of(fault: Exception, otherwise: str) -> str:
    return next((code for kind, code in _BY_FAULT.items() if isinstance(fault, kind)), otherwise)


def _one_of(page: PostingPage, pick: str | None, address: str) -> JobPosting:
    offers = [_named(posting) for record in page.records if (posting := _find_posting(record, page.habits))]
    if not offers:
        raise NotImported("no_offer")
    own = canonical_url(address)
    wanted = [offer for offer in offers if offer.external_id == pick] if pick else offers
    if not wanted:
        raise NotImported("gone")
    if len(wanted) > 1:
        wanted = [offer for offer in wanted if own and offer.url == own] or wanted
    if len(wanted) > 1:
        raise NotImported("many_offers", tuple(_choice(offer, own) for offer in wanted[:MAX_CHOICES]))
    return wanted[0]


def _choice(offer: JobPosting, own: str | None) -> Choice:
    url = offer.url if offer.url and offer.url != own else ""
    return Choice(offer.external_id, offer.title, offer.company or "", offer.location or "", url or "")


def _find_posting(record: Mapping[str, Any], habits: Habits) -> JobPosting | None:
    try:
        return posting_from_record(record, SOURCE, utc_now(), habits)
    except Rejected:
        return None


def _posting(record: Mapping[str, Any]) -> JobPosting:
    try:
        return posting_from_record(record, SOURCE, utc_now())
    except Rejected as error:
        raise NotImported("no_offer") from error


def _named(offer: JobPosting) -> JobPosting:
    """By its address, else by its content: numbers of different sites would meet here."""
    named = derived_id(offer.url, offer.title, offer.company, offer.location, offer.description_text)
    return replace(offer, external_id=named)
