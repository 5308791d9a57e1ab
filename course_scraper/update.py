"""A weekly update: which pages to read, and what became of each, one event a page.

It knows no catalogue: what is known comes in, events go out, and whoever keeps the catalogue stores them as they
come. A run that ends early, for whatever reason, has lost nothing: what was stored is known to the next one.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Final

from course_scraper.client import Client
from course_scraper.coursera.addresses import course_address
from course_scraper.coursera.course_page import CoursePage
from course_scraper.coursera.reader import Gone, Listed, read_page, read_sitemaps
from outgoing.endings import Changed, Failed, ForbiddenByRobots, SourceFault

SLICES: Final = 26
"""Weekly runs in which every known page is looked at again: half a year."""
SMALLEST_SLICE: Final = 100
FAULTS_IN_A_ROW: Final = 5
NEW_FAULTS_IN_A_ROW: Final = 20
"""More than of known pages: new kinds of pages come in families, and say nothing about the others."""
UNLISTED_AGAIN: Final = timedelta(days=28)
MOVED: Final = 301


@dataclass(frozen=True, slots=True)
class Known:
    """``url`` as the catalogue has it; ``checked`` is the day on which it was last asked for."""

    url: str
    checked: date | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """Most pages of one run, and how many of them are looked at again: None for a twenty-sixth of all that are
    known, a hundred at least. While something is new, half of the pages are for that."""

    pages: int = 2_000
    recheck: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """``new`` are listed and not known, ``waiting`` counts those left for the next run. ``again`` are known:
    first those that are not listed any more, then those unasked for longest."""

    new: tuple[str, ...] = ()
    again: tuple[Known, ...] = ()
    waiting: int = 0
    listed: int = 0
    unlisted: int = 0

    @property
    def pages(self) -> int:
        return len(self.new) + len(self.again)


@dataclass(frozen=True, slots=True)
class Planned:
    plan: Plan
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """``url`` is what was asked for; the course says where it is now."""

    url: str
    page: CoursePage
    is_new: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """404, 410, led away to another known course (301) or to a page that is no course (302). ``is_gone`` when
    the sitemaps do not name it any more either; else it may come back."""

    url: str
    status: int
    is_new: bool
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Unread:
    """Nothing is known of the course that was not known before."""

    url: str
    reason: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """What a person should know although the update goes on."""

    text: str


Event = Planned | Read | Missing | Unread | Noted


def update(
    client: Client, known: Iterable[Known], bounds: Bounds, day: date, cursor: str = ""
) -> Generator[Event, None, None]:
    """``cursor`` is the last new address that an earlier run asked for: this one begins behind it, so that pages
    that cannot be read do not keep others waiting.

    Raises SourceFault at the first refusal, when no sitemap can be read, when the site or known pages fail five
    times in a row, and when no page at all could be read; what was yielded before stays true.
    """
    catalogue = tuple(known)
    listed = read_sitemaps(client)
    plan = make_plan(listed, catalogue, bounds, day, cursor)
    yield Planned(plan, listed.notes)
    reading = _Reading(client, listed, day, {_address(one) for one in catalogue})
    for url in plan.new:
        if url not in reading.addresses:
            yield reading.look(url, is_new=True)
        if reading.in_a_row >= NEW_FAULTS_IN_A_ROW:
            yield Noted(
                f"{NEW_FAULTS_IN_A_ROW} new pages in a row could not be read: the other new ones wait"
            )
            break
    reading.in_a_row = 0
    for one in plan.again:
        yield reading.look(one.url, is_new=False)
    reading.check_any()


def make_plan(listed: Listed, known: Iterable[Known], bounds: Bounds, day: date, cursor: str = "") -> Plan:
    """Courses of other sites are left alone."""
    ours = {address: one for one in known if (address := course_address(one.url))}
    new = sorted(listed.courses - ours.keys())
    new = [url for url in new if url > cursor] + [url for url in new if url <= cursor]
    unlisted = {address for address in ours if listed.names(address) is False}
    share = bounds.recheck if bounds.recheck is not None else max(SMALLEST_SLICE, ceil(len(ours) / SLICES))
    room = bounds.pages // 2 if new else bounds.pages
    again = sorted(ours, key=lambda address: _turn(ours[address], address in unlisted, day))
    again = again[: max(0, min(share, room))]
    asked = new[: max(0, bounds.pages - len(again))]
    return Plan(
        tuple(asked),
        tuple(ours[address] for address in again),
        len(new) - len(asked),
        len(listed.courses),
        len(unlisted),
    )


def _turn(one: Known, is_unlisted: bool, day: date) -> tuple[bool, date, str]:
    """An unlisted page that still answers is asked for once a month, not in every run."""
    checked = one.checked or date.min
    is_urgent = is_unlisted and (one.checked is None or day - one.checked >= UNLISTED_AGAIN)
    return not is_urgent, checked, one.url


def _address(one: Known) -> str:
    return course_address(one.url) or one.url


class _Reading:
    """``addresses`` are those that the catalogue has, and those that were read in this run."""

    def __init__(self, client: Client, listed: Listed, day: date, addresses: set[str]) -> None:
        self._client = client
        self._listed = listed
        self._day = day
        self._last: SourceFault | None = None
        self._answered = self._unread = 0
        self.addresses = addresses
        self.in_a_row = 0

    def look(self, url: str, *, is_new: bool) -> Event:
        """Raises SourceFault."""
        address = course_address(url) or url
        try:
            found = read_page(self._client, address, self._day)
        except (Changed, Failed, ForbiddenByRobots) as fault:
            self._count(fault, is_new)
            return Unread(url, str(fault), is_new)
        self._answered, self.in_a_row = self._answered + 1, 0
        if isinstance(found, Gone):
            return self._missing(url, address, found.status, is_new)
        place = found.course.url or address
        if place != address and place in self.addresses:
            return self._missing(url, address, MOVED, is_new)
        self.addresses |= {address, place}
        return Read(url, found, is_new)

    def check_any(self) -> None:
        """Raises the last fault where pages were asked for and none answered: a few say nothing."""
        if self._last and not self._answered and self._unread >= FAULTS_IN_A_ROW:
            raise _ending(self._last, f"none of {self._unread} pages could be read")

    def _count(self, fault: SourceFault, is_new: bool) -> None:
        self._last, self._unread, self.in_a_row = fault, self._unread + 1, self.in_a_row + 1
        if self.in_a_row >= FAULTS_IN_A_ROW and (not is_new or isinstance(fault, Failed)):
            raise _ending(fault, f"{self.in_a_row} pages in a row could not be read")

    def _missing(self, url: str, address: str, status: int, is_new: bool) -> Missing:
        return Missing(url, status, is_new, not is_new and self._listed.names(address) is False)


def _ending(fault: SourceFault, what: str) -> SourceFault:
    return type(fault)(f"{what}, the last: {fault.detail}", fault.head)
