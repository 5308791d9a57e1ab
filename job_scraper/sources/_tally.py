"""What a run has brought so far."""

from __future__ import annotations

from dataclasses import replace

from job_scraper.page import Parsed
from job_scraper.sources._api import Sheet
from outgoing.answer import Answer


class Tally:
    """Leaves out offers that the run brought before, by ``id``, and stops at ``limit``."""

    def __init__(self, limit: int) -> None:
        self._seen: set[str] = set()
        self.left = max(limit, 0)

    @property
    def is_full(self) -> bool:
        return self.left <= 0

    def take(self, parsed: Parsed) -> Parsed:
        fresh = []
        for record in parsed.records:
            name = str(record.get("id"))
            if self.left > 0 and name not in self._seen:
                self._seen.add(name)
                self.left -= 1
                fresh.append(record)
        return replace(parsed, records=tuple(fresh))


def sheet(parsed: Parsed, answer: Answer) -> Sheet:
    """With the beginning of the answer, where a person may want to see it."""
    looks_odd = bool(parsed.broken) or not (parsed.records or parsed.says_none)
    return Sheet(parsed, answer.head if looks_odd else "")


def received(parsed: Parsed) -> int:
    """How many items the answer held, readable or not."""
    return len(parsed.records) + len(parsed.broken)


def ids_of(parsed: Parsed) -> set[str]:
    return {str(record.get("id")) for record in parsed.records}
