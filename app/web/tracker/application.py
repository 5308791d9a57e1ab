"""One application: its page, its texts, what it is for, the next follow-up."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.tracker.days import zone_of
from app.errors import BadInput
from app.services.tracker import editing, rows
from app.services.tracker.editing import Edited
from app.services.tracker.page import ApplicationPage, application_page
from app.web.forms.tracker import DetailsForm, DocumentForm, FollowUpForm, text_from
from app.web.pages.tracker_application import application_view
from app.web.tracker.blueprint import blueprint
from app.web.viewer import require_user_id


@blueprint.get("/<int:application_id>")
def show(application_id: int) -> ResponseReturnValue:
    return application_answer(application_id)


@blueprint.post("/<int:application_id>/text")
def save_text(application_id: int) -> ResponseReturnValue:
    """Notes or cover letter. Who was overtaken by another window gets both texts and decides."""
    user_id = rows.get(require_user_id(), application_id).user_id
    name, text, seen = text_from(request.form)
    try:
        editing.save_text(user_id, application_id, name, text, seen)
    except Edited as conflict:
        values = {"application_id": application_id, "field": name, "conflict": conflict}
        return render_template("tracker/conflict.html", **values), conflict.status
    flash(_("Saved."), "success")
    return redirect(url_for("tracker.show", application_id=application_id, _anchor=name))


@blueprint.post("/<int:application_id>/follow-up")
def save_follow_up(application_id: int) -> ResponseReturnValue:
    page, form = application_page(require_user_id(), application_id), FollowUpForm()
    when = form.moment(page.zone) if form.validate_on_submit() else None
    if when is None:
        return application_answer(application_id, 400, follow_up_form=form)
    editing.save_follow_up(require_user_id(), application_id, when, form.text.data or "")
    flash(_("Saved. You will be reminded then."), "success")
    return redirect(url_for("tracker.show", application_id=application_id, _anchor="follow-up"))


@blueprint.post("/<int:application_id>/follow-up/delete")
def delete_follow_up(application_id: int) -> ResponseReturnValue:
    editing.save_follow_up(require_user_id(), application_id, None)
    return redirect(url_for("tracker.show", application_id=application_id, _anchor="follow-up"))


@blueprint.route("/<int:application_id>/edit", methods=["GET", "POST"])
def edit(application_id: int) -> ResponseReturnValue:
    page = application_page(require_user_id(), application_id)
    form = DetailsForm(obj=page)
    if form.validate_on_submit():
        editing.save_details(require_user_id(), application_id, form.details())
        flash(_("Saved."), "success")
        return redirect(url_for("tracker.show", application_id=application_id))
    return render_template("tracker/edit.html", page=page, form=form), 400 if form.is_submitted() else 200


@blueprint.post("/<int:application_id>/cv")
def use_cv(application_id: int) -> ResponseReturnValue:
    user_id = rows.get(require_user_id(), application_id).user_id
    given = request.form.get("cv_id")
    if given is None or (given and not (given.isascii() and given.isdigit() and len(given) < 10)):
        raise BadInput(_("Choose one of the offered values."), fields={"cv_id": _("Unknown value.")})
    editing.use_cv(user_id, application_id, int(given) if given else None)
    flash(_("Saved."), "success")
    return redirect(url_for("tracker.show", application_id=application_id, _anchor="cv"))


@blueprint.post("/<int:application_id>/delete")
def delete(application_id: int) -> ResponseReturnValue:
    editing.delete(require_user_id(), application_id)
    flash(_("The application was deleted, with all that belonged to it."), "success")
    return redirect(url_for("tracker.index"))


def application_answer(application_id: int, status: int = 200, **given: Any) -> ResponseReturnValue:
    """The page of one application; forms that were not sent are fresh."""
    page = application_page(require_user_id(), application_id)
    forms = {
        "follow_up_form": given.get("follow_up_form") or _follow_up_form(page),
        "document_form": given.get("document_form") or DocumentForm(formdata=None),
    }
    return render_template("tracker/show.html", view=application_view(page), **forms), status


def _follow_up_form(page: ApplicationPage) -> FollowUpForm:
    local = page.follow_up_at.astimezone(zone_of(page.zone)) if page.follow_up_at else None
    if local is None:
        return FollowUpForm(formdata=None)
    return FollowUpForm(formdata=None, day=local.date(), time=local.time(), text=page.follow_up_text)
