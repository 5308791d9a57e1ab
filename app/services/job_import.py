"""Offers from a file: every record ends up new, updated, unchanged or rejected with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.models import utc_now
from app.services import ingest
from job_scraper.importing.reader import count_records, read_records
from job_scraper.posting import JobPosting
from job_scraper.record import Habits, posting_from_record
from job_scraper.rejected import Rejected
from record_files.items import BadRecord

MAX_SAMPLES = 5


@dataclass(slots=True)
class Report:
    """``samples`` names lines of the file by reason; ``duplicate`` repeats an offer that was there."""

    read: int = 0
    saved: ingest.Saved = field(default_factory=ingest.Saved)
    rejected: Counter[str] = field(default_factory=Counter)
    samples: dict[str, list[str]] = field(default_factory=dict)

    @property
    def accepted(self) -> int:
        return self.saved.new + self.saved.updated + self.saved.unchanged

    def reject(self, line: int, code: str, detail: str) -> None:
        self.rejected[code] += 1
        kept = self.samples.setdefault(code, [])
        if len(kept) < MAX_SAMPLES:
            kept.append(f"line {line}: {detail}" if detail else f"line {line}")

    def as_dict(self) -> dict[str, Any]:
        return {
            "read": self.read,
            "new": self.saved.new,
            "updated": self.saved.updated,
            "unchanged": self.saved.unchanged,
            "duplicate": self.saved.duplicate,
            "rejected": dict(self.rejected),
            "samples": self.samples,
        }

    def lines(self) -> Iterator[str]:
        saved = self.saved
        yield (
            f"{self.read} read: {saved.new} new, {saved.updated} updated, {saved.unchanged} unchanged, "
            f"{sum(self.rejected.values())} rejected; {saved.duplicate} repeat an offer that was there."
        )
        for code, count in self.rejected.most_common():
            yield f"  rejected {count} as {code}: {'; '.join(self.samples[code])}"


def count(path: Path) -> int:
    """About how many records. Raises UnreadableFile."""
    return count_records(path)


def run(path: Path, source: str, on_progress: Callable[[int], object]) -> Report:
    """Store what the file holds, fifty offers at a time; a broken record never stops it.

    Raises UnreadableFile when the file as a whole is of no use.
    """
    report = Report()
    batch: list[JobPosting] = []
    for item in read_records(path):
        report.read += 1
        on_progress(1)
        if isinstance(item, BadRecord):
            report.reject(item.line, item.code, item.detail)
            continue
        try:
            batch.append(posting_from_record(item.record, source, utc_now(), Habits(row_ids=True)))
        except Rejected as error:
            report.reject(item.line, error.code, error.detail)
        if len(batch) == ingest.BATCH:
            report.saved += ingest.save(batch)
            batch = []
    report.saved += ingest.save(batch)
    return report
