"""Codes of quizzes as words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.core.quizzes.question import BadQuestion

QUIZ_LABELS: Mapping[str, Mapping[str, LazyString]] = {
    "quiz_level": {
        "novice": _("Novice"),
        "beginner": _("Beginner"),
        "intermediate": _("Intermediate"),
        "advanced": _("Advanced"),
        "expert": _("Expert"),
    },
    "quiz_difficulty": {
        "easy": _("easy"),
        "medium": _("medium"),
        "hard": _("hard"),
        "mixed": _("easy, medium and hard"),
    },
    "quiz_status": {
        "passed": _("passed"),
        "failed": _("not passed"),
        "late": _("not finished in time"),
    },
    "quiz_category": {
        "competences_techniques": _("Tools and technologies"),
        "methodes": _("Methods"),
        "connaissances": _("Knowledge"),
        "certifications": _("Certificates"),
        "langues": _("Languages"),
        "competences_comportementales": _("Working with people"),
    },
    "question_state": {
        "active": _("Asked"),
        "draft": _("Draft"),
        "flagged": _("Set aside"),
        "retired": _("Retired"),
    },
    "question_origin": {
        "bank": _("question bank"),
        "model": _("language model"),
        "admin": _("administrator"),
    },
}
LEVEL_BAND: Final = {
    "novice": "weak",
    "beginner": "weak",
    "intermediate": "fair",
    "advanced": "good",
    "expert": "strong",
}
_FAULTS: Mapping[str, LazyString] = {
    "missing": _("Something is missing here."),
    "too_short": _("This is too short."),
    "too_long": _("This is too long."),
    "not_four": _("Give exactly four options."),
    "same_twice": _("Two options say the same."),
    "control_sign": _("There is a sign in it that cannot be shown."),
    "unknown": _("Choose one of the offered values."),
}
_FIELDS: Mapping[str, LazyString] = {
    "question": _("Question"),
    "options": _("Options"),
    "explanation": _("Explanation"),
    "difficulty": _("Difficulty"),
    "topic": _("Topic"),
    "source": _("Where the answer can be looked up"),
}
_NAMES: Final = {"en": "English", "fr": "Français"}


def question_fault(bad: BadQuestion) -> tuple[str, str]:
    """The name of the field and what is wrong with it."""
    language, _dot, field = bad.where.rpartition(".")
    name = str(_FIELDS.get(field, _NAMES.get(field, field)))
    return f"{name} ({_NAMES[language]})" if language in _NAMES else name, str(_FAULTS[bad.code])
