"""The seed's JSON: a quiz for one skill of a list, and handing it in. They write, so they need the token in the
header X-CSRFToken; they are read as JSON alone."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.quizzes.categories import CATEGORIES
from app.errors import BadInput, Conflict, NotFound
from app.extensions import limiter
from app.services.quizzes import attempts, overview, results, submission
from app.services.quizzes.overview import SkillRow
from app.web.limits import by_address
from app.web.pages.quizzes import chosen_from, evaluation_json, quiz_json
from app.web.viewer import require_user_id, viewer
from app.words.language import current_language

blueprint = Blueprint("quiz_api", __name__)
DIFFICULTIES = ("facile", "moyen", "difficile", "easy", "medium", "hard")


@blueprint.post("/generate-test/<category>/<int:skill_index>")
@limiter.limit("60 per hour", key_func=by_address)
def generate(category: str, skill_index: int) -> ResponseReturnValue:
    """``difficulte`` may be named but changes nothing: every quiz has the same mix, so that levels compare."""
    body = _body()
    if body.get("difficulte") not in (None, "", *DIFFICULTIES):
        raise _wrong("difficulte", _("Choose one of the offered values."))
    row = _row(category, skill_index)
    user_id, language = require_user_id(), current_language()
    quiz = attempts.open_quiz(user_id, attempts.start(user_id, row.skill, language), language)
    if quiz is None:
        raise Conflict(_("The time for this quiz is over. It does not count."), code="late")
    return jsonify(success=True, test=quiz_json(quiz))


@blueprint.post("/submit-test/<category>/<int:skill_index>")
def submit(category: str, skill_index: int) -> ResponseReturnValue:
    """``{"reponses": {"q_0": "2", ...}}``, places from 0 to 3; what is left out was not answered."""
    given = _body().get("reponses")
    chosen = chosen_from(given) if isinstance(given, dict) else None
    if chosen is None:
        raise _wrong("reponses", _('Give one place from 0 to 3 for each question, such as {"q_0": "2"}.'))
    row, user_id = _row(category, skill_index), require_user_id()
    done = submission.submit(user_id, _attempt_id(row), chosen)
    if done.is_late:
        raise Conflict(_("The time for this quiz is over. It does not count."), code="late")
    found = results.graded(user_id, done.attempt_id, current_language())
    assert found is not None
    return jsonify(success=True, evaluation=evaluation_json(found))


def _row(category: str, index: int) -> SkillRow:
    if category not in CATEGORIES:
        raise NotFound(_("There is no such list of skills."))
    found = overview.overview(viewer.user_id)
    if found is None:
        raise BadInput(_("Upload a CV first: its skills are what you can be tested on."), code="no_cv")
    row = found.find(category, index)
    if row is None:
        raise NotFound(_("This list has no skill at that place."))
    return row


def _attempt_id(row: SkillRow) -> int:
    """The try under way, else the last one: handing that in again says that it ended."""
    if row.open_id is not None:
        return row.open_id
    if row.last is None:
        raise NotFound(_("Start the quiz first."), code="no_test")
    return row.last.id


def _body() -> dict[str, Any]:
    """No body at all is an empty object."""
    if not request.content_length and not request.get_data(cache=True):
        return {}
    try:
        body = request.get_json(silent=True)
    except RecursionError:  # lists in lists in lists
        body = None
    if not isinstance(body, dict):
        raise BadInput(_("Send a JSON object."), code="invalid_json")
    return body


def _wrong(field: str, text: str) -> BadInput:
    return BadInput(text, code="invalid_field", fields={field: text})
