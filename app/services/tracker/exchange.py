"""Applications as files: CSV, a workbook, JSON, out and in."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from typing import Any, Final

from openpyxl import load_workbook
from sqlalchemy import select

from app.core.cv.document import Refused
from app.core.cv.reading.archive import Archive, parse_xml
from app.core.cv.reading.limits import Limits
from app.core.tracker.columns import FIELDS
from app.core.tracker.days import zone_of
from app.core.tracker.reading import HEADER_WITHIN, MOST, NoTable, Reading, read_objects, read_rows
from app.core.tracker.record import ContactRecord, InterviewRecord, Record, whole_second
from app.core.tracker.writing import guarded, parsed_json, row_of, unguarded
from app.errors import Unprocessable
from app.extensions import db
from app.models import Application, ApplicationContact, Interview
from app.services import accounts
from app.services.offer_export import Row, Table
from app.services.tracker.people import contact_record, interview_record
from record_files.files import encoding_of
from record_files.tables import delimiter_of

MAX_BYTES: Final = 3 * 1024 * 1024
MAX_COLUMNS: Final = 100
LONGEST_CELL: Final = 100_000
_ROOM: Final = Limits(max_bytes=MAX_BYTES, archive_bytes=12 * 1024 * 1024, archive_entries=500)


class UnreadableTable(Unprocessable):
    """``code`` is one of those of NoTable, or too_large, damaged or wrong_type; the web page has the words."""

    def __init__(self, code: str) -> None:
        super().__init__(code, code=code)


def records_of(user_id: int) -> list[Record]:
    """All of a person's, in the order in which they came."""
    contacts, interviews = _contacts(user_id), _interviews(user_id)
    query = select(Application).where(Application.user_id == user_id).order_by(Application.id)
    return [
        record_of(one, tuple(contacts[one.id]), tuple(interviews[one.id]))
        for one in db.session.scalars(query)
    ]


def record_of(
    one: Application, contacts: tuple[ContactRecord, ...] = (), interviews: tuple[InterviewRecord, ...] = ()
) -> Record:
    return Record(
        title=one.title,
        company=one.company,
        location=one.location,
        url=one.url or "",
        source=one.source,
        status=one.status,
        applied_at=whole_second(one.applied_at) if one.applied_at else None,
        follow_up_at=whole_second(one.follow_up_at) if one.follow_up_at else None,
        follow_up_text=one.follow_up_text,
        notes=one.notes,
        cover_letter=one.cover_letter,
        cv_name=one.cv_name,
        created_at=whole_second(one.created_at),
        id=one.id,
        contacts=contacts,
        interviews=interviews,
    )


def table_of(records: list[Record], *, for_csv: bool = False) -> Table:
    """Contacts and interviews are in JSON alone. ``for_csv``: text that must come back past the guard."""

    def row(record: Record) -> Row:
        cells = row_of(record)
        return [guarded(cell) if for_csv and isinstance(cell, str) else cell for cell in cells]

    return Table("applications", FIELDS, (row(record) for record in records))


def read_file(user_id: int, data: bytes) -> Reading:
    """A workbook, JSON or CSV: the content decides. Raises UnreadableTable."""
    if len(data) > MAX_BYTES:
        raise UnreadableTable("too_large")
    zone = zone_of(accounts.get(user_id).timezone)
    try:
        if data.startswith(b"PK\x03\x04"):
            return read_rows(_workbook_rows(data), zone)
        text = _text(data)
        if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
            return read_objects(parsed_json(text), zone)
        return read_rows(_csv_rows(text), zone)
    except NoTable as fault:
        raise UnreadableTable(fault.code) from fault
    except Refused as refusal:
        raise UnreadableTable("damaged") from refusal


def _text(data: bytes) -> str:
    if b"\x00" in data[:1000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableTable("wrong_type")
    return data.decode(encoding_of(data[:65_536]), "replace").removeprefix("\ufeff")


def _csv_rows(text: str) -> list[list[object]]:
    first, _break, rest = text.partition("\n")
    delimiter = delimiter_of(text[:65_536])
    if first.strip().lower().startswith("sep="):  # a line by which spreadsheet programs name the delimiter
        delimiter, text = first.strip()[4:5] or delimiter, rest
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[object]] = []
    try:
        for row in reader:
            rows.append([unguarded(cell[:LONGEST_CELL]) for cell in row[:MAX_COLUMNS]])
            if len(rows) > MOST + HEADER_WITHIN:
                raise NoTable("too_many")
    except csv.Error as error:
        raise UnreadableTable("damaged") from error
    return rows


def _workbook_rows(data: bytes) -> list[list[object]]:
    """Of the first sheet. The archive is looked at part by part before a library reads it."""
    archive = Archive(data, _ROOM)
    if "xl/workbook.xml" not in archive.names:
        raise UnreadableTable("wrong_type")
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            parse_xml(archive.read(name))
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        most = MOST + HEADER_WITHIN + 1
        cells = book.worksheets[0].iter_rows(max_row=most + 1, max_col=MAX_COLUMNS, values_only=True)
        rows: list[list[object]] = [[_value(value) for value in row] for row in cells]
        book.close()
    except Exception as error:  # what a broken workbook raises is not to be listed
        raise UnreadableTable("damaged") from error
    if len(rows) > most:
        raise NoTable("too_many")
    return rows


def _value(value: Any) -> object:
    return value[:LONGEST_CELL] if isinstance(value, str) else value


def _contacts(user_id: int) -> dict[int, list[ContactRecord]]:
    found: dict[int, list[ContactRecord]] = defaultdict(list)
    query = select(ApplicationContact).join(Application).where(Application.user_id == user_id)
    for row in db.session.scalars(query.order_by(ApplicationContact.id)):
        found[row.application_id].append(contact_record(row))
    return found


def _interviews(user_id: int) -> dict[int, list[InterviewRecord]]:
    found: dict[int, list[InterviewRecord]] = defaultdict(list)
    query = select(Interview).join(Application).where(Application.user_id == user_id)
    for row in db.session.scalars(query.order_by(Interview.id)):
        found[row.application_id].append(interview_record(row))
    return found
