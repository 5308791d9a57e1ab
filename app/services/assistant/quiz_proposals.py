"""Questions of a quiz that a model proposes from the modules of the best course for a skill.

They become drafts, which nobody is asked before an administrator activates them. Course text alone is sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.ai import quiz_questions
from app.ai.quiz_questions import ProposedQuestion, ProposedQuestions
from app.ai.quotes import is_quoted
from app.core.quizzes.proposed import Proposed, is_repeat, question_of
from app.core.quizzes.question import LANGUAGES, BadQuestion, Question
from app.core.skills.lexicon import default_lexicon
from app.errors import BadInput
from app.extensions import db
from app.models import QuizQuestion
from app.services.assistant import asking, pending
from app.services.assistant.outcomes import Answered, Unanswered
from app.services.assistant.pending import HelpState
from app.services.courses import syllabus
from app.services.courses.cards import CourseCard
from app.services.courses.recommend import recommend
from app.services.quizzes import drafts

PURPOSE: Final = quiz_questions.PURPOSE
MOST: Final = 10
COURSES: Final = 8  # looked through for one whose modules are known
KNOWN: Final = 60  # questions that are told to the model
LONGEST_LINE: Final = 300
MOST_LINES: Final = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """``skill`` is an id of the lexicon."""

    skill: str
    count: int
    language: str

    @property
    def label(self) -> str:
        return default_lexicon().label(self.skill)

    @property
    def subject(self) -> str:
        return f"quiz {self.skill} {self.count} {self.language}"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a course teaches: (topic of a question, line of text)."""

    course: CourseCard
    lines: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        return "\n".join(line for _topic, line in self.lines)

    @property
    def source(self) -> str:
        return _printable(", ".join(filter(None, (self.course.title, self.course.partner, self.course.url))))

    def topic_of(self, quote: str) -> str | None:
        """That of the line in which it stands."""
        return next((topic for topic, line in self.lines if is_quoted(quote, line)), None)


def wish(skill: str, count: str, language: str) -> Wish:
    """From what was written. Raises BadInput."""
    lexicon, name = default_lexicon(), " ".join(skill.split())[:80]
    known = lexicon.skills.get(name) or lexicon.find(name)
    if known is None:
        raise BadInput(_("This skill is not known here."), code="unknown_skill")
    if not (count.isascii() and count.isdigit() and len(count) < 4 and 1 <= int(count) <= MOST):
        raise BadInput(_("Ask for 1 to %(most)s questions.", most=MOST), code="bad_number")
    if language not in LANGUAGES:
        raise BadInput(_("Choose one of the offered values."), code="bad_language")
    return Wish(known.id, int(count), language)


def state(user_id: int, wanted: Wish) -> HelpState:
    return pending.state(user_id, PURPOSE, wanted.subject, is_personal=False)


def request(user_id: int, wanted: Wish) -> HelpState:
    given = {"skill": wanted.skill, "count": wanted.count, "language": wanted.language}
    return pending.request(user_id, PURPOSE, wanted.subject, given, is_personal=False, again=True)


def run(
    user_id: int | None, subject: str, arguments: Mapping[str, Any], task_id: int
) -> Answered[ProposedQuestions] | Unanswered:
    wanted = wish(str(arguments["skill"]), str(arguments["count"]), str(arguments["language"]))
    lesson = _find_lesson(wanted)
    if lesson is None:
        return Unanswered("no_text")
    known = _known(wanted)
    asked = quiz_questions.question(wanted.label, wanted.count, wanted.language, lesson.text, known[:KNOWN])
    found = asking.ask(user_id, asked, subject, task_id)
    if isinstance(found, Unanswered):
        return found
    kept = usable(found.answer.questions, lesson, wanted, known)
    added = drafts.add(kept, origin="model", course_id=lesson.course.id)
    return Answered(found.answer, found.model, found.is_kept, note=f"{added} of {wanted.count}")


def usable(
    proposed: Sequence[ProposedQuestion], lesson: Lesson, wanted: Wish, known: Sequence[str]
) -> list[Question]:
    """Those that can be asked, as many as were wanted at most; each is looked at by itself."""
    kept: list[Question] = []
    asked = list(known)
    for one in proposed:
        question = _question(one, lesson, wanted)
        if question is None or is_repeat(one.question, asked):
            continue
        asked.append(one.question)
        kept.append(question)
    return kept[: wanted.count]


def _question(one: ProposedQuestion, lesson: Lesson, wanted: Wish) -> Question | None:
    topic = lesson.topic_of(one.quote)
    if topic is None:
        return None
    given = Proposed(
        one.question, tuple(one.options), one.right, one.explanation, one.difficulty, topic, lesson.source
    )
    try:
        return question_of(given, wanted.label, wanted.language)
    except BadQuestion:
        return None


def _find_lesson(wanted: Wish) -> Lesson | None:
    """The best course of which more is known than its title."""
    for found in recommend([wanted.skill], limit=COURSES).by_skill:
        for suggestion in found.suggestions:
            lines = tuple(_lines(suggestion.course))[:MOST_LINES]
            if lines:
                return Lesson(suggestion.course, lines)
    return None


def _lines(course: CourseCard) -> Iterator[tuple[str, str]]:
    known = syllabus.find(course.course_id) or {}
    title = _printable(course.title)
    for outcome in known.get("outcomes", ()):
        yield title, _printable(outcome)[:LONGEST_LINE]
    for module in known.get("modules", ()):
        name = _printable(module["name"]) or title
        yield name, name[:LONGEST_LINE]
        for topic in module.get("topics", ()):
            yield name, _printable(topic)[:LONGEST_LINE]


def _known(wanted: Wish) -> list[str]:
    """What is asked about the skill in this language, the newest first, whatever its state."""
    rows = db.session.scalars(
        select(QuizQuestion.texts).where(QuizQuestion.skill == wanted.label).order_by(QuizQuestion.id.desc())
    )
    return [texts[wanted.language]["question"] for texts in rows if wanted.language in texts]


def _printable(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
