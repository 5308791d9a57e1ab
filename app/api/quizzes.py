"""Quizzes: the skills that can be tested, a try, handing it in, its result."""

from __future__ import annotations

from typing import Any

from flask import Response
from flask_babel import gettext as _

from app.api.answers import answer, made
from app.api.caller import caller
from app.api.courses import effects_of, found_course
from app.api.limits import COSTLY, by_caller
from app.api.operation import answers, group
from app.api.schemas import quizzes as schemas
from app.api.schemas.paths import QuizPath
from app.errors import Conflict
from app.extensions import limiter
from app.services.quizzes import attempts, overview, reports, results, submission
from app.services.quizzes.overview import AttemptSummary, SkillRow
from app.services.quizzes.results import QuizResult
from app.words.language import current_language
from app.words.skills import skill_name

blueprint = group("quizzes", "/quizzes", "Tests of skills; passing one makes a skill count for more.")


@blueprint.get("", responses=answers(200, schemas.QuizList, 409))
def index() -> Response:
    """Skills, and where each stands"""
    found = overview.overview(caller().user_id)
    if found is None:
        raise _no_cv()
    return answer(schemas.QuizList(skills=[_skill(row) for row in found.skills]))


@blueprint.get("/history", responses={200: schemas.Attempts})
def history() -> Response:
    """My tries"""
    found = overview.history(caller().user_id)
    return answer(schemas.Attempts(attempts=[_attempt(one) for one in found]))


@blueprint.post("/start", responses=answers(201, schemas.QuizResponse, 409))
@limiter.limit(COSTLY, key_func=by_caller)
def start(body: schemas.StartQuiz) -> Response:
    """Start a try

    While one at this skill is under way, starting again gives that one."""
    user_id, language = caller().user_id, current_language()
    if overview.overview(user_id) is None:
        raise _no_cv()
    quiz = attempts.open_quiz(user_id, attempts.start(user_id, body.skill, language), language)
    if quiz is None:
        raise Conflict(_("The time for this quiz is over. It does not count."), code="late")
    return made(_quiz(quiz), f"/api/v1/quizzes/{quiz.id}")


@blueprint.get("/<int:attempt_id>", responses=answers(200, schemas.QuizResponse, 409))
def show(path: QuizPath) -> Response:
    """A try under way"""
    quiz = attempts.open_quiz(caller().user_id, path.attempt_id, current_language())
    if quiz is None:
        raise Conflict(_("This quiz has ended: see its result."), code="ended")
    return answer(_quiz(quiz))


@blueprint.post("/<int:attempt_id>/submit", responses=answers(200, schemas.QuizResult, 409))
def submit(path: QuizPath, body: schemas.Answers) -> Response:
    """Hand in answers

    Only the first ones count, and only in time."""
    submission.submit(caller().user_id, path.attempt_id, body.answers)
    return result(path=path)


@blueprint.get("/<int:attempt_id>/result", responses=answers(200, schemas.QuizResult, 409))
def result(path: QuizPath) -> Response:
    """What came of a try that ended"""
    found = results.result(caller().user_id, path.attempt_id, current_language())
    if found is None:
        raise Conflict(_("This quiz is still under way."), code="under_way")
    return answer(_result(found))


@blueprint.post(
    "/<int:attempt_id>/questions/<int:number>/report", responses=answers(200, schemas.Reported, 409)
)
def report(path: schemas.QuestionPath, body: schemas.Report) -> Response:
    """Say that something is wrong with a question

    After the try has ended. Somebody looks at it; a second report of it changes nothing."""
    is_new = reports.report(caller().user_id, path.attempt_id, path.number, body.reason)
    return answer(schemas.Reported(is_new=is_new))


def _skill(row: SkillRow) -> schemas.QuizSkill:
    return schemas.QuizSkill(
        **{name: getattr(row, name) for name in ("skill", "rung", "has_quiz", "next_try_at", "open_id")},
        name=skill_name(row.skill),
        best_percent=row.best.percent if row.best else None,
        last=_attempt(row.last) if row.last else None,
    )


def _attempt(one: AttemptSummary) -> schemas.AttemptResponse:
    return schemas.AttemptResponse(**_attempt_values(one))


def _attempt_values(one: AttemptSummary | QuizResult) -> dict[str, Any]:
    same = ("id", "skill", "state", "percent", "level", "passed", "when")
    return {**{name: getattr(one, name) for name in same}, "name": skill_name(one.skill)}


def _quiz(quiz: attempts.OpenQuiz) -> schemas.QuizResponse:
    return schemas.QuizResponse(
        id=quiz.id,
        skill=quiz.skill,
        name=skill_name(quiz.skill),
        deadline_at=quiz.deadline_at,
        questions=[schemas.QuizQuestion.model_validate(one) for one in quiz.questions],
    )


def _result(found: QuizResult) -> schemas.QuizResult:
    return schemas.QuizResult(
        **_attempt_values(found),
        points=found.points,
        most=found.most,
        questions=[schemas.QuestionResult.model_validate(one) for one in found.questions],
        next_try_at=found.next_try_at,
        courses=[found_course(one, found.states or {}) for one in found.courses],
        effects=effects_of(found.effects),
    )


def _no_cv() -> Conflict:
    return Conflict(_("Upload a CV first: its skills are what you can be tested on."), code="no_cv")
