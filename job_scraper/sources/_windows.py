"""Walking a search that shows only its first offers: by the time of publication, in ever smaller pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from job_scraper.page import Parsed
from job_scraper.sources._api import Sheet
from job_scraper.sources._tally import Tally, ids_of, received

_SMALLEST: Final = timedelta(minutes=2)
_MOST_PIECES: Final = 100  # a service that does not look at the times is asked no more often
_SECOND: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Window:
    """Both ends belong to it, to the second."""

    start: datetime
    end: datetime

    def __str__(self) -> str:
        return f"from {self.start:%Y-%m-%d %H:%M:%S} to {self.end:%Y-%m-%d %H:%M:%S} UTC"

    @property
    def seconds(self) -> float:
        return (self.end - self.start).total_seconds()

    @property
    def can_halve(self) -> bool:
        return self.end - self.start >= _SMALLEST

    def halves(self) -> tuple[Window, Window]:
        """The older, then the newer one."""
        middle = (self.start + (self.end - self.start) / 2).replace(microsecond=0)
        return Window(self.start, middle), Window(middle + _SECOND, self.end)


def last_days(now: datetime, days: int) -> Window:
    end = now.replace(microsecond=0)
    return Window(end - timedelta(days=days), end)


@dataclass(frozen=True, slots=True)
class Step:
    """``share`` is how much of the whole window is done, 0 to 1."""

    parsed: Parsed
    share: float
    head: str = ""
    note: str = ""


Ask = Callable[[Window, int], Sheet]


def walk(whole: Window, ask: Ask, size: int, most: int, tally: Tally) -> Iterator[Step]:
    """Every offer of the window, newest pieces first, until the tally is full.

    ``ask`` gives what stands from an offset on, at most ``size`` offers, and how many there are in all;
    nothing can be asked for from ``most`` on. A piece with more is halved: at once when all it shows would
    not do, else when what it showed did not do because it was known before.
    """
    waiting, covered, pieces = [whole], 0.0, 1
    while waiting and not tally.is_full:
        window = waiting.pop()
        first = ask(window, 0)
        total = first.parsed.total or 0
        must_halve = total > most and window.can_halve and pieces < _MOST_PIECES
        pieces += must_halve
        if must_halve and tally.left > most:
            yield Step(tally.take(first.parsed), covered / max(whole.seconds, 1), first.head)
            waiting.extend(window.halves())
            continue
        is_short = total > most and not must_halve
        note = f"{total} offers {window}, only {most} can be read" if is_short else ""
        for page, done in _pages(window, first, ask, size, most, tally):
            share = min((covered + window.seconds * done * (not must_halve)) / max(whole.seconds, 1), 1.0)
            yield Step(tally.take(page.parsed), share, page.head, note)
            note = ""
        if must_halve and not tally.is_full:
            waiting.extend(window.halves())
        else:
            covered += window.seconds


def _pages(
    window: Window, first: Sheet, ask: Ask, size: int, most: int, tally: Tally
) -> Iterator[tuple[Sheet, float]]:
    """Ends too when a page repeats what was there: then the service does not look at the offset."""
    sheet, offset, known = first, 0, ids_of(first.parsed)
    total = first.parsed.total
    end = min(total if total is not None else most, most)
    while True:
        offset += size
        is_last = offset >= end or received(sheet.parsed) == 0
        is_last = is_last or (total is None and received(sheet.parsed) < size)
        yield sheet, 1.0 if is_last else offset / end
        if is_last or tally.is_full:
            return
        sheet = ask(window, offset)
        found = ids_of(sheet.parsed)
        if found and found <= known:
            return
        known |= found
