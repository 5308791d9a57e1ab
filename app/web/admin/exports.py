"""Offers and runs as files."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request, send_file, stream_with_context
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import NotFound
from app.services import offer_export, offer_statistics, table_files
from app.web.pages.admin.exports import exports_page, requested_scope

blueprint = Blueprint("admin_exports", __name__, url_prefix="/admin/scraping/export")
TABLES = {"offers": offer_export.offers, "runs": offer_export.runs}
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("")
def index() -> ResponseReturnValue:
    return render_template("admin_scraping/export.html", page=exports_page(offer_statistics.all_values()))


@blueprint.get("/<what>.csv")
def as_csv(what: str) -> ResponseReturnValue:
    table = _make(what)(requested_scope(request.args))
    lines = stream_with_context(table_files.csv_lines(table))
    response = Response(lines, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{table.name}.csv"'
    return response


@blueprint.get("/<what>.xlsx")
def as_workbook(what: str) -> ResponseReturnValue:
    make, scope = _make(what), requested_scope(request.args)
    offer_export.require_room_in_workbook(what, scope)
    table = make(scope)
    file = table_files.workbook(table)
    return send_file(file, mimetype=WORKBOOK, as_attachment=True, download_name=f"{table.name}.xlsx")


def _make(what: str) -> offer_export.Maker:
    if what not in TABLES:
        raise NotFound(_("There is no such page."))
    return TABLES[what]
