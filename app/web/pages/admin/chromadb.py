"""The index over the courses as an administrator, and a program, reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.services.courses.index import BuildView, GenerationView, IndexStatus
from app.services.courses.update_status import OpenUpdate, UpdateStatus
from app.web.pages.admin.runs import TONES as UPDATE_TONES
from app.web.times import iso
from app.words.labels import label

COUNTS = ("listed", "asked", "new", "updated", "unchanged", "gone", "missing", "unread", "waiting")
TONES = {"building": "busy", "ready": "good", "failed": "bad", "cancelled": "plain", "removed": "plain"}


@dataclass(frozen=True, slots=True)
class GenerationRow:
    generation: GenerationView
    tone: str
    is_current: bool
    is_previous: bool


@dataclass(frozen=True, slots=True)
class ChromaPage:
    """``tone`` and ``verdict`` say in one line how the index stands, ``advice`` what to do. The last report of an
    update: ``update_tone``, ``counts`` and ``samples`` (what, addresses) in words."""

    status: IndexStatus
    tone: str
    verdict: str
    advice: str
    doing: str
    history: tuple[GenerationRow, ...]
    updates: UpdateStatus
    updating: str
    update_tone: str
    counts: tuple[tuple[str, int], ...]
    samples: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def is_busy(self) -> bool:
        return self.status.build is not None or self.updates.under_way is not None


def chroma_page(status: IndexStatus, updates: UpdateStatus) -> ChromaPage:
    tone, verdict, advice = _verdict(status, is_updating=updates.under_way is not None)
    last = updates.last
    counted, sampled = (last.counts, last.samples) if last else ({}, {})
    return ChromaPage(
        status=status,
        tone=tone,
        verdict=verdict,
        advice=advice,
        doing=_doing(status),
        history=_history(status),
        updates=updates,
        updating=_step(updates.under_way) if updates.under_way else "",
        update_tone=UPDATE_TONES.get(last.status, "plain") if last else "plain",
        counts=tuple((label("update_count", name), counted[name]) for name in COUNTS if name in counted),
        samples=tuple(
            (label("update_count", name), tuple(sampled[name])) for name in COUNTS if name in sampled
        ),
    )


def status_json(status: IndexStatus) -> dict[str, Any]:
    """The names that programs know. All of it comes from rows, so every worker answers the same; ``error`` also
    says why the last build failed."""
    build = status.build
    return {
        "initialized": status.current is not None,
        "embeddings_count": status.vectors,
        "total_courses": status.courses,
        "migration_needed": not status.is_current,
        "migration_running": build is not None,
        "migration_progress": build.percent if build else 0,
        "migration_message": build.message if build else "",
        "indexed_courses": status.current.courses if status.current else 0,
        "generation": status.current.name if status.current else None,
        "model": status.model or None,
        "last_check": iso(status.checked_at),
        "error": _error(status),
    }


def _error(status: IndexStatus) -> str | None:
    newest = status.history[0] if status.history else None
    if newest is not None and newest.state == "failed":
        return newest.fault
    return status.probe_fault or None


def _verdict(status: IndexStatus, *, is_updating: bool) -> tuple[str, str, str]:
    if status.build is not None:
        return "busy", _("It is being built."), _("What was read before is read until the new one is ready.")
    if not status.courses:
        return "warn", _("There are no courses."), _("Load some with “flask courses import FILE”.")
    if status.current is None:
        return (
            "warn",
            _("No index was built yet."),
            _("Search works from the database, more slowly. Build it."),
        )
    return _of_current(status, is_updating=is_updating)


def _of_current(status: IndexStatus, *, is_updating: bool) -> tuple[str, str, str]:
    fault = status.fault or status.probe_fault
    if fault:
        advice = _(
            "Courses are searched in the database until it is built again, or the previous one is read."
        )
        return "bad", _("The index is damaged: %(fault)s.", fault=fault), advice
    if status.probes_found < status.probes:
        return "bad", _("The index does not find all of its own courses."), _("Build it again.")
    if not status.is_current:
        by_itself = _("Build it to show them all; the worker does that by itself in time.")
        advice = _("The update under way builds it at its end.") if is_updating else by_itself
        return "warn", _("Courses changed since it was built."), advice
    return "good", _("It shows all courses as they are."), ""


def _doing(status: IndexStatus) -> str:
    """Steps that have a name, as words; counted ones are told as they are."""
    return _step(status.build) if status.build else ""


def _step(work: BuildView | OpenUpdate) -> str:
    if work.state == "queued":
        return _("Waiting for the worker")
    return label("index_step", work.message) or _("Starting")


def _history(status: IndexStatus) -> tuple[GenerationRow, ...]:
    now = status.current.name if status.current else ""
    before = status.previous.name if status.previous else ""
    return tuple(
        GenerationRow(one, TONES.get(one.state, "plain"), one.name == now, one.name == before)
        for one in status.history
    )
