"""Offers that look alike: the same or not?"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import BadInput
from app.services import copy_list
from app.web.pages.admin.copies import copies_page, copies_url
from app.web.pages.admin.numbers import page_number
from app.web.viewer import require_user_id

blueprint = Blueprint("admin_copies", __name__, url_prefix="/admin/scraping/copies")
DECISIONS = ("same", "different", "undo")


@blueprint.get("")
def index() -> ResponseReturnValue:
    found = copy_list.page(request.args.get("show", ""), page_number(request.args.get("page")))
    return render_template("admin_scraping/copies.html", page=copies_page(found))


@blueprint.post("/<int:job_id>/<int:other_id>")
def decide(job_id: int, other_id: int) -> ResponseReturnValue:
    decision = request.form.get("decision", "")
    if decision not in DECISIONS:
        raise BadInput(_("Choose one of the offered values."))
    copy_list.decide(job_id, other_id, decision, require_user_id())
    said = {
        "same": _("The two count as one offer from now on."),
        "different": _("The two stay apart from now on."),
        "undo": _("The two are left to the rules again."),
    }
    flash(said[decision], "success")
    return redirect(copies_url(request.form.get("show", ""), page_number(request.form.get("page"))))
