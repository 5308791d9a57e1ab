"""One application: what it says, where it stands, what is due."""

from __future__ import annotations

from flask import Response
from flask_babel import gettext as _

from app.api.answers import answer, nothing
from app.api.applications.blueprint import blueprint, changed
from app.api.applications.shown import application_of
from app.api.caller import caller
from app.api.changing import require_unchanged
from app.api.schemas.applications import (
    ApplicationResponse,
    CvChange,
    Details,
    EventResponse,
    FollowUpChange,
    MovedResponse,
    StatusChange,
    TextChange,
    Timeline,
)
from app.api.schemas.paths import ApplicationPath, OneApplicationPath
from app.errors import Conflict
from app.services.tracker import creating, editing, moving
from app.services.tracker.editing import Edited, Seen
from app.services.tracker.page import application_page
from app.words.tracker import event_text

CHANGED = changed(ApplicationResponse)


@blueprint.get("/<int:id>", responses={200: ApplicationResponse})
def show(path: OneApplicationPath) -> Response:
    """One application, with all that belongs to it"""
    return _shown(path.id)


@blueprint.put("/<int:id>", responses=CHANGED)
def change(path: OneApplicationPath, body: Details) -> Response:
    """Change what it is for"""
    require_unchanged(lambda: _shown(path.id))
    details = creating.Details(body.title, body.company, body.location, body.url, body.source)
    editing.save_details(caller().user_id, path.id, details)
    return _shown(path.id)


@blueprint.delete("/<int:id>", responses=changed(None))
def delete(path: OneApplicationPath) -> Response:
    """Delete it, with all that belongs to it"""
    require_unchanged(lambda: _shown(path.id))
    editing.delete(caller().user_id, path.id)
    return nothing()


@blueprint.put("/<int:application_id>/status", responses=changed(MovedResponse))
def set_status(path: ApplicationPath, body: StatusChange) -> Response:
    """Move it to another status, or to another place in its column"""
    require_unchanged(lambda: _shown(path.application_id))
    placed = moving.move_to(caller().user_id, path.application_id, body.status, body.place)
    return answer(MovedResponse.model_validate(placed))


@blueprint.put("/<int:application_id>/notes", responses=CHANGED)
def set_notes(path: ApplicationPath, body: TextChange) -> Response:
    """Write notes

    409 when somebody wrote other notes since they were read: read them, then decide."""
    return _text(path.application_id, "notes", body)


@blueprint.put("/<int:application_id>/cover-letter", responses=CHANGED)
def set_cover_letter(path: ApplicationPath, body: TextChange) -> Response:
    """Write the cover letter

    409 when somebody wrote another since it was read."""
    return _text(path.application_id, "cover_letter", body)


@blueprint.put("/<int:application_id>/follow-up", responses=CHANGED)
def set_follow_up(path: ApplicationPath, body: FollowUpChange) -> Response:
    """Set the next follow-up: you are reminded then"""
    require_unchanged(lambda: _shown(path.application_id))
    editing.save_follow_up(caller().user_id, path.application_id, body.at, body.text)
    return _shown(path.application_id)


@blueprint.delete("/<int:application_id>/follow-up", responses=changed(None))
def delete_follow_up(path: ApplicationPath) -> Response:
    """Take the follow-up away"""
    require_unchanged(lambda: _shown(path.application_id))
    editing.save_follow_up(caller().user_id, path.application_id, None)
    return nothing()


@blueprint.put("/<int:application_id>/cv", responses=CHANGED)
def set_cv(path: ApplicationPath, body: CvChange) -> Response:
    """Say which CV was sent"""
    require_unchanged(lambda: _shown(path.application_id))
    editing.use_cv(caller().user_id, path.application_id, body.cv_id)
    return _shown(path.application_id)


@blueprint.get("/<int:application_id>/timeline", responses={200: Timeline})
def timeline(path: ApplicationPath) -> Response:
    """What happened to it"""
    page = application_page(caller().user_id, path.application_id)
    events = [
        EventResponse(
            at=one.at,
            kind=one.kind,
            before=one.before,
            after=one.after,
            text=event_text(one.kind, one.before, one.after, page.zone),
        )
        for one in page.timeline
    ]
    return answer(Timeline(events=events))


def _shown(application_id: int) -> Response:
    return answer(application_of(application_page(caller().user_id, application_id)))


def _text(application_id: int, name: str, body: TextChange) -> Response:
    require_unchanged(lambda: _shown(application_id))
    seen = Seen(body.version, body.seen)
    try:
        editing.save_text(caller().user_id, application_id, name, body.text, seen)
    except Edited as fault:
        now = _("It is %(version)s now.", version=fault.seen.version)
        raise Conflict(fault.message, code=fault.code, fields={"version": now}) from fault
    return _shown(application_id)
