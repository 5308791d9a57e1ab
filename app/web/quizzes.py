"""Quizzes: the skills that can be tested, a quiz, its result, what one did before."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import BadInput, Conflict
from app.extensions import limiter
from app.services.quizzes import attempts, overview, reports, results, submission
from app.web.limits import by_address
from app.web.pages.quizzes import chosen_from, history_page, quiz_page, result_page, tests_page
from app.web.viewer import require_user_id, viewer
from app.words.language import current_language

blueprint = Blueprint("quizzes", __name__, url_prefix="/technical-tests")


@blueprint.get("")
def index() -> ResponseReturnValue:
    return render_template("quizzes/index.html", page=tests_page(overview.overview(viewer.user_id)))


@blueprint.post("/start")
@limiter.limit("60 per hour", key_func=by_address)
def start() -> ResponseReturnValue:
    if viewer.user_id is None or not viewer.has_cv:
        raise BadInput(_("Upload a CV first: its skills are what you can be tested on."), code="no_cv")
    try:
        attempt_id = attempts.start(viewer.user_id, request.form.get("skill", "")[:100], current_language())
    except Conflict as refused:
        flash(str(refused.message), "warning")
        return redirect(url_for("quizzes.index"))
    return redirect(url_for("quizzes.show", attempt_id=attempt_id))


@blueprint.get("/history")
def history() -> ResponseReturnValue:
    return render_template("quizzes/history.html", entries=history_page(overview.history(require_user_id())))


@blueprint.get("/<int:attempt_id>")
def show(attempt_id: int) -> ResponseReturnValue:
    """The quiz while it is open, then its result."""
    user_id, language = require_user_id(), current_language()
    quiz = attempts.open_quiz(user_id, attempt_id, language)
    if quiz:
        return render_template("quizzes/quiz.html", page=quiz_page(quiz))
    found = results.result(user_id, attempt_id, language)
    assert found is not None  # what has ended is not opened again
    return render_template("quizzes/result.html", page=result_page(found))


@blueprint.post("/<int:attempt_id>/submit")
def submit(attempt_id: int) -> ResponseReturnValue:
    given = {name: value for name, value in request.form.items() if name.startswith("q_")}
    chosen = chosen_from(given)
    if chosen is None:
        raise BadInput(_("Choose one of the four options of each question."), code="bad_answers")
    try:
        submission.submit(require_user_id(), attempt_id, chosen)
    except Conflict as refused:
        flash(str(refused.message), "warning")
    return redirect(url_for("quizzes.show", attempt_id=attempt_id))


@blueprint.post("/<int:attempt_id>/questions/<int:number>/report")
@limiter.limit("60 per hour", key_func=by_address)
def report(attempt_id: int, number: int) -> ResponseReturnValue:
    is_new = reports.report(require_user_id(), attempt_id, number, request.form.get("reason", ""))
    flash(
        _("Thank you. Somebody will look at this question.") if is_new else _("You reported it before."),
        "success",
    )
    return redirect(url_for("quizzes.show", attempt_id=attempt_id, _anchor=f"question-{number}"))
