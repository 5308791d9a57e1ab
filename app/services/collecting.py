"""The inside of a run: from the pages of a source to stored offers, a commit for every fifty.

What the run has counted is written in the transaction that stores what it counts, so a kill at any
moment leaves both or neither.
"""

from __future__ import annotations

import traceback
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from sqlalchemy.orm import Session

from app.core.skills.offer import offer_skills
from app.logs import get_logger
from app.models import utc_now
from app.services import ingest, lifecycle, progress, runs
from app.services.embedding import embedder
from app.services.run_tally import Tally, is_silent, verdict
from app.services.transaction import transaction
from job_scraper.client import Client
from job_scraper.page import Page
from job_scraper.posting import JobPosting
from job_scraper.query import Query
from job_scraper.record import posting_from_record
from job_scraper.rejected import Rejected
from job_scraper.source import Source
from outgoing.answer import Answer
from outgoing.endings import SourceFault, from_refusal
from outgoing.faults import Fault

log = get_logger("scraping")
LONGEST = timedelta(hours=2)
LANGUAGES = ("en", "fr", "de", "ar")
FRUITLESS = 200  # answers in a row without an offer that was new to this run
MOST_NOTES = 100
LISTING_LENGTH = ingest.ROOM["listing"]
SHORTEST_SECRET = 4  # shorter ones would blank out ordinary words


@dataclass(frozen=True, slots=True)
class Ending:
    """``status`` as in the row of the run; ``error`` is why, ``head`` the beginning of what came back."""

    status: str
    error: str = ""
    head: str = ""


