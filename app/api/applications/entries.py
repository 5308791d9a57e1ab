"""Interviews and contacts of an application."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from flask import Response
from flask_babel import gettext as _

from app.api.answers import answer, made, nothing
from app.api.applications.blueprint import ADDRESS, blueprint, changed
from app.api.applications.shown import contact_of, interview_of
from app.api.caller import caller
from app.api.changing import require_unchanged
from app.api.repeating import repeatable
from app.api.schemas.application_entries import (
    ContactChange,
    Contacts,
    InterviewChange,
    Interviews,
    NewContact,
    NewInterview,
)
from app.api.schemas.applications import ContactResponse, InterviewResponse
from app.api.schemas.paths import ApplicationPath, ContactPath, InterviewPath
from app.core.tracker.record import ContactRecord, InterviewRecord, long_text, one_line
from app.errors import NotFound
from app.services.tracker import people
from app.services.tracker.page import ContactEntry, InterviewEntry, application_page

Entry = TypeVar("Entry", ContactEntry, InterviewEntry)


@blueprint.get("/<int:application_id>/interviews", responses={200: Interviews})
def interviews(path: ApplicationPath) -> Response:
    """Its interviews"""
    page = application_page(caller().user_id, path.application_id)
    return answer(Interviews(interviews=[interview_of(entry) for entry in page.interviews]))


@blueprint.post("/<int:application_id>/interviews", responses={201: InterviewResponse})
@repeatable
def add_interview(path: ApplicationPath, body: NewInterview) -> Response:
    """Add an interview: you are reminded the day before"""
    id_ = people.save_interview(caller().user_id, path.application_id, _interview_record(body))
    address = f"{ADDRESS}/{path.application_id}/interviews/{id_}"
    return made(interview_of(_interview(path.application_id, id_)), address)


@blueprint.get("/<int:application_id>/interviews/<int:interview_id>", responses={200: InterviewResponse})
def interview(path: InterviewPath) -> Response:
    """One interview"""
    return answer(interview_of(_interview(path.application_id, path.interview_id)))


@blueprint.put("/<int:application_id>/interviews/<int:interview_id>", responses=changed(InterviewResponse))
def change_interview(path: InterviewPath, body: InterviewChange) -> Response:
    """Change an interview

    409 when somebody changed it since it was read."""
    require_unchanged(lambda: interview(path))
    record = _interview_record(body)
    people.save_interview(caller().user_id, path.application_id, record, path.interview_id, body.seen)
    return interview(path)


@blueprint.delete("/<int:application_id>/interviews/<int:interview_id>", responses=changed(None))
def delete_interview(path: InterviewPath) -> Response:
    """Delete an interview"""
    require_unchanged(lambda: interview(path))
    people.delete_interview(caller().user_id, path.application_id, path.interview_id)
    return nothing()


@blueprint.get("/<int:application_id>/contacts", responses={200: Contacts})
def contacts(path: ApplicationPath) -> Response:
    """Its contacts"""
    page = application_page(caller().user_id, path.application_id)
    return answer(Contacts(contacts=[contact_of(entry) for entry in page.contacts]))


@blueprint.post("/<int:application_id>/contacts", responses={201: ContactResponse})
@repeatable
def add_contact(path: ApplicationPath, body: NewContact) -> Response:
    """Add a contact"""
    id_ = people.save_contact(caller().user_id, path.application_id, _contact_record(body))
    address = f"{ADDRESS}/{path.application_id}/contacts/{id_}"
    return made(contact_of(_contact(path.application_id, id_)), address)


@blueprint.get("/<int:application_id>/contacts/<int:contact_id>", responses={200: ContactResponse})
def contact(path: ContactPath) -> Response:
    """One contact"""
    return answer(contact_of(_contact(path.application_id, path.contact_id)))


@blueprint.put("/<int:application_id>/contacts/<int:contact_id>", responses=changed(ContactResponse))
def change_contact(path: ContactPath, body: ContactChange) -> Response:
    """Change a contact

    409 when somebody changed it since it was read."""
    require_unchanged(lambda: contact(path))
    record = _contact_record(body)
    people.save_contact(caller().user_id, path.application_id, record, path.contact_id, body.seen)
    return contact(path)


@blueprint.delete("/<int:application_id>/contacts/<int:contact_id>", responses=changed(None))
def delete_contact(path: ContactPath) -> Response:
    """Delete a contact"""
    require_unchanged(lambda: contact(path))
    people.delete_contact(caller().user_id, path.application_id, path.contact_id)
    return nothing()


def _interview(application_id: int, interview_id: int) -> InterviewEntry:
    return _of(application_page(caller().user_id, application_id).interviews, interview_id)


def _contact(application_id: int, contact_id: int) -> ContactEntry:
    return _of(application_page(caller().user_id, application_id).contacts, contact_id)


def _of(entries: Iterable[Entry], id_: int) -> Entry:
    found = next((entry for entry in entries if entry.id == id_), None)
    if found is None:
        raise NotFound(_("There is no such page."))
    return found


def _interview_record(given: NewInterview) -> InterviewRecord:
    return InterviewRecord(
        starts_at=given.starts_at,
        kind=given.kind,
        minutes=given.minutes,
        place=one_line(given.place),
        notes=long_text(given.notes),
        outcome=given.outcome,
    )


def _contact_record(given: NewContact) -> ContactRecord:
    return ContactRecord(
        name=one_line(given.name),
        role=one_line(given.role),
        email=given.email,
        phone=one_line(given.phone),
        notes=long_text(given.notes),
    )
