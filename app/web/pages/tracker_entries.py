"""What an entry says that another window changed."""

from __future__ import annotations

from flask_babel import gettext as _

from app.core.tracker.record import ContactRecord, InterviewRecord
from app.words.labels import label
from app.words.tracker import local_clock


def stored_lines(record: ContactRecord | InterviewRecord, zone: str) -> tuple[tuple[str, str], ...]:
    """(name of the field, what it says), without the empty ones."""
    lines: tuple[tuple[str, str], ...]
    if isinstance(record, ContactRecord):
        lines = (
            (_("Name"), record.name),
            (_("Role"), record.role),
            (_("E-mail"), record.email),
            (_("Phone"), record.phone),
            (_("Notes"), record.notes),
        )
    else:
        lines = (
            (_("Kind"), label("interview_kind", record.kind)),
            (_("Day"), local_clock(record.starts_at, zone)),
            (_("Minutes"), str(record.minutes)),
            (_("Place or link"), record.place),
            (_("Notes"), record.notes),
            (_("Outcome"), label("interview_outcome", record.outcome or None)),
        )
    return tuple(line for line in lines if line[1])
