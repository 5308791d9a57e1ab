"""Asking Coursera: three sitemaps, then pages one by one, at the pace of the client."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from course_scraper.client import Client
from course_scraper.coursera.addresses import HOSTS, SITEMAPS, course_address, kind_of, translations
from course_scraper.coursera.course_page import CoursePage, parse_course_page
from course_scraper.coursera.sitemap import Sitemap, parse_sitemap
from outgoing.answer import Answer
from outgoing.endings import Blocked, Changed, Failed, SourceFault, from_refusal
from outgoing.faults import Fault

NESTED: Final = 20
GONE: Final = frozenset({404, 410})
# In English, as the ranking needs them; and not kept by the client: thousands of pages that are read twice a year
# would push out what others keep there.
HEADERS: Final = {"accept-language": "en", "cache-control": "no-store"}


@dataclass(frozen=True, slots=True)
class Listed:
    """``courses`` are addresses without ``translated``, those that only translate another. Only of
    ``whole_kinds`` the sitemaps were read to their end, so that what they do not name is not listed any more.
    ``notes`` say what a person should look at."""

    courses: frozenset[str]
    whole_kinds: frozenset[str] = frozenset()
    translated: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()

    def names(self, url: str) -> bool | None:
        """None when nobody knows: the sitemap of its kind was not read to its end. A kind without a sitemap of
        its own is in none."""
        if url in self.courses or url in self.translated:
            return True
        kind = kind_of(url)
        return None if kind in SITEMAPS and kind not in self.whole_kinds else False


@dataclass(frozen=True, slots=True)
class Gone:
    """404, 410, or led away to a page that is no course (then ``status`` is 302)."""

    status: int


def read_sitemaps(client: Client) -> Listed:
    """A sitemap that is missing or broken is noted and the others count. Raises SourceFault when the site
    refuses, or when no sitemap could be read."""
    urls: set[str] = set()
    whole: set[str] = set()
    faults: list[SourceFault] = []
    notes: list[str] = []
    for kind, address in SITEMAPS.items():
        try:
            parts = list(_sitemap(client, address))
        except (Changed, Failed) as fault:
            faults.append(fault)
            notes.append(f"the sitemap of kind {kind} was not read: {fault}")
            continue
        urls.update(url for part in parts for url in part.courses)
        if all(part.is_whole for part in parts):
            whole.add(kind)
        else:
            notes.append(f"the sitemap of kind {kind} is cut off")
    if not urls:
        raise faults[0] if faults else Changed("no sitemap names a course")
    skipped = translations(urls)
    return Listed(frozenset(urls - skipped), frozenset(whole), skipped, tuple(notes))


def read_page(client: Client, url: str, day: date) -> CoursePage | Gone:
    """The course is at the address that answered, which may be a new one. Raises SourceFault."""
    answer = _asked(client, url)
    if answer.status in GONE:
        return Gone(answer.status)
    if not answer.is_ok:
        raise _refusal(answer)
    found = course_address(answer.url)
    if found is None:
        return Gone(302)
    return parse_course_page(answer.text, found, day)


def _sitemap(client: Client, address: str) -> Iterable[Sitemap]:
    """The sitemap, or those that it points to on the same site."""
    first = parse_sitemap(_body(client, address))
    if not first.nested:
        return [first]
    ours = [url for url in first.nested if _is_ours(url)][:NESTED]
    parts = [parse_sitemap(_body(client, url)) for url in ours]
    is_whole = first.is_whole and len(ours) == len(first.nested)
    return [*parts, Sitemap((), is_whole=is_whole)]


def _is_ours(url: str) -> bool:
    try:
        return urlsplit(url).hostname in HOSTS
    except ValueError:
        return False


def _body(client: Client, url: str) -> bytes:
    answer = _asked(client, url)
    if not answer.is_ok:
        raise _refusal(answer)
    return answer.body


def _asked(client: Client, url: str) -> Answer:
    try:
        return client.get(url, headers=HEADERS)
    except Fault as fault:
        raise from_refusal(fault) from fault


def _refusal(answer: Answer) -> SourceFault:
    if answer.status in {401, 451}:
        return Blocked(f"answered {answer.status}: {answer.url}", answer.head)
    return Changed(f"answered {answer.status}: {answer.url}", answer.head)
