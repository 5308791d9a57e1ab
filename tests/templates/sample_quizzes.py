"""Quizzes as the pages get them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from app.core.quizzes.statistics import ItemStatistics
from app.models import QuizQuestion
from app.services.evidence import QuizPassed
from app.services.quizzes.attempts import OpenQuiz
from app.services.quizzes.overview import AttemptSummary, Overview, SkillRow
from app.services.quizzes.results import QuestionResult, QuizResult
from app.services.quizzes.review import QuestionList, QuestionRow, ReviewFilter
from app.services.quizzes.snapshot import ShownQuestion
from tests.templates.sample_courses import FOUND, SAME, STATES, UP

WHEN = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)
LATER = datetime.now(UTC) + timedelta(hours=20)
PASSED = AttemptSummary(4, "python", "done", 84.0, "advanced", True, WHEN)
FAILED = replace(PASSED, id=5, percent=46.0, level="beginner", passed=False)
LATE = replace(PASSED, id=6, state="late", percent=None, level=None, passed=None)
BEST = QuizPassed(4, "python", "advanced", 84.0, WHEN)
ROW = SkillRow("python", "competences_techniques", 0, "used", True, None, None, None, None)
ROWS = (
    ROW,
    replace(ROW, skill="sql", index=1, rung="quiz", best=BEST, last=PASSED),
    replace(ROW, skill="docker", index=2, last=FAILED, next_try_at=LATER),
    replace(ROW, skill="git", index=3, rung="proof", best=BEST, last=LATE),
    replace(ROW, skill="linux", index=4, rung="course", open_id=8),
    replace(ROW, skill="french", category="langues", rung="mentioned", has_quiz=False),
)
OVERVIEW = Overview(SimpleNamespace(id=7), ROWS)  # type: ignore[arg-type]
NO_QUIZ = Overview(SimpleNamespace(id=7), ROWS[-1:])  # type: ignore[arg-type]
NO_SKILL = Overview(SimpleNamespace(id=7), ())  # type: ignore[arg-type]
LONG = "x_really_long_name_of_a_variable_that_nobody_would_want_to_type = " * 2
SHOWN = tuple(
    ShownQuestion(
        number,
        ("easy", "medium", "hard")[number % 3],
        f"What does `len([1, 2, {number}])` give?\nfor x in y:\n    {LONG}",
        ("`3`, <b>always</b>", "A `TypeError`, since lists have no length", "`None`", LONG),
    )
    for number in range(1, 11)
)
QUIZ = OpenQuiz(8, "python", datetime.now(UTC) + timedelta(minutes=55), SHOWN)
ANSWER = QuestionResult(
    1, "easy", "built-in functions", SHOWN[0].text, SHOWN[0].options, 0, 0, True, 6, 6,
    "`len` counts the entries; a list of three has length 3.", "Python documentation, Built-in Functions", False,
)  # fmt: skip
ANSWERS = (
    ANSWER,
    replace(ANSWER, number=2, chosen=1, is_right=False, points=0, is_reported=True),
    replace(ANSWER, number=3, chosen=None, is_right=False, points=0, difficulty="hard", topic="", source=""),
)
RESULT = QuizResult(
    id=4, skill="python", state="done", percent=84.0, points=84, most=100, level="advanced", passed=True, when=WHEN,
    questions=ANSWERS, next_try_at=LATER, courses=FOUND, states=STATES, effects=(UP,), has_cv=True,
)  # fmt: skip
NOT_PASSED = replace(
    RESULT, percent=46.0, points=46, level="beginner", passed=False, effects=(), next_try_at=None
)
WITHOUT_CV = replace(NOT_PASSED, has_cv=False, courses=(), questions=ANSWERS[:1])
TOO_LATE = replace(RESULT, state="late", level=None, passed=None, effects=(SAME,))
ABANDONED = replace(TOO_LATE, percent=None, questions=(), courses=())
HISTORY = (PASSED, FAILED, LATE)
TEXTS = {
    "en": {"question": SHOWN[0].text, "options": list(SHOWN[0].options), "explanation": ANSWER.explanation},
    "fr": {
        "question": "Que donne `len([1, 2, 3])` ?",
        "options": ["`3`", "`4`", "`None`", "`5`"],
        "explanation": "`len` compte.",
    },
}
QUESTION = QuizQuestion(
    id=3, key="python-03", skill="Python", difficulty="medium", topic="lists", source="Python documentation",
    texts=TEXTS, state="flagged", origin="bank", content_hash="0", note="2026-11-20: <b>wrong</b>\n2026-11-21: really",
    flags=2, times_asked=120, edited_at=WHEN,
)  # fmt: skip
DRAFT = QuizQuestion(
    id=4, key="model-1", skill="Python", difficulty="hard", topic="", source="A course", texts={"en": TEXTS["en"]},
    state="draft", origin="model", content_hash="1", note="", flags=0, times_asked=0,
)  # fmt: skip
LOW = QuestionRow(QUESTION, ItemStatistics(120, 0.43, -0.12))
NEW = QuestionRow(DRAFT, ItemStatistics(0, None, None))
QUESTIONS = QuestionList(
    ReviewFilter("Python", "flagged", True, True), (LOW, NEW), 45, 2, 3,
    {"active": 900, "draft": 1, "flagged": 2, "retired": 0}, ("Python", "SQL"),
)  # fmt: skip
NO_QUESTIONS = QuestionList(
    ReviewFilter(), (), 0, 1, 1, dict.fromkeys(("active", "draft", "flagged", "retired"), 0), ()
)
