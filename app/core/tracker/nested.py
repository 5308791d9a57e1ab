"""Contacts and interviews inside a JSON file. What cannot be read is left out, never half taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

from app.core.tracker.days import moment_of
from app.core.tracker.record import (
    INTERVIEW_KINDS,
    INTERVIEW_OUTCOMES,
    LINE,
    NOTE,
    ContactRecord,
    InterviewRecord,
    long_text,
    one_line,
)

MOST: Final = 30


def contacts_of(given: object) -> tuple[ContactRecord, ...]:
    found = (_contact(one) for one in _objects(given))
    return tuple(one for one in found if one is not None)


def interviews_of(given: object, zone: ZoneInfo) -> tuple[InterviewRecord, ...]:
    found = (_interview(one, zone) for one in _objects(given))
    return tuple(one for one in found if one is not None)


def _objects(given: object) -> list[Mapping[str, Any]]:
    items = given if isinstance(given, list) else []
    return [one for one in items[:MOST] if isinstance(one, dict)]


def _contact(one: Mapping[str, Any]) -> ContactRecord | None:
    name = _line(one, "name", 200)
    if not name:
        return None
    return ContactRecord(
        name, _line(one, "role", 200), _line(one, "email", 254), _line(one, "phone", 32), _note(one)
    )


def _interview(one: Mapping[str, Any], zone: ZoneInfo) -> InterviewRecord | None:
    try:
        starts_at = moment_of(one.get("starts_at"), zone)
    except (ValueError, OverflowError):
        return None
    if starts_at is None:
        return None
    kind, outcome, minutes = one.get("kind"), one.get("outcome"), one.get("minutes")
    in_day = isinstance(minutes, int) and not isinstance(minutes, bool) and 0 < minutes <= 1440
    return InterviewRecord(
        starts_at,
        kind if isinstance(kind, str) and kind in INTERVIEW_KINDS else "other",
        minutes if in_day and isinstance(minutes, int) else 60,
        _line(one, "place", 300),
        _note(one),
        outcome if isinstance(outcome, str) and outcome in INTERVIEW_OUTCOMES else "",
    )


def _line(one: Mapping[str, Any], name: str, most: int = LINE) -> str:
    value = one.get(name)
    return one_line(value)[:most].rstrip() if isinstance(value, str) else ""


def _note(one: Mapping[str, Any]) -> str:
    value = one.get("notes")
    return long_text(value)[:NOTE].rstrip() if isinstance(value, str) else ""
