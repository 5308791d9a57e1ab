"""From the rows of a table, or the objects of a JSON file, to records; what is wrong with a row is said of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from app.core.tracker.columns import field_of, fields_of, status_of
from app.core.tracker.days import moment_of
from app.core.tracker.nested import contacts_of, interviews_of
from app.core.tracker.record import LINE, TEXT, Record, long_text, one_line, web_address

MOST: Final = 1_000  # rows of one file
HEADER_WITHIN: Final = 10  # rows, of which the first may be a title
LENGTHS: Final = {
    "title": LINE, "company": LINE, "location": LINE, "source": 40, "follow_up_text": 300, "cv_name": LINE,
    "notes": TEXT, "cover_letter": TEXT,
}  # fmt: skip
LONG: Final = frozenset({"notes", "cover_letter"})


class NoTable(ValueError):
    """``code`` is no_header (no column for a title or a company), too_many, not_a_list or not_json."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BadField(ValueError):
    """``code`` is no_title, bad_status, bad_date, bad_address, too_long or not_an_object; ``field`` is whose."""

    def __init__(self, code: str, field: str = "") -> None:
        super().__init__(code)
        self.code, self.field = code, field


@dataclass(frozen=True, slots=True)
class Rejected:
    """``line`` counts from 1; ``shown`` is how the row begins."""

    line: int
    code: str
    field: str
    shown: str


@dataclass(frozen=True, slots=True)
class Reading:
    """``records`` are (line, record, the fields that the row gave); ``unknown`` columns were passed over."""

    records: tuple[tuple[int, Record, frozenset[str]], ...]
    rejected: tuple[Rejected, ...]
    unknown: tuple[str, ...] = ()


@dataclass(slots=True)
class _Collected:
    records: list[tuple[int, Record, frozenset[str]]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    def take(self, line: int, values: Mapping[str, Any], zone: ZoneInfo) -> None:
        try:
            self.records.append((line, record_of(values, zone), frozenset(values)))
        except BadField as fault:
            shown = next((one_line(str(value)) for value in values.values() if str(value).strip()), "")
            self.rejected.append(Rejected(line, fault.code, fault.field, shown[:80]))


def read_rows(rows: Sequence[Sequence[object]], zone: ZoneInfo) -> Reading:
    """Cells are text, numbers, dates or None. Raises NoTable."""
    start, columns = _header(rows)
    body = [(number, row) for number, row in enumerate(rows[start + 1 :], start + 2) if _has_something(row)]
    if len(body) > MOST:
        raise NoTable("too_many")
    found = _Collected()
    for line, row in body:
        found.take(line, {name: row[at] if at < len(row) else None for at, name in columns.items()}, zone)
    unknown = [one_line(str(cell))[:80] for at, cell in enumerate(rows[start]) if cell and at not in columns]
    return Reading(tuple(found.records), tuple(found.rejected), tuple(unknown[:20]))


def read_objects(given: object, zone: ZoneInfo) -> Reading:
    """A list of objects, or an object with one under "applications". Raises NoTable."""
    items = given.get("applications") if isinstance(given, dict) else given
    if not isinstance(items, list):
        raise NoTable("not_a_list")
    if len(items) > MOST:
        raise NoTable("too_many")
    found, unknown = _Collected(), dict[str, None]()
    for line, item in enumerate(items, 1):
        if not isinstance(item, dict):
            found.rejected.append(Rejected(line, "not_an_object", "", one_line(str(item)[:300])[:80]))
            continue
        values, others = _known(item)
        unknown |= dict.fromkeys(others)
        found.take(line, values, zone)
    return Reading(tuple(found.records), tuple(found.rejected), tuple(list(unknown)[:20]))


def _known(item: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    others: list[str] = []
    for name, value in item.items():
        found = name if name in {"contacts", "interviews"} else field_of(str(name))
        if found is None:
            others.append(one_line(str(name)[:300])[:80])
        elif found not in values:
            values[found] = value
    return values, others


def record_of(values: Mapping[str, Any], zone: ZoneInfo) -> Record:
    """From values by field. Raises BadField."""
    title, applied_at = _text(values, "title"), _date(values, "applied_at", zone)
    if not title:
        raise BadField("no_title", "title")
    return Record(
        title=title,
        company=_text(values, "company"),
        location=_text(values, "location"),
        url=_address(values),
        source=_text(values, "source"),
        status=_status(values, applied_at),
        applied_at=applied_at,
        follow_up_at=_date(values, "follow_up_at", zone),
        follow_up_text=_text(values, "follow_up_text"),
        notes=_text(values, "notes"),
        cover_letter=_text(values, "cover_letter"),
        cv_name=_text(values, "cv_name"),
        created_at=_date(values, "created_at", zone),
        id=_number(values.get("id")),
        contacts=contacts_of(values.get("contacts")),
        interviews=interviews_of(values.get("interviews"), zone),
    )


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    given = "" if value is None or isinstance(value, dict | list) else _plain(value)
    text = long_text(given) if name in LONG else one_line(given)
    if len(text) > LENGTHS[name]:
        raise BadField("too_long", name)
    return text


def _plain(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _date(values: Mapping[str, Any], name: str, zone: ZoneInfo) -> datetime | None:
    try:
        return moment_of(values.get(name), zone)
    except (ValueError, OverflowError) as error:
        raise BadField("bad_date", name) from error


def _address(values: Mapping[str, Any]) -> str:
    given = str(values.get("url") or "").strip()
    if not given:
        return ""
    found = web_address(given)
    if found is None:
        raise BadField("bad_address", "url")
    return found


def _status(values: Mapping[str, Any], applied_at: datetime | None) -> str:
    given = str(values.get("status") or "").strip()
    if not given:
        return "applied" if applied_at else "saved"
    found = status_of(given)
    if found is None:
        raise BadField("bad_status", "status")
    return found


def _number(value: object) -> int | None:
    text = _plain(value) if value is not None else ""
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,9}", text) else None


def _header(rows: Sequence[Sequence[object]]) -> tuple[int, dict[int, str]]:
    """The row that names the columns."""
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        columns = fields_of("" if cell is None else str(cell) for cell in row[:200])
        if "title" in columns.values() and (len(columns) > 1 or len(row) == 1):
            return number, columns
    raise NoTable("no_header")


def _has_something(row: Sequence[object]) -> bool:
    return any(cell is not None and str(cell).strip() for cell in row)
