"""The seed's JSON recommendations. They change nothing, so they need no token; they are read as JSON alone."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import BadInput
from app.extensions import csrf, limiter
from app.services import job_courses, jobs
from app.services.courses.recommend import MAX_SKILLS, recommend
from app.web.limits import by_address
from app.web.pages.courses import recommendations_json
from app.web.routing import LARGEST_ID
from app.web.viewer import viewer
from app.words.language import current_language

blueprint = Blueprint("course_api", __name__)
csrf.exempt(blueprint)


@blueprint.post("/api/recommend-courses")
@limiter.limit("60 per minute", key_func=by_address)
def recommend_courses() -> ResponseReturnValue:
    """``{"missing_skills": [...], "job_id": 123}``; the offer is optional, and has to be there if it is named."""
    body = _body()
    skills = _skills(body.get("missing_skills"))
    if body.get("job_id") is not None:
        jobs.get(_job_id(body["job_id"]), viewer.user_id)
    return jsonify(
        recommendations_json(recommend(skills, wishes=job_courses.wishes(current_language())), skills)
    )


def _body() -> dict[str, Any]:
    try:
        body = request.get_json(silent=True)
    except RecursionError:  # lists in lists in lists
        body = None
    if not isinstance(body, dict):
        raise BadInput(_("Send a JSON object with the list “missing_skills”."), code="invalid_json")
    return body


def _skills(given: Any) -> list[str]:
    """Without blanks."""
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise _wrong("missing_skills", _("Give a list of texts, each the name of a skill."))
    if len(given) > MAX_SKILLS:
        raise _wrong("missing_skills", _("Ask for at most %(most)s skills at once.", most=MAX_SKILLS))
    named = [" ".join(one.encode("utf-8", "ignore").decode().split()) for one in given]
    named = [one for one in named if one]
    if not named:
        raise _wrong("missing_skills", _("Name at least one skill."))
    return named


def _job_id(given: Any) -> int:
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) <= 10:
        given = int(given)
    if not isinstance(given, int) or isinstance(given, bool) or not 0 < given <= LARGEST_ID:
        raise _wrong("job_id", _("Give the number of an offer."))
    return given


def _wrong(field: str, text: str) -> BadInput:
    return BadInput(text, code="invalid_field", fields={field: text})
