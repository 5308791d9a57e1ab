"""Bringing an offer in for oneself, and the list of those."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.extensions import limiter
from app.services import imported_jobs
from app.services.imported_jobs import CannotImport
from app.web.forms.imports import AddressForm, PageForm, TextForm
from app.web.limits import IMPORTS, by_user
from app.web.viewer import require_user_id
from app.words.imports import import_fault_text, saved_list_text

blueprint = Blueprint("imports", __name__, url_prefix="/jobs")


@blueprint.get("/import")
def new() -> ResponseReturnValue:
    return _forms()


@blueprint.post("/import")
@limiter.limit(IMPORTS, key_func=by_user)
def ask() -> ResponseReturnValue:
    form = AddressForm()
    if not form.validate_on_submit():
        return _forms(400, address_form=form)
    try:
        asked = imported_jobs.ask(require_user_id(), form.address.data, form.pick.data or None)
    except CannotImport as fault:
        form.address.errors = [import_fault_text(fault.code)]
        return _forms(fault.status, address_form=form)
    if asked.job_id is not None:
        flash(_("This offer is here already."), "info")
        return redirect(url_for("jobs.show", job_id=asked.job_id))
    return redirect(url_for("imports.show", import_id=asked.import_id))


@blueprint.post("/import/text")
@limiter.limit(IMPORTS, key_func=by_user)
def from_text() -> ResponseReturnValue:
    form = TextForm()
    if not form.validate_on_submit():
        return _forms(400, text_form=form)
    try:
        return _imported(imported_jobs.from_text(require_user_id(), form.pasted()))
    except CannotImport as fault:
        field = form.link if fault.code == "bad_address" else form.text
        field.errors = [import_fault_text(fault.code)]
        return _forms(fault.status, text_form=form)


@blueprint.post("/import/page")
@limiter.limit(IMPORTS, key_func=by_user)
def from_page() -> ResponseReturnValue:
    form = PageForm()
    if not form.validate_on_submit():
        return _forms(400, page_form=form)
    content = form.page.data.stream.read(imported_jobs.MAX_FILE + 1)
    try:
        return _imported(imported_jobs.from_page(require_user_id(), content, form.page_link.data or ""))
    except CannotImport as fault:
        field = form.page_link if fault.code == "bad_address" else form.page
        is_list = fault.code == "many_offers"
        field.errors = [saved_list_text() if is_list else import_fault_text(fault.code)]
        return _forms(fault.status, page_form=form)


@blueprint.get("/import/<int:import_id>")
def show(import_id: int) -> ResponseReturnValue:
    """Asked again and again while the page is read; then it leads to the offer."""
    page = imported_jobs.progress(require_user_id(), import_id)
    is_fragment = "HX-Request" in request.headers
    if page.state == "done" and page.job_id is not None:
        target = url_for("jobs.show", job_id=page.job_id)
        if page.application_id is not None:
            target = url_for("tracker.show", application_id=page.application_id)
        return make_response("", 200, {"HX-Redirect": target}) if is_fragment else redirect(target)
    template = "imports/_state.html" if is_fragment else "imports/show.html"
    return render_template(template, page=page, message=import_fault_text(page.fault))


@blueprint.get("/imported")
def index() -> ResponseReturnValue:
    return render_template("imports/index.html", offers=imported_jobs.own_offers(require_user_id()))


@blueprint.post("/imported/<int:job_id>/delete")
def delete(job_id: int) -> ResponseReturnValue:
    imported_jobs.delete(require_user_id(), job_id)
    flash(_("The offer was deleted."), "success")
    return redirect(url_for("imports.index"))


def _imported(job_id: int) -> ResponseReturnValue:
    flash(_("The offer was imported. Only you see it."), "success")
    return redirect(url_for("jobs.show", job_id=job_id))


def _forms(status: int = 200, **given: object) -> ResponseReturnValue:
    """The page of forms; those that were not sent are fresh."""
    forms = {
        "address_form": given.get("address_form") or AddressForm(formdata=None),
        "text_form": given.get("text_form") or TextForm(formdata=None),
        "page_form": given.get("page_form") or PageForm(formdata=None),
    }
    return render_template("imports/new.html", max_mb=imported_jobs.MAX_FILE // 1024**2, **forms), status
