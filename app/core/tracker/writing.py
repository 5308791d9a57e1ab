"""Records as rows of a table, and as a JSON file; cells that a spreadsheet program would compute, and back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Final

from app.core.tracker.columns import FIELDS
from app.core.tracker.reading import NoTable
from app.core.tracker.record import Record

VERSION: Final = 1
DEEPEST: Final = 20
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def row_of(record: Record) -> list[str | int | None]:
    """In the order of FIELDS."""
    return [_cell(getattr(record, name)) for name in FIELDS]


def _cell(value: Any) -> str | int | None:
    if isinstance(value, datetime):
        return iso(value)
    return value if isinstance(value, int) else value or None


def iso(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def guarded(text: str) -> str:
    """For CSV, where text like a formula gets an apostrophe in front: one that has apostrophes of its own there
    gets one more, so that ``unguarded`` finds the text again."""
    return f"'{text}" if text.startswith("'") and _FORMULA.match(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text.lstrip("'")) else text


def to_json(records: Iterable[Record]) -> str:
    return json.dumps(
        {
            "format": "jobmatch-applications",
            "version": VERSION,
            "applications": [_object(one) for one in records],
        },
        ensure_ascii=False,
        indent=1,
    )


def _object(record: Record) -> dict[str, Any]:
    return {name: _plain(value) for name, value in asdict(record).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def parsed_json(text: str) -> object:
    """Raises NoTable for what is not JSON, or is nested deeper than anybody would."""
    depth = deepest = 0
    for sign in re.findall(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', text, re.DOTALL):
        depth += (sign in "[{") - (sign in "]}")
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise NoTable("not_json")
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise NoTable("not_json") from error
