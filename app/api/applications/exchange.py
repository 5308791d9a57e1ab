"""All applications as a file, out and in, and as a calendar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from flask import Response, current_app, send_file, stream_with_context

from app.api.answers import answer, nothing
from app.api.applications.blueprint import ADDRESS, blueprint
from app.api.caller import caller
from app.api.limits import COSTLY, by_caller
from app.api.schemas.application_entries import (
    CalendarAddress,
    CalendarState,
    ExportQuery,
    ImportReport,
    RejectedRow,
    TableUpload,
)
from app.core.tracker.record import Record
from app.core.tracker.writing import to_json
from app.errors import Unprocessable
from app.extensions import limiter
from app.services import table_files
from app.services.tracker import calendar, exchange, importing
from app.services.tracker.exchange import MAX_BYTES, UnreadableTable
from app.words.tracker import file_fault, row_fault
from app.words.tracker_calendar import calendar_file

IMPORTS: Final = "10 per minute; 60 per hour"  # as on the page
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BYTES: Final = {"schema": {"type": "string", "format": "binary"}}
FILE: Final[dict[Any, Any]] = {
    200: {
        "description": "The file.",
        "content": {"application/json": {"schema": {}}, "text/csv": _BYTES, WORKBOOK: _BYTES},
    }
}
CALENDAR: Final[dict[Any, Any]] = {
    200: {"description": "An iCalendar file.", "content": {"text/calendar": {"schema": {"type": "string"}}}}
}


@blueprint.get("/export", responses=FILE)
@limiter.limit(COSTLY, key_func=by_caller)
def export(query: ExportQuery) -> Response:
    """All applications as a file"""
    response = _WRITERS[query.format](exchange.records_of(caller().user_id))
    response.headers["Content-Disposition"] = f'attachment; filename="applications.{query.format}"'
    return response


@blueprint.post("/import", responses={200: ImportReport})
@limiter.limit(IMPORTS, key_func=by_caller)
def take_in(form: TableUpload) -> Response:
    """Take a file of applications in: all of it, or nothing

    What is here already is brought up to date, so a file may be sent twice."""
    try:
        report = importing.take_in(caller().user_id, form.table.stream.read(MAX_BYTES + 1))
    except UnreadableTable as fault:
        said = file_fault(fault.code)
        raise Unprocessable(said, code=fault.code, fields={"table": said}) from fault
    rejected = [
        RejectedRow(line=one.line, code=one.code, field=one.field, shown=one.shown, text=row_fault(one.code))
        for one in report.rejected
    ]
    counts = {name: getattr(report, name) for name in ("read", "new", "updated", "unchanged")}
    return answer(ImportReport(**counts, rejected=rejected, unknown=list(report.unknown)))


@blueprint.get("/calendar", responses=CALENDAR)
def calendar_ics() -> Response:
    """Interviews and follow-ups as a calendar"""
    text = calendar_file(calendar.entries(caller().user_id), current_app.extensions["settings"].site_url)
    response = Response(text, mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'attachment; filename="applications.ics"'
    return response


@blueprint.get("/calendar/address", responses={200: CalendarState})
def calendar_address() -> Response:
    """Whether calendar programs can read it"""
    return answer(CalendarState(is_set=calendar.has_address(caller().user_id)))


@blueprint.post("/calendar/address", responses={201: CalendarAddress})
def make_calendar_address() -> Response:
    """Make an address for calendar programs

    The one before it no longer works. Only a hash is kept, so it is shown this once."""
    secret = calendar.make_address(caller().user_id)
    site = current_app.extensions["settings"].site_url
    response = answer(CalendarAddress(url=f"{site}/applications/feed/{secret}.ics"), 201)
    response.headers["Location"] = f"{ADDRESS}/calendar/address"
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.delete("/calendar/address", responses={204: None})
def delete_calendar_address() -> Response:
    """Make the address work no longer"""
    calendar.forget_address(caller().user_id)
    return nothing()


def _csv(records: list[Record]) -> Response:
    lines = table_files.csv_lines(exchange.table_of(records, for_csv=True))
    return Response(stream_with_context(lines), mimetype="text/csv")


def _workbook(records: list[Record]) -> Response:
    return send_file(table_files.workbook(exchange.table_of(records)), mimetype=WORKBOOK)


def _json(records: list[Record]) -> Response:
    return Response(to_json(records), mimetype="application/json")


_WRITERS: Final[dict[str, Callable[[list[Record]], Response]]] = {
    "csv": _csv,
    "xlsx": _workbook,
    "json": _json,
}
