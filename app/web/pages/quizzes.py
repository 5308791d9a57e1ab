"""Quizzes as pages and programs read them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from typing import Any, Final

from flask_babel import gettext as _
from markupsafe import Markup, escape

from app.core.quizzes.categories import CATEGORIES
from app.core.quizzes.levels import EXCELLENT_PERCENT, PASS_PERCENT
from app.core.quizzes.rules import OPTIONS, QUESTIONS, TIME, TOTAL_POINTS
from app.services.quizzes.attempts import OpenQuiz
from app.services.quizzes.overview import AttemptSummary, Overview, SkillRow
from app.services.quizzes.results import QuestionResult, QuizResult
from app.web.pages.courses import CourseView, suggestion_view
from app.words.labels import label
from app.words.quizzes import LEVEL_BAND
from app.words.skills import skill_name

_CODE: Final = re.compile(r"`([^`\n]{1,300})`")
MINUTES: Final = int(TIME.total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class SkillView:
    """``may_start``: there is a quiz, none is under way and no pause runs."""

    row: SkillRow
    label: str
    status: str

    @property
    def may_start(self) -> bool:
        return self.row.has_quiz and self.row.open_id is None and self.row.next_try_at is None


@dataclass(frozen=True, slots=True)
class SkillGroup:
    category: str
    skills: tuple[SkillView, ...]


@dataclass(frozen=True, slots=True)
class TestsPage:
    """``groups`` hold the skills with a quiz, those passed last; ``others`` those without."""

    has_cv: bool
    cv_id: int | None
    groups: tuple[SkillGroup, ...]
    others: tuple[SkillView, ...]
    passed: int
    minutes: int = MINUTES
    questions: int = QUESTIONS
    pass_percent: float = PASS_PERCENT


@dataclass(frozen=True, slots=True)
class QuizPage:
    """``seconds_left`` is what the server gives; the clock of the browser does not matter."""

    quiz: OpenQuiz
    label: str
    seconds_left: int

    @property
    def minutes_left(self) -> int:
        return ceil(self.seconds_left / 60)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    attempt: AttemptSummary
    label: str
    status: str


@dataclass(frozen=True, slots=True)
class ResultPage:
    result: QuizResult
    label: str
    status: str
    band: str
    courses: tuple[CourseView, ...]
    pass_percent: float = PASS_PERCENT


def with_code(text: str) -> Markup:
    """Escaped, with what stands between backticks as code."""
    pieces = _CODE.split(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if place % 2 else escape(piece)
        for place, piece in enumerate(pieces)
    )


def tests_page(found: Overview | None) -> TestsPage:
    if found is None:
        return TestsPage(False, None, (), (), 0)
    views = [_skill_view(row) for row in found.skills]
    tested = sorted((one for one in views if one.row.has_quiz), key=_order)
    groups = (
        SkillGroup(name, tuple(one for one in tested if one.row.category == name)) for name in CATEGORIES
    )
    return TestsPage(
        has_cv=True,
        cv_id=found.cv.id,
        groups=tuple(group for group in groups if group.skills),
        others=tuple(one for one in views if not one.row.has_quiz),
        passed=sum(one.row.best is not None for one in views),
    )


def quiz_page(quiz: OpenQuiz) -> QuizPage:
    left = (quiz.deadline_at - datetime.now(UTC)).total_seconds()
    return QuizPage(quiz, skill_name(quiz.skill), max(0, int(left)))


def result_page(result: QuizResult) -> ResultPage:
    states: Mapping[str, str] = result.states or {}
    return ResultPage(
        result=result,
        label=skill_name(result.skill),
        status=status_of(result.passed),
        band=LEVEL_BAND.get(result.level or "", "unknown"),
        courses=tuple(suggestion_view(one, states) for one in result.courses),
    )


def history_page(attempts: Sequence[AttemptSummary]) -> tuple[HistoryEntry, ...]:
    return tuple(HistoryEntry(one, skill_name(one.skill), status_of(one.passed)) for one in attempts)


def status_of(passed: bool | None) -> str:
    """A code of ``quiz_status``."""
    if passed is None:
        return "late"
    return "passed" if passed else "failed"


def quiz_json(quiz: OpenQuiz) -> dict[str, Any]:
    """The names that programs know; nothing in it tells a right option."""
    left = (quiz.deadline_at - datetime.now(UTC)).total_seconds()
    return {
        "competence_testee": skill_name(quiz.skill),
        "niveau_difficulte": label("quiz_difficulty", "mixed"),
        "questions": [
            {
                "numero": one.number,
                "question": one.text,
                "options": list(one.options),
                "difficulte": label("quiz_difficulty", one.difficulty),
                "difficulty": one.difficulty,
            }
            for one in quiz.questions
        ],
        "bareme": {
            "total_points": TOTAL_POINTS,
            "seuil_reussite": PASS_PERCENT,
            "excellent": EXCELLENT_PERCENT,
        },
        "attempt_id": quiz.id,
        "deadline": quiz.deadline_at.isoformat(timespec="seconds"),
        "seconds_left": max(0, int(left)),
    }


def evaluation_json(result: QuizResult) -> dict[str, Any]:
    return {
        "competence_testee": skill_name(result.skill),
        "score_total": result.points,
        "max_points": result.most,
        "pourcentage": result.percent,
        "niveau_reel": label("quiz_level", result.level),
        "level": result.level,
        "statut": label("quiz_status", status_of(result.passed)),
        "status": status_of(result.passed),
        "message": verdict(result),
        "resultats_detailles": [_answer_json(one) for one in result.questions],
        "next_try_at": result.next_try_at.isoformat(timespec="seconds") if result.next_try_at else None,
    }


def verdict(result: QuizResult) -> str:
    """One sentence."""
    skill = skill_name(result.skill)
    if result.passed is None:
        return _("The time was over, so this try at %(skill)s does not count.", skill=skill)
    if result.passed:
        return _("You passed: %(skill)s now counts as shown by a quiz.", skill=skill)
    return _("Not passed this time. You need %(n)s of 100 points.", n=round(PASS_PERCENT))


def chosen_from(given: Mapping[str, Any]) -> list[int | None] | None:
    """Places by question from {"q_0": "2", ...}; what is not named or empty was not answered. None when it is no such
    thing."""
    names = {f"q_{number}": number for number in range(QUESTIONS)}
    chosen: list[int | None] = [None] * QUESTIONS
    for name, value in given.items():
        place = _place(value)
        if name not in names or place is False:
            return None
        chosen[names[name]] = place
    return chosen


def _place(value: Any) -> int | bool | None:
    """False for what is no place."""
    if value is None or value == "":
        return None
    if isinstance(value, str) and len(value) == 1 and value.isascii() and value.isdigit():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < OPTIONS:
        return False
    return value


def _answer_json(one: QuestionResult) -> dict[str, Any]:
    return {
        "numero": one.number,
        "question": one.text,
        "options": list(one.options),
        "reponse_donnee": None if one.chosen is None else str(one.chosen),
        "reponse_correcte": str(one.right),
        "correcte": one.is_right,
        "points": one.points,
        "max_points": one.most,
        "explication": one.explanation,
        "source": one.source,
        "theme": one.topic,
        "difficulte": label("quiz_difficulty", one.difficulty),
    }


def _skill_view(row: SkillRow) -> SkillView:
    return SkillView(row, skill_name(row.skill), status_of(row.last.passed) if row.last else "")


def _order(view: SkillView) -> tuple[bool, bool, str]:
    """What is under way first, what is passed last."""
    return view.row.open_id is None, view.row.best is not None, view.label.casefold()
