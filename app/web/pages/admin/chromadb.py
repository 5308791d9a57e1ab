"""The index over the courses as an administrator, and a program, reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.services.courses.index import GenerationView, IndexStatus
from app.web.labels import label
from app.web.times import iso

TONES = {"building": "busy", "ready": "good", "failed": "bad", "cancelled": "plain", "removed": "plain"}


@dataclass(frozen=True, slots=True)
class GenerationRow:
    generation: GenerationView
    tone: str
    is_current: bool
    is_previous: bool


@dataclass(frozen=True, slots=True)
class ChromaPage:
    """``tone`` and ``verdict`` say in one line how the index stands, ``advice`` what to do."""

    status: IndexStatus
    tone: str
    verdict: str
    advice: str
    doing: str
    history: tuple[GenerationRow, ...]

    @property
    def is_busy(self) -> bool:
        return self.status.build is not None


def chroma_page(status: IndexStatus) -> ChromaPage:
    tone, verdict, advice = _verdict(status)
    return ChromaPage(status, tone, verdict, advice, _doing(status), _history(status))


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


def _verdict(status: IndexStatus) -> tuple[str, str, str]:
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
    return _of_current(status)


def _of_current(status: IndexStatus) -> tuple[str, str, str]:
    fault = status.fault or status.probe_fault
    if fault:
        advice = _(
            "Courses are searched in the database until it is built again, or the previous one is read."
        )
        return "bad", _("The index is damaged: %(fault)s.", fault=fault), advice
    if status.probes_found < status.probes:
        return "bad", _("The index does not find all of its own courses."), _("Build it again.")
    if not status.is_current:
        advice = _("Build it to show them all; the worker does that by itself in time.")
        return "warn", _("Courses changed since it was built."), advice
    return "good", _("It shows all courses as they are."), ""


def _doing(status: IndexStatus) -> str:
    """Steps that have a name, as words; counted ones are told as they are."""
    if status.build is None:
        return ""
    if status.build.state == "queued":
        return _("Waiting for the worker")
    return label("index_step", status.build.message)


def _history(status: IndexStatus) -> tuple[GenerationRow, ...]:
    now = status.current.name if status.current else ""
    before = status.previous.name if status.previous else ""
    return tuple(
        GenerationRow(one, TONES.get(one.state, "plain"), one.name == now, one.name == before)
        for one in status.history
    )
