"""Applications as files, out and in, and as a calendar."""

from __future__ import annotations

from flask import (
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    send_file,
    stream_with_context,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from app.core.tracker.writing import to_json
from app.errors import BadInput, NotFound
from app.extensions import limiter
from app.services import table_files
from app.services.tracker import calendar, exchange, importing
from app.services.tracker.exchange import MAX_BYTES, UnreadableTable
from app.web.forms.tracker import ImportForm
from app.web.limits import IMPORTS, by_address
from app.web.tracker.blueprint import blueprint
from app.web.viewer import require_user_id, viewer
from app.words.language import current_language
from app.words.tracker import file_fault
from app.words.tracker_calendar import calendar_file

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/export/applications.csv")
def as_csv() -> ResponseReturnValue:
    table = exchange.table_of(exchange.records_of(require_user_id()), for_csv=True)
    return _attached(Response(stream_with_context(table_files.csv_lines(table)), mimetype="text/csv"), "csv")


@blueprint.get("/export/applications.xlsx")
def as_workbook() -> ResponseReturnValue:
    file = table_files.workbook(exchange.table_of(exchange.records_of(require_user_id())))
    return send_file(file, mimetype=WORKBOOK, as_attachment=True, download_name="applications.xlsx")


@blueprint.get("/export/applications.json")
def as_json() -> ResponseReturnValue:
    text = to_json(exchange.records_of(require_user_id()))
    return _attached(Response(text, mimetype="application/json"), "json")


@blueprint.get("/files")
def files() -> ResponseReturnValue:
    return _files()


@blueprint.post("/files")
@limiter.limit(IMPORTS, key_func=by_address)
def take_in() -> ResponseReturnValue:
    form = ImportForm()
    if not form.validate_on_submit():
        return _files(400, form=form)
    try:
        data = form.table.data.stream.read(MAX_BYTES + 1)
        report = importing.take_in(require_user_id(), data)
    except (UnreadableTable, BadInput) as fault:
        is_file = isinstance(fault, UnreadableTable)
        form.table.errors = [file_fault(fault.code) if is_file else fault.message]
        return _files(fault.status, form=form)
    return _files(form=ImportForm(formdata=None), report=report)


@blueprint.get("/calendar.ics")
def calendar_ics() -> ResponseReturnValue:
    return _calendar(require_user_id())


@blueprint.post("/calendar/address")
def make_calendar_address() -> ResponseReturnValue:
    """Shown this once: only a hash of it is kept."""
    secret = calendar.make_address(require_user_id())
    site = current_app.extensions["settings"].site_url
    return _files(address=f"{site}{url_for('tracker.calendar_feed', secret=secret)}")


@blueprint.post("/calendar/address/delete")
def delete_calendar_address() -> ResponseReturnValue:
    calendar.forget_address(require_user_id())
    flash(_("The address no longer works."), "success")
    return redirect(url_for("tracker.files", _anchor="calendar"))


@blueprint.get("/feed/<secret>.ics")
@limiter.limit("120 per hour", key_func=by_address)
def calendar_feed(secret: str) -> ResponseReturnValue:
    """For calendar programs, which cannot log in: who knows the address may read."""
    reader = calendar.find_reader(secret)
    if reader is None:
        raise NotFound(_("There is no such page."))
    with force_locale(reader.language or current_language()):
        return _calendar(reader.id)


def _calendar(user_id: int) -> Response:
    text = calendar_file(calendar.entries(user_id), current_app.extensions["settings"].site_url)
    return _attached(Response(text, mimetype="text/calendar"), "ics")


def _attached(response: Response, suffix: str) -> Response:
    response.headers["Content-Disposition"] = f'attachment; filename="applications.{suffix}"'
    return response


def _files(status: int = 200, **given: object) -> ResponseReturnValue:
    values = {
        "form": given.get("form") or ImportForm(formdata=None),
        "report": given.get("report"),
        "address": given.get("address", ""),
        "has_address": viewer.user_id is not None and calendar.has_address(viewer.user_id),
        "has_data": viewer.user_id is not None,
        "max_mb": MAX_BYTES // 1024**2,
    }
    return render_template("tracker/files.html", **values), status
