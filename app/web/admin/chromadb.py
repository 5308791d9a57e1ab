"""The index over the courses: how it stands, building it, trying it, the way back; the update of the courses."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import Conflict
from app.services.courses import index as course_index
from app.services.courses import update, update_status
from app.web.pages.admin.chromadb import chroma_page
from app.web.viewer import viewer

blueprint = Blueprint("admin_chromadb", __name__, url_prefix="/admin/chromadb")


@blueprint.get("")
def index() -> ResponseReturnValue:
    page = chroma_page(course_index.status(), update_status.status())
    return render_template("admin_chromadb/index.html", page=page)


@blueprint.get("/live")
def live() -> ResponseReturnValue:
    """What the page asks for every two seconds while a build or an update waits or runs."""
    page = chroma_page(course_index.status(), update_status.status())
    return render_template("admin_chromadb/_live.html", page=page)


@blueprint.post("/build")
def build() -> ResponseReturnValue:
    _task, is_new = course_index.ask(viewer.user_id, force=request.form.get("force") == "1")
    if is_new:
        flash(_("The worker was asked to build the index."), "success")
    else:
        flash(_("A build waits or runs already."), "info")
    return _back()


@blueprint.post("/cancel")
def cancel() -> ResponseReturnValue:
    if course_index.cancel():
        flash(_("The build stops at its next step. The index that is read stays."), "success")
    else:
        flash(_("Nothing was being built."), "info")
    return _back()


@blueprint.post("/probe")
def probe() -> ResponseReturnValue:
    found, asked = course_index.probe()
    if asked:
        said = _("%(found)s of %(asked)s courses were found by their own vectors.", found=found, asked=asked)
        flash(said, "success" if found == asked else "danger")
    else:
        flash(_("There are no vectors to look for."), "info")
    return _back()


@blueprint.post("/switch-back")
def switch_back() -> ResponseReturnValue:
    try:
        name = course_index.switch_back(viewer.user_id)
    except Conflict as conflict:
        flash(str(conflict.message), "danger")
    else:
        flash(_("%(name)s is read again. Others follow within 30 seconds.", name=name), "success")
    return _back()


@blueprint.post("/update")
def update_courses() -> ResponseReturnValue:
    _task, is_new = update.ask(viewer.user_id)
    if is_new:
        flash(_("The worker was asked to update the courses."), "success")
    else:
        flash(_("An update waits or runs already."), "info")
    return _back()


@blueprint.post("/cancel-update")
def cancel_update() -> ResponseReturnValue:
    if update.cancel():
        flash(_("The update stops at its next page. What it stored stays."), "success")
    else:
        flash(_("No update was under way."), "info")
    return _back()


def _back() -> ResponseReturnValue:
    return redirect(url_for("admin_chromadb.index"))
