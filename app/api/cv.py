"""CVs: upload, the list, what was read, corrections."""

from __future__ import annotations

from typing import Any, Final

from flask import Response
from flask_babel import gettext as _

from app import downloads
from app.api.answers import answer, made, nothing
from app.api.caller import caller
from app.api.changing import require_unchanged
from app.api.corrections import change_of
from app.api.cv_reading import cv_response, parsed
from app.api.limits import COSTLY, by_caller
from app.api.operation import answers, group
from app.api.repeating import repeatable
from app.api.schemas.corrections import Corrections
from app.api.schemas.cv import CVResponse, CVs, CVUpload, ParsedCV
from app.api.schemas.paths import CvPath
from app.errors import Malformed
from app.extensions import limiter
from app.services import cv_corrections, cvs
from app.words.labels import refusal_text

blueprint = group("cv", "/cv", "CVs: upload, what was read from them, corrections.")
FILE: Final[dict[str, Any]] = {
    "description": "The file as it was uploaded.",
    "content": {
        content_type: {"schema": {"type": "string", "format": "binary"}}
        for _suffix, content_type in cvs.SUFFIXES.values()
    },
}


@blueprint.get("", responses={200: CVs})
def index() -> Response:
    """My CVs"""
    user_id = caller().user_id
    found = [cv_response(cvs.get(user_id, one.id)) for one in cvs.summaries(user_id)]
    return answer(CVs(cvs=found))


@blueprint.post("/upload", responses={201: CVResponse})
@limiter.limit(COSTLY, key_func=by_caller)
@repeatable
def upload(form: CVUpload) -> Response:
    """Upload a CV

    The file is read at once; what cannot be read is refused and not kept."""
    user_id = caller().user_id
    if not form.file.filename:
        raise Malformed(_("Choose a file first."), code="no_file", fields={"file": _("Choose a file first.")})
    try:
        cv = cvs.upload(user_id, form.file.stream, form.file.filename)
    except cvs.UnreadableCV as error:
        error.message = refusal_text(error.code)
        raise
    if form.is_primary == "true":
        cvs.make_primary(user_id, cv.id)
    return made(cv_response(cvs.get(user_id, cv.id)), f"/api/v1/cv/{cv.id}")


@blueprint.get("/<int:cv_id>", responses={200: CVResponse})
def show(path: CvPath) -> Response:
    """One CV in short"""
    return answer(cv_response(cvs.get(caller().user_id, path.cv_id)))


@blueprint.put("/<int:cv_id>", responses=answers(200, ParsedCV, 412))
def correct(path: CvPath, body: Corrections) -> Response:
    """Correct what was read

    If-Match takes the ETag of `/cv/{cv_id}/parse`."""
    require_unchanged(lambda: parse(path=path))
    cv_corrections.apply(caller().user_id, path.cv_id, change_of(body.corrections))
    return parse(path=path)


@blueprint.delete("/<int:cv_id>", responses=answers(204, None, 412))
def delete(path: CvPath) -> Response:
    """Delete a CV, file and text"""
    require_unchanged(lambda: show(path=path))
    cvs.delete(caller().user_id, path.cv_id)
    return nothing()


@blueprint.get("/<int:cv_id>/parse", responses={200: ParsedCV})
def parse(path: CvPath) -> Response:
    """What was read, with its lines"""
    return answer(parsed(cvs.get(caller().user_id, path.cv_id)))


@blueprint.delete("/<int:cv_id>/corrections", responses=answers(200, ParsedCV, 412))
def undo_corrections(path: CvPath) -> Response:
    """Back to what was read from the file"""
    require_unchanged(lambda: parse(path=path))
    cv_corrections.undo_all(caller().user_id, path.cv_id)
    return parse(path=path)


@blueprint.post("/<int:cv_id>/primary", responses={200: CVResponse})
def make_primary(path: CvPath) -> Response:
    """Let scores use this CV"""
    cvs.make_primary(caller().user_id, path.cv_id)
    return show(path=path)


@blueprint.get("/<int:cv_id>/file", responses={200: FILE})
def file(path: CvPath) -> Response:
    """The file as it was uploaded"""
    cv = cvs.get(caller().user_id, path.cv_id)
    response = downloads.send(cvs.file_of(cv), cv.content_type, cv.file_name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
