"""What an update did so far, as numbers and samples, and as a report for people."""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from app.models import CourseUpdate
from course_scraper.update import Event, Missing, Noted, Planned, Read, Unread

SAMPLES: Final = 20
LINE_LENGTH: Final = 300
LOG_BYTES: Final = 1_000_000
_UNSTORABLE = re.compile("[\x00-\x1f\ud800-\udfff]")  # PostgreSQL takes none of them
_TOLD: Final = (
    ("listed", "listed in the sitemaps"),
    ("planned", "pages to ask for"),
    ("new", "new"),
    ("updated", "changed"),
    ("unchanged", "as they were"),
    ("gone", "gone"),
    ("missing", "without an answer, but listed or not known to be gone"),
    ("unread", "that could not be read"),
    ("waiting", "new ones left for the next update"),
)


@dataclass(slots=True)
class Tally:
    counts: Counter[str] = field(default_factory=Counter)
    samples: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    cursor: str = ""

    @property
    def has_changes(self) -> bool:
        return any(self.counts[name] for name in ("new", "updated", "gone"))

    def take(self, event: Event) -> None:
        """Everything but what the catalogue says of a course that was read."""
        if isinstance(event, Planned):
            plan = event.plan
            self.counts.update(listed=plan.listed, planned=plan.pages, waiting=plan.waiting)
            self.notes += [storable(note) for note in event.notes]
            return
        if isinstance(event, Noted):
            self.notes.append(storable(event.text))
            return
        self.counts["asked"] += 1
        if event.is_new:
            self.cursor = event.url
        if isinstance(event, Missing):
            self._sample("gone" if event.is_gone else "missing", f"{event.url}: {event.status}")
        elif isinstance(event, Unread):
            self._sample("unread", f"{event.url}: {event.reason}")
        elif isinstance(event, Read) and not event.page.is_state:
            self.counts["from_json_ld"] += 1

    def columns(self) -> dict[str, Any]:
        return {
            "counts": dict(self.counts), "samples": dict(self.samples), "notes": list(self.notes),
            "cursor": self.cursor,
        }  # fmt: skip

    def _sample(self, name: str, line: str) -> None:
        self.counts[name] += 1
        kept = self.samples.setdefault(name, [])
        if len(kept) < SAMPLES:
            kept.append(storable(line))


def storable(text: str) -> str:
    return _UNSTORABLE.sub(" ", text)[:LINE_LENGTH]


def report_of(row: CourseUpdate) -> dict[str, Any]:
    return {
        "source": row.source,
        "status": row.status,
        "error": row.error,
        "started_at": row.started_at.isoformat(timespec="seconds"),
        "completed_at": row.completed_at.isoformat(timespec="seconds") if row.completed_at else None,
        "counts": row.counts,
        "samples": row.samples,
        "notes": row.notes,
    }


def lines_of(report: dict[str, Any]) -> list[str]:
    counts = report["counts"]
    why = f": {report['error']}" if report["error"] else ""
    lines = [f"{report['started_at']} update of the courses from {report['source']}: {report['status']}{why}"]
    lines += [f"  {counts[name]} {words}" for name, words in _TOLD if counts.get(name)]
    lines += [f"  note: {note}" for note in report["notes"]]
    for name, kept in report["samples"].items():
        lines += [f"  {name}: {line}" for line in kept]
    return lines


def write_report(folder: Path, report: dict[str, Any]) -> None:
    """``course_update.json`` is the last report, ``course_update.log`` all of them, the oldest cut off. Raises
    OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / "course_update.json", report)
    log = folder / "course_update.log"
    before = b""
    with suppress(FileNotFoundError):
        before = log.read_bytes()[-LOG_BYTES:]
    _replace(log, before + ("\n".join(lines_of(report)) + "\n").encode())


def write_json(path: Path, report: dict[str, Any]) -> None:
    """Raises OSError; a report that was there before stays then."""
    _replace(path, json.dumps(report, indent=1, ensure_ascii=False).encode())


def _replace(path: Path, content: bytes) -> None:
    half = path.with_name(f"{path.name}.part")
    half.write_bytes(content)
    half.replace(path)
