"""What a run has seen so far, counted; and what the counts say about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from app.services import ingest
from job_scraper.page import Page
from job_scraper.posting import JobPosting

MAX_SAMPLES = 5
SAMPLE_LENGTH = 200
TOO_MANY_INCOMPLETE = 0.3
FIELDS = (
    "title", "company", "url", "city", "country", "description", "published", "salary", "contract", "skills",
)  # fmt: skip
NEEDED = frozenset({"title", "company", "url"})


@dataclass(slots=True)
class Tally:
    """``found`` is every item that the source gave, ``incomplete`` those without title, company or address
    (what could not be read or became no offer included). ``silent`` counts answers without an offer that
    did not say that there is none. ``normal_gaps`` are fields that this source's offers often lack."""

    normal_gaps: frozenset[str] = frozenset()
    found: int = 0
    rejected: int = 0
    incomplete: int = 0
    closed: int = 0
    pages: int = 0
    silent: int = 0
    saved: ingest.Saved = field(default_factory=ingest.Saved)
    samples: dict[str, list[str]] = field(default_factory=dict)
    filled: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))

    def reject(self, code: str, sample: str) -> None:
        self.found += 1
        self.rejected += 1
        self.incomplete += 1
        kept = self.samples.setdefault(code, [])
        if sample and len(kept) < MAX_SAMPLES:
            kept.append(sample[:SAMPLE_LENGTH])

    def count(self, posting: JobPosting) -> None:
        self.found += 1
        filled = fields_of(posting)
        for name in filled:
            self.filled[name] += 1
        self.incomplete += bool(NEEDED - self.normal_gaps - filled)

    @property
    def incomplete_share(self) -> float:
        return self.incomplete / self.found if self.found else 0.0

    def columns(self) -> dict[str, Any]:
        """For the row of the run."""
        return {
            "jobs_found": self.found,
            "jobs_new": self.saved.new,
            "jobs_updated": self.saved.updated,
            "jobs_unchanged": self.saved.unchanged,
            "jobs_duplicate": self.saved.duplicate,
            "jobs_rejected": self.rejected,
            "jobs_closed": self.closed,
            "samples": self.samples,
            "filled": self.filled,
        }


def is_silent(page: Page) -> bool:
    """No offer, and no word that there is none."""
    parsed = page.parsed
    return not parsed.records and not parsed.broken and not parsed.says_none and parsed.total != 0


def fields_of(posting: JobPosting) -> frozenset[str]:
    has = {
        "title": posting.title,
        "company": posting.company,
        "url": posting.url,
        "city": posting.city,
        "country": posting.country,
        "description": posting.description_text,
        "published": posting.published_at,
        "salary": posting.salary,
        "contract": posting.contract,
        "skills": posting.skills,
    }
    return frozenset(name for name, value in has.items() if value)


def verdict(tally: Tally, found_before: Sequence[int]) -> tuple[str, str]:
    """How a run that went through ends, and why: ok, empty or suspect. ``found_before`` is what the last
    good runs found, the newest first."""
    if tally.found == 0:
        return _nothing(tally, found_before)
    if tally.incomplete_share > TOO_MANY_INCOMPLETE:
        return "suspect", f"{tally.incomplete} of {tally.found} items lack a title, a company or an address"
    return "ok", ""


def _nothing(tally: Tally, found_before: Sequence[int]) -> tuple[str, str]:
    if tally.pages == 0:
        return "empty", "there was nothing to ask for; see the settings"
    if not tally.silent:
        return "empty", ""
    if found_before and not all(found_before):
        return "empty", "nothing came, as before; the source does not say that there is none"
    before = (
        f"the last {len(found_before)} good runs brought offers" if found_before else "no run brought any"
    )
    return "suspect", f"nothing came and the source does not say that there is none; {before}"
