"""Going through searches and their pages: each offer once, not more than asked, progress as it is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from job_scraper.sources._api import NothingFound, SearchRefused, Sheet
from job_scraper.sources._items import text
from job_scraper.sources._reading import Record
from outgoing.endings import Changed, SourceFault

_NO_END: Final = 10_000
_DETAILS_AT_ONCE: Final = 10


@dataclass(frozen=True, slots=True)
class Search:
    """``label`` is for people; the others are what the source asks with, "" where it does not."""

    label: str
    keyword: str = ""
    country: str = ""
    place: str = ""
    extra: tuple[tuple[str, str], ...] = ()


Ask = Callable[[Search, int], Sheet]
Keep = Callable[[Record], bool]
Enrich = Callable[[Record], Record]


def combined(
    keywords: Iterable[str], countries: Iterable[str] = (), places: Iterable[str] = ()
) -> list[Search]:
    """Every keyword in every country and place; where there is none of a kind, all of it."""
    return [
        Search(
            ", ".join(part for part in (keyword, place, country) if part) or "newest", keyword, country, place
        )
        for keyword in tuple(keywords) or ("",)
        for country in tuple(countries) or ("",)
        for place in tuple(places) or ("",)
    ]


@dataclass(slots=True)
class _Bag:
    """What was brought so far."""

    room: int
    seen: set[str] = field(default_factory=set)

    def take(self, records: Iterable[Record]) -> list[Record]:
        """Those that were not brought before, as long as there is room."""
        taken: list[Record] = []
        for record in records:
            name = name_of(record)
            if self.room and name not in self.seen:
                self.seen.add(name)
                self.room -= 1
                taken.append(record)
        return taken


def name_of(record: Record) -> str:
    return text(record.get("id")) or text(record.get("url"))


def _always(_record: Record) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class _Step:
    """One answer: the offers in it that are new, and whether its search ends with it."""

    sheet: Sheet
    taken: list[Record]
    is_over: bool
    refusal: SearchRefused | None


@dataclass(frozen=True, slots=True)
class Walk:
    """``size`` is how many offers a full page has (0 where pages differ), ``pages`` how many are asked for
    each search, ``requests`` how many in a run. With ``follows_next`` a search ends where an answer names no
    next page. ``keep`` picks offers where the source cannot; ``enrich`` asks for more about one.
    """

    query: Query
    searches: Sequence[Search]
    ask: Ask
    pages: int = 1
    size: int = 0
    requests: int = _NO_END
    follows_next: bool = False
    keep: Keep = _always
    enrich: Enrich | None = None

    def __iter__(self) -> Iterator[Page]:
        """Raises SourceFault: what the source refused for all searches, or what would hit every search."""
        bag = _Bag(max(0, self.query.limit))
        refused: list[SearchRefused] = []
        asked = 0
        for number, search in enumerate(self.searches, 1):
            shown: set[str] = set()
            for page in range(1, self.pages + 1):
                if not bag.room:
                    return
                asked += 1
                step = self._step(search, page, shown, bag)
                is_end = step.is_over or page == self.pages
                is_stopped = asked >= self.requests and not (is_end and number == len(self.searches))
                part = 1.0 if is_end else page / self.pages
                done = 1.0 if is_stopped or not bag.room else (number - 1 + part) / len(self.searches)
                yield from self._pages(step, self._message(number, page), done, self._notes(step, is_stopped))
                if step.refusal and page == 1:
                    refused.append(step.refusal)
                if is_stopped:
                    return
                if is_end:
                    break
        if refused and len(refused) == len(self.searches):
            raise refused[-1]

    def _step(self, search: Search, page: int, shown: set[str], bag: _Bag) -> _Step:
        sheet, refusal = self._sheet(search, page)
        records: list[Record] = [dict(record) for record in sheet.parsed.records]
        names = {name_of(record) for record in records}
        is_over = refusal is not None or self._is_over(sheet.parsed, page) or names <= shown
        shown |= names
        taken = bag.take(filter(self.keep, records))
        says_none = sheet.parsed.says_none or bool(records and not taken)
        return _Step(
            Sheet(replace(sheet.parsed, records=(), says_none=says_none), sheet.head), taken, is_over, refusal
        )

    def _sheet(self, search: Search, page: int) -> tuple[Sheet, SearchRefused | None]:
        try:
            return self.ask(search, page), None
        except NothingFound:
            return Sheet(Parsed(says_none=True)), None
        except SearchRefused as refused:
            named = SearchRefused(f"{search.label}: {refused.detail}", refused.head)
            return Sheet(Parsed(), refused.head), named

    def _is_over(self, found: Parsed, page: int) -> bool:
        if found.total is not None and self.size and page * self.size >= found.total:
            return True
        if self.follows_next and not found.next:
            return True
        return len(found.records) + len(found.broken) < max(1, self.size)

    def _pages(self, step: _Step, message: str, done: float, notes: tuple[str, ...]) -> Iterator[Page]:
        """The answer as one page; where each offer is asked for as well, as pages of a few offers, so that
        none is lost when the run is killed. Raises SourceFault."""
        page = Page(step.sheet.parsed, message, round(done, 4), head=step.sheet.head, notes=notes)
        if self.enrich is None or not step.taken:
            yield replace(page, parsed=replace(page.parsed, records=tuple(step.taken)))
            return
        for start in range(0, len(step.taken), _DETAILS_AT_ONCE):
            records, fault = self._enriched(step.taken[start : start + _DETAILS_AT_ONCE])
            if fault:
                records += step.taken[start + _DETAILS_AT_ONCE :]
            yield replace(page, parsed=replace(page.parsed, records=tuple(records)))
            if fault:
                raise fault
            page = replace(page, parsed=replace(page.parsed, broken=()), notes=())

    def _enriched(self, records: list[Record]) -> tuple[list[Record], SourceFault | None]:
        """A fault that would hit every request ends it; the records are kept as they are."""
        found: list[Record] = []
        for index, record in enumerate(records):
            try:
                found.append(self.enrich(record) if self.enrich else record)
            except (SearchRefused, NothingFound, Changed):
                found.append(record)
            except SourceFault as fault:
                return found + records[index:], fault
        return found, None

    def _message(self, number: int, page: int) -> str:
        which = f"Search {number}/{len(self.searches)}: {self.searches[number - 1].label}"
        return which + (f", page {page}" if self.pages > 1 else "")

    def _notes(self, step: _Step, is_stopped: bool) -> tuple[str, ...]:
        notes = [step.refusal.detail] if step.refusal else []
        if is_stopped:
            notes.append(f"stopped after {self.requests} requests, the most that a run may use")
        return tuple(notes)


def having(found: Parsed, **values: Any) -> Parsed:
    """The same records, with these values where they say nothing of their own."""
    said = {name: value for name, value in values.items() if value}
    return replace(found, records=tuple({**said, **record} for record in found.records))


def completed(record: Record, found: Parsed) -> Record:
    """The record of a list with what the page of the one offer says beyond it, or says at length."""
    return {**record, **next(iter(found.records), {}), "id": record["id"]}
