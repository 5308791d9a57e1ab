"""Rows as JSON, a few at a time."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import select

from app.extensions import db
from app.services.account_export.plan import Part

AT_ONCE: Final = 100


def pieces(part: Part) -> Iterator[tuple[str, int]]:
    """A JSON array in pieces, each with the number of rows in it."""
    query = select(*part.columns).where(part.which).order_by(*part.table.primary_key.columns)
    before = "[\n"
    for row in db.session.execute(query.execution_options(yield_per=AT_ONCE)).mappings():
        yield (
            before
            + json.dumps(_shown(part.table.name, dict(row.items())), ensure_ascii=False, default=_plain),
            1,
        )
        before = ",\n"
    yield ("\n]\n" if before == ",\n" else "[]\n"), 0


def _shown(table: str, row: Mapping[Any, Any]) -> dict[str, Any]:
    values = {str(name): value for name, value in row.items()}
    if table == "quiz_attempts" and values["state"] == "open":
        values["questions"] = None  # the right answers are in it until the attempt ends
    return values


def _plain(value: object) -> object:
    """What JSON does not know: times in UTC, exact numbers as text, bytes in base64."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(f"no JSON for {type(value).__name__}")
