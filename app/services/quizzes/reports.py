"""A person's word that something is wrong with a question."""

from __future__ import annotations

from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from app.errors import Conflict, NotFound
from app.models import QuizAttempt, QuizQuestion, utc_now
from app.services.transaction import transaction

MOST_REASON: Final = 500
MOST_NOTE: Final = 8_000  # characters of what people say of one question; what is older stays


def report(user_id: int, attempt_id: int, number: int, reason: str) -> bool:
    """Note it for review, once for each question of a try that ended; False when it was reported before.

    ``number`` counts from 1. Raises NotFound and Conflict.
    """
    words = (word for word in reason[: 4 * MOST_REASON].split())
    said = " ".join(shown for word in words if (shown := "".join(filter(str.isprintable, word))))[
        :MOST_REASON
    ]
    with transaction() as session:
        mine = (QuizAttempt.id == attempt_id, QuizAttempt.user_id == user_id)
        attempt = session.scalar(select(QuizAttempt).where(*mine).with_for_update())
        if attempt is None or not 0 < number <= len(attempt.questions):
            raise NotFound(_("There is no such page."))
        if attempt.state == "open" or not attempt.answers:
            raise Conflict(_("Answer the quiz first."))
        asked = attempt.questions[number - 1]
        if asked.get("reported"):
            return False
        asked["reported"] = True
        flag_modified(attempt, "questions")
        question = session.get(QuizQuestion, asked["id"], with_for_update=True, populate_existing=True)
        if question is not None:
            question.flags += 1
            line = f"{utc_now():%Y-%m-%d}: {said}" if said else ""
            if line and len(question.note) + len(line) < MOST_NOTE:
                question.note = f"{question.note}\n{line}".strip()
                asked["said"] = line  # so that it can be taken back with its person
                flag_modified(attempt, "questions")
    return True
