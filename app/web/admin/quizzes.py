"""Reviewing the questions of quizzes: look, edit, set aside, retire, activate."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.quizzes.question import LANGUAGES, BadQuestion
from app.core.quizzes.rules import OPTIONS
from app.errors import BadInput
from app.extensions import limiter
from app.services.assistant import quiz_proposals
from app.services.quizzes import review
from app.web.limits import ASSISTANT, by_address
from app.web.pages.admin.numbers import page_number
from app.web.pages.admin.quiz_proposals import proposals_page, wish_of
from app.web.pages.admin.quizzes import filter_from, question_page, questions_page
from app.web.viewer import require_user_id
from app.words.quizzes import question_fault

blueprint = Blueprint("admin_quizzes", __name__, url_prefix="/admin/quizzes")


@blueprint.get("")
def index() -> ResponseReturnValue:
    found = review.questions(filter_from(request.args), page_number(request.args.get("page")))
    return render_template("admin_quizzes/index.html", page=questions_page(found))


@blueprint.get("/propose")
def proposals() -> ResponseReturnValue:
    """Without a skill the form alone; for a page that follows a question, its state alone."""
    wanted = wish_of(request.args) if "skill" in request.args else None
    state = quiz_proposals.state(require_user_id(), wanted) if wanted else None
    page = proposals_page(wanted, state)
    name = "_proposals" if page.help and "HX-Request" in request.headers else "propose"
    return render_template(f"admin_quizzes/{name}.html", page=page, help=page.help)


@blueprint.post("/propose")
@limiter.limit(ASSISTANT, key_func=by_address)
def propose() -> ResponseReturnValue:
    wanted = wish_of(request.values)
    page = proposals_page(wanted, quiz_proposals.request(require_user_id(), wanted))
    if "HX-Request" in request.headers:
        return render_template("admin_quizzes/_proposals.html", page=page, help=page.help)
    return redirect(page.url)


@blueprint.get("/<int:question_id>")
def show(question_id: int) -> ResponseReturnValue:
    return render_template("admin_quizzes/question.html", page=question_page(review.get(question_id)))


@blueprint.post("/<int:question_id>/edit")
def edit(question_id: int) -> ResponseReturnValue:
    """What is wrong is said above the form, which keeps what was written."""
    given = _given()
    try:
        review.edit(question_id, given, require_user_id())
    except BadQuestion as bad:
        page = question_page(review.get(question_id), given, question_fault(bad))
        return render_template("admin_quizzes/question.html", page=page), 400
    flash(_("Saved. The next quizzes ask it like this."), "success")
    return redirect(url_for("admin_quizzes.show", question_id=question_id))


@blueprint.post("/<int:question_id>/decide")
def decide(question_id: int) -> ResponseReturnValue:
    decision = request.form.get("decision", "")
    try:
        review.decide(question_id, decision, require_user_id())
    except BadQuestion as bad:
        raise BadInput(": ".join(question_fault(bad))) from bad
    said = {
        "activate": _("It is asked from now on."),
        "flag": _("Set aside: it is not asked until it is activated again."),
        "retire": _("Retired: it is asked no more."),
        "settle": _("The reports are settled."),
    }
    flash(said[decision], "success")
    return redirect(url_for("admin_quizzes.show", question_id=question_id))


def _given() -> dict[str, Any]:
    """As the service reads it. Browsers send line ends of two signs."""
    form = {name: value.replace("\r\n", "\n").strip() for name, value in request.form.items()}
    texts = {
        language: {
            "question": form.get(f"{language}.question", ""),
            "options": [form.get(f"{language}.option.{place}", "") for place in range(OPTIONS)],
            "explanation": form.get(f"{language}.explanation", ""),
        }
        for language in LANGUAGES
    }
    return {name: form.get(name, "") for name in ("difficulty", "topic", "source")} | texts
