"""All applications as a board or a table; new ones; moving them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.tracker.status import STATUSES
from app.errors import BadInput
from app.extensions import limiter
from app.services.imported_jobs import CannotImport
from app.services.tracker import board, creating, figures, moving, outside, rows
from app.services.tracker.board import Asked, Listing
from app.web.forms.tracker import AddressForm, NewForm, TextForm, move_from
from app.web.limits import IMPORTS, by_user
from app.web.navigation import safe_next
from app.web.pages.tracker import VIEWS, asked_for, board_page, moved_text, query_of
from app.web.tracker.blueprint import blueprint
from app.web.viewer import require_user_id, viewer
from app.words.imports import import_fault_text

NOTHING = Listing(Asked(), 0, (), (), "UTC")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The way of looking is kept in the session once it was chosen."""
    asked, view = asked_for(request.args), request.args.get("view")
    if view in VIEWS:
        session["tracker_view"] = view
    view = session.get("tracker_view", VIEWS[0])
    if viewer.user_id is None:
        return render_template("tracker/index.html", page=board_page(NOTHING, view, None))
    listing, funnel = board.listing(viewer.user_id, asked), figures.funnel_of(viewer.user_id)
    return render_template("tracker/index.html", page=board_page(listing, view, funnel))


@blueprint.post("/track/<int:job_id>")
def track(job_id: int) -> ResponseReturnValue:
    """One click on the page of an offer."""
    creating.require_offer(job_id, viewer.user_id)  # before a visitor becomes a guest for nothing
    status = request.form.get("status")
    if status not in STATUSES:
        raise BadInput(_("Choose one of the offered values."), fields={"status": _("Unknown value.")})
    tracked = creating.track(require_user_id(), job_id, status)
    flash(_("You follow this application now.") if tracked.is_new else _("You follow it already."), "success")
    return redirect(url_for("tracker.show", application_id=tracked.id))


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    return _forms()


@blueprint.post("/new")
def create() -> ResponseReturnValue:
    form = NewForm()
    if not form.validate_on_submit():
        return _forms(400, new_form=form)
    application_id = creating.add(require_user_id(), form.details(), form.status.data)
    flash(_("Added."), "success")
    return redirect(url_for("tracker.show", application_id=application_id))


@blueprint.post("/new/address")
@limiter.limit(IMPORTS, key_func=by_user)
def create_by_address() -> ResponseReturnValue:
    form = AddressForm()
    if not form.validate_on_submit():
        return _forms(400, address_form=form)
    try:
        asked, tracked = outside.ask(require_user_id(), form.address.data)
    except CannotImport as fault:
        form.address.errors = [import_fault_text(fault.code)]
        return _forms(fault.status, address_form=form)
    if tracked:
        return redirect(url_for("tracker.show", application_id=tracked.id))
    return redirect(url_for("imports.show", import_id=asked.import_id))


@blueprint.post("/new/text")
@limiter.limit(IMPORTS, key_func=by_user)
def create_by_text() -> ResponseReturnValue:
    form = TextForm()
    if not form.validate_on_submit():
        return _forms(400, text_form=form)
    try:
        tracked = outside.from_text(require_user_id(), form.pasted())
    except CannotImport as fault:
        field = form.link if fault.code == "bad_address" else form.text
        field.errors = [import_fault_text(fault.code)]
        return _forms(fault.status, text_form=form)
    return redirect(url_for("tracker.show", application_id=tracked.id))


@blueprint.post("/<int:application_id>/move")
def move(application_id: int) -> ResponseReturnValue:
    """The board asks for itself in return; a form without a script gets its page."""
    user_id = rows.get(require_user_id(), application_id).user_id
    asked = asked_for(request.args)
    moved = moving.move_to(user_id, application_id, *move_from(request.form))
    if request.headers.get("HX-Request"):
        page = board_page(board.listing(user_id, asked), "board", None, moved)
        return render_template("tracker/_board.html", page=page)
    flash(moved_text(moved), "success")
    back = safe_next(request.form.get("next"), default="")
    return redirect(back or f"/applications{query_of(asked)}#card-{application_id}")


def _forms(status: int = 200, **given: object) -> ResponseReturnValue:
    """The page of forms; those that were not sent are fresh."""
    forms = {
        "new_form": given.get("new_form") or NewForm(formdata=None),
        "address_form": given.get("address_form") or AddressForm(formdata=None),
        "text_form": given.get("text_form") or TextForm(formdata=None),
    }
    return render_template("tracker/new.html", **forms), status
