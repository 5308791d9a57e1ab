"""A job board or an API, as one module of ``job_scraper.sources`` declares it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from job_scraper.client import Client
from job_scraper.option import Option
from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from job_scraper.record import USUAL, Habits

Verdict = Literal["open", "key", "tolerated", "forbidden"]
Fetch = Callable[[Query, Client], Iterator[Page]]
Find = Callable[[str, Query, Client], Parsed | None]


@dataclass(frozen=True, slots=True)
class Terms:
    """``open``: a documented public interface; ``key``: an interface with a registration of its own;
    ``tolerated``: pages or interfaces that nothing forbids or invites; ``forbidden``: the terms or
    robots.txt speak against it. ``duties`` is what using it obliges to. English; pages translate."""

    verdict: Verdict
    summary: str
    url: str = ""
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """``name`` is the code in addresses, logs and ``jobs.source`` (at most 40 of a-z, 0-9 and _).

    ``fetch`` yields pages and raises ``outgoing.endings.SourceFault`` or ``outgoing.faults.Fault``;
    what was yielded before stays valid. ``parse`` reads one answer and raises SourceFault only.
    ``countries`` are ISO codes, empty for worldwide. ``why_off`` says why a source is off unless an
    admin switches it on; ``instead`` names the lawful way to the same offers. ``attribution`` is shown
    with each offer; ``recheck_hours`` how soon a stored offer must be looked at again. ``find`` asks for
    one offer by its external id: its one record, or None when the source says that it is gone; it raises
    what ``fetch`` raises. ``often_lacks`` names those of title, company and url without which its offers
    are still whole, because its employers may hide them. ``every_hours`` is the pause between two runs
    unless an admin sets another; longer where the source asks to be left alone.
    """

    name: str
    label: str
    homepage: str
    terms: Terms
    fetch: Fetch
    parse: Callable[[bytes], Parsed]
    countries: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    is_on: bool = False
    why_off: str = ""
    instead: str = ""
    attribution: str = ""
    recheck_hours: int | None = None
    find: Find | None = None
    habits: Habits = USUAL
    often_lacks: tuple[str, ...] = ()
    every_hours: int = 4

    @property
    def secrets(self) -> tuple[str, ...]:
        return tuple(option.name for option in self.options if option.kind == "secret")
