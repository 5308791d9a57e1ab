"""Interviews and contacts of an application, each on a page of its own."""

from __future__ import annotations

from typing import TypeVar

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.tracker.days import zone_of
from app.errors import NotFound
from app.services.tracker import people
from app.services.tracker.page import ApplicationPage, ContactEntry, InterviewEntry, application_page
from app.services.tracker.people import ChangedMeanwhile
from app.web.forms.tracker import ContactForm, InterviewForm
from app.web.pages.tracker_entries import stored_lines
from app.web.tracker.blueprint import blueprint
from app.web.viewer import require_user_id

Entry = TypeVar("Entry", ContactEntry, InterviewEntry)


@blueprint.route("/<int:application_id>/interviews/new", methods=["GET", "POST"])
def new_interview(application_id: int) -> ResponseReturnValue:
    page = application_page(require_user_id(), application_id)
    return _interview(page, InterviewForm(), None)


@blueprint.route("/<int:application_id>/interviews/<int:interview_id>", methods=["GET", "POST"])
def interview(application_id: int, interview_id: int) -> ResponseReturnValue:
    page = application_page(require_user_id(), application_id)
    entry = _of(page.interviews, interview_id)
    local = entry.record.starts_at.astimezone(zone_of(page.zone))
    form = InterviewForm(obj=entry.record, day=local.date(), time=local.time(), seen=entry.seen)
    return _interview(page, form, entry)


@blueprint.post("/<int:application_id>/interviews/<int:interview_id>/delete")
def delete_interview(application_id: int, interview_id: int) -> ResponseReturnValue:
    people.delete_interview(require_user_id(), application_id, interview_id)
    return redirect(url_for("tracker.show", application_id=application_id, _anchor="interviews"))


@blueprint.route("/<int:application_id>/contacts/new", methods=["GET", "POST"])
def new_contact(application_id: int) -> ResponseReturnValue:
    page = application_page(require_user_id(), application_id)
    return _contact(page, ContactForm(), None)


@blueprint.route("/<int:application_id>/contacts/<int:contact_id>", methods=["GET", "POST"])
def contact(application_id: int, contact_id: int) -> ResponseReturnValue:
    page = application_page(require_user_id(), application_id)
    entry = _of(page.contacts, contact_id)
    return _contact(page, ContactForm(obj=entry.record, seen=entry.seen), entry)


@blueprint.post("/<int:application_id>/contacts/<int:contact_id>/delete")
def delete_contact(application_id: int, contact_id: int) -> ResponseReturnValue:
    people.delete_contact(require_user_id(), application_id, contact_id)
    return redirect(url_for("tracker.show", application_id=application_id, _anchor="contacts"))


def _of(entries: tuple[Entry, ...], id_: int) -> Entry:
    found = next((entry for entry in entries if entry.id == id_), None)
    if found is None:
        raise NotFound(_("There is no such page."))
    return found


def _interview(
    page: ApplicationPage, form: InterviewForm, entry: InterviewEntry | None
) -> ResponseReturnValue:
    starts_at = form.moment(page.zone) if form.validate_on_submit() else None
    if starts_at is None:
        return _entry_page("interview", page, form, entry, status=400 if form.is_submitted() else 200)
    try:
        id_, seen = (entry.id, form.seen.data or "") if entry else (None, "")
        people.save_interview(require_user_id(), page.id, form.record(starts_at), id_, seen)
    except ChangedMeanwhile as conflict:
        return _entry_page("interview", page, form, entry, conflict)
    return redirect(url_for("tracker.show", application_id=page.id, _anchor="interviews"))


def _contact(page: ApplicationPage, form: ContactForm, entry: ContactEntry | None) -> ResponseReturnValue:
    if not form.validate_on_submit():
        return _entry_page("contact", page, form, entry, status=400 if form.is_submitted() else 200)
    try:
        id_, seen = (entry.id, form.seen.data or "") if entry else (None, "")
        people.save_contact(require_user_id(), page.id, form.record(), id_, seen)
    except ChangedMeanwhile as conflict:
        return _entry_page("contact", page, form, entry, conflict)
    return redirect(url_for("tracker.show", application_id=page.id, _anchor="contacts"))


def _entry_page(
    kind: str,
    page: ApplicationPage,
    form: InterviewForm | ContactForm,
    entry: InterviewEntry | ContactEntry | None,
    conflict: ChangedMeanwhile | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """The form; after a conflict with what is stored now beside it, ready to be sent over that."""
    stored = stored_lines(conflict.stored, page.zone) if conflict else ()
    if conflict:
        form.seen.data, status = conflict.seen, conflict.status
    values = {
        "kind": kind,
        "page": page,
        "form": form,
        "entry_id": entry.id if entry else None,
        "stored": stored,
    }
    return render_template("tracker/entry.html", **values), status
