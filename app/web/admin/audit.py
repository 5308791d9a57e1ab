"""The audit log: looking, and taking it along."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue

from app.services import audit_list, table_files
from app.web.pages.admin.audit import audit_page, requested_filter
from app.web.pages.admin.numbers import page_number
from app.web.viewer import require_user_id

blueprint = Blueprint("admin_audit", __name__, url_prefix="/admin/audit")


@blueprint.get("")
def index() -> ResponseReturnValue:
    found = audit_list.entries(requested_filter(request.args), page_number(request.args.get("page")))
    return render_template("admin_audit/index.html", page=audit_page(found))


@blueprint.post("/export")
def as_csv() -> ResponseReturnValue:
    """Posted, because taking the log along is written into it."""
    table = audit_list.export(requested_filter(request.form), require_user_id())
    response = Response(stream_with_context(table_files.csv_lines(table)), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{table.name}.csv"'
    return response
