"""Asking for pages that were made for people."""

from __future__ import annotations

from typing import Final

from job_scraper.client import Client, Parameters
from job_scraper.normalise.url import canonical_url
from job_scraper.pages.refusals import is_challenge
from job_scraper.posting_page import read_posting_page
from job_scraper.sources._api import NothingFound
from job_scraper.sources._reading import Record
from outgoing.answer import Answer
from outgoing.endings import Blocked, Failed, SourceFault
from outgoing.faults import TooLarge, TooManyRedirects, Unreachable

HEADERS: Final = {
    "accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
    "accept-language": "fr,en;q=0.8,de;q=0.6",
}
_GONE: Final = frozenset({404, 410})
_OWN: Final = ("url", "id")


def page_at(client: Client, url: str, params: Parameters | None = None) -> Answer:
    """Raises NothingFound for a page that is not there, Blocked and Failed for other statuses without one,
    and what the client raises."""
    answer = client.get(url, params=params, headers=HEADERS)
    if answer.status in _GONE:
        raise NothingFound(f"answered {answer.status}", answer.head)
    if answer.status in {202, 401} or (not answer.is_ok and is_challenge(answer.text)):
        raise Blocked(f"answered {answer.status}: a check instead of the page", answer.head)
    if not answer.is_ok:
        raise Failed(f"answered {answer.status}", answer.head)
    return answer


def completed(client: Client, record: Record) -> Record:
    """The record with what its own page says; as it is when that page cannot be read now. What would hit
    every page (a refusal) is raised."""
    url = canonical_url(str(record.get("url") or ""))
    if not url:
        return record
    try:
        found = read_posting_page(page_at(client, url).text, url).records
    except (Unreachable, TooLarge, TooManyRedirects):
        return record
    except SourceFault as fault:
        if isinstance(fault, Blocked):
            raise
        return record
    if len(found) != 1:
        return record
    said = {name: value for name, value in found[0].items() if value and name not in _OWN}
    return {**record, **said, **{name: record[name] for name in _OWN if record.get(name)}}