class Collector:
    """One run of one source. ``found_before`` is what its last good runs found."""

    def __init__(
        self, source: Source, query: Query, lease: runs.Lease, client: Client, found_before: Sequence[int]
    ) -> None:
        self.tally = Tally(frozenset(source.often_lacks))
        self._source, self._query, self._lease = source, query, lease
        self._client = Watched(client)
        self._found_before = found_before
        secrets = (query.text(name) for name in source.secrets)
        self._secrets = [secret for secret in secrets if len(secret) >= SHORTEST_SECRET]
        self._until = lease.started_at + LONGEST
        self._ids: set[str] = set()
        self._spoiled: set[str] = set()  # listings of which something could not be read
        self._fruitless = self._notes = 0
        self._cut = ""  # why not everything was read
        self._head = ""

    def collect(self) -> Ending:
        """Raises LeaseLost and Superseded when the run belongs to somebody else by now."""
        try:
            self._read_all()
            return self._conclude()
        except SourceFault as fault:
            return self._ended(fault)
        except Fault as fault:
            return self._ended(from_refusal(fault))
        except progress.Cancelled:
            return Ending("cancelled", "ended by an admin")
        except progress.Stopped:
            return Ending("interrupted", "the program was told to stop")
        except (runs.LeaseLost, progress.Superseded):
            raise
        except Exception as error:
            log.exception("run failed", source=self._source.name, run=self._lease.run_id)
            return Ending("failed", _where(error))

    def clean(self, text: str) -> str:
        """Without any key, and storable."""
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return runs.storable(text, runs.HEAD_LENGTH)

    def _read_all(self) -> None:
        _get_ready()
        with closing(pages_of(self._source, self._query, self._client)) as pages:
            for page in pages:
                self._take(page)
                self._cut = self._cut or self._why_stop()
                if self._cut:
                    self._say("warning", self._cut)
                    return

    def _why_stop(self) -> str:
        if self.tally.found >= self._query.limit:
            return f"stopped at the limit of {self._query.limit} offers"
        if self._fruitless >= FRUITLESS:
            return f"stopped after {FRUITLESS} answers without anything new"
        if utc_now() >= self._until:
            return "stopped after two hours"
        return ""

    def _take(self, page: Page) -> None:
        self.tally.pages += 1
        if is_silent(page):
            self.tally.silent += 1
            self._head = page.head or self._head
        postings = self._postings(page)
        self._head = self._head or page.head
        for start in range(0, len(postings) or 1, ingest.BATCH):
            self._store(postings[start : start + ingest.BATCH], page)
            progress.report(100 * page.progress, self._message(page))
        if page.is_last and _listing(page):
            self._close_missing(_listing(page))

    def _postings(self, page: Page) -> list[JobPosting]:
        room = max(0, self._query.limit - self.tally.found)
        records = page.parsed.records[:room]
        rejected = self.tally.rejected
        for broken in page.parsed.broken:
            self.tally.reject("broken", self.clean(f"{broken.reason}: {broken.sample}"))
        postings = [posting for record in records if (posting := self._posting(record))]
        fresh = {posting.external_id for posting in postings} - self._ids
        self._fruitless = 0 if fresh else self._fruitless + 1
        self._ids |= fresh
        if self.tally.rejected > rejected or len(records) < len(page.parsed.records):
            self._spoiled.add(_listing(page))
        return postings

    def _posting(self, record: Mapping[str, Any]) -> JobPosting | None:
        try:
            return posting_from_record(record, self._source.name, utc_now(), self._source.habits)
        except Rejected as error:
            self.tally.reject(error.code, self.clean(error.detail))
        except Exception as error:  # one item must not cost the others
            log.exception("item failed", source=self._source.name, run=self._lease.run_id)
            self.tally.reject("fault", _where(error))
        return None

    def _store(self, batch: Sequence[JobPosting], page: Page) -> None:
        saved = replace(self.tally.saved)
        for posting in batch:
            self.tally.count(posting)
        ahead = ingest.read_ahead(batch)
        with transaction() as session:
            if batch:
                saved += ingest.save(batch, listing=_listing(page) or None, ahead=ahead)
            counters = {**self.tally.columns(), **ingest_columns(saved)}
            runs.keep(session, self._lease.run_id, {**counters, **self._news(page)})
            for note in page.notes[: MOST_NOTES - self._notes]:
                runs.say(session, self._lease.run_id, "warning", self.clean(note))
        self.tally.saved = saved
        self._notes += len(page.notes)

    def _news(self, page: Page) -> dict[str, Any]:
        percent = max(0, min(99, int(100 * page.progress)))
        return {"progress": percent, "message": self._message(page)}

    def _message(self, page: Page) -> str:
        return runs.storable(self.clean(page.message or f"{self.tally.found} offers"), runs.LINE_LENGTH)

    def _close_missing(self, listing: str) -> None:
        """What could not be read may be an offer that is still there."""
        if listing in self._spoiled:
            return
        with transaction() as session:
            closed = lifecycle.close_missing(self._source.name, listing, self._lease.started_at)
            self._count_closed(session, closed)
        self.tally.closed += closed

    def _count_closed(self, session: Session, closed: int) -> None:
        runs.keep(session, self._lease.run_id, {"jobs_closed": self.tally.closed + closed})

    def _conclude(self) -> Ending:
        status, why = verdict(self.tally, self._found_before)
        if status == "ok" and not self._cut:
            with transaction() as session:
                closed = lifecycle.count_unseen(self._source.name, self._lease.started_at)
                self._count_closed(session, closed)
            self.tally.closed += closed
        return Ending(status, why, self.clean(self._head) if status == "suspect" else "")

    def _ended(self, fault: SourceFault) -> Ending:
        return Ending(fault.status, self.clean(fault.detail), self.clean(fault.head))

    def _say(self, level: str, text: str) -> None:
        with transaction() as session:
            runs.say(session, self._lease.run_id, level, self.clean(text))


def pages_of(source: Source, query: Query, client: Client) -> Generator[Page, None, None]:
    """Closing it ends the source's own work too."""
    yield from source.fetch(query, client)


class Watched:
    """A client that looks before every request whether the run should go on."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def get(self, url: str, **given: Any) -> Answer:
        progress.check()
        return self._client.get(url, **given)

    def post(self, url: str, **given: Any) -> Answer:
        progress.check()
        return self._client.post(url, **given)


def ingest_columns(saved: ingest.Saved) -> dict[str, int]:
    return {
        "jobs_new": saved.new,
        "jobs_updated": saved.updated,
        "jobs_unchanged": saved.unchanged,
        "jobs_duplicate": saved.duplicate,
    }


def _get_ready() -> None:
    """What loads when it is first used loads now: inside a transaction all other writers would wait for it."""
    for language in LANGUAGES:
        offer_skills("Python", "Python, 3 years", ("Python",), language)
    if embedder().semantic:
        embedder().embed(["Python"])


def _listing(page: Page) -> str:
    return runs.storable(page.listing, LISTING_LENGTH)


def _where(error: Exception) -> str:
    """The kind of fault and the line it came from; its text might hold anything."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {PurePath(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
