"""The questions of quizzes as administrators see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _

from app.core.quizzes.question import LANGUAGES
from app.core.quizzes.rules import MIX, OPTIONS
from app.core.quizzes.statistics import LEAST_ANSWERS
from app.models.quiz import QUESTION_STATES
from app.services.quizzes.review import QuestionList, QuestionRow, ReviewFilter
from app.web.pages.menus import Menu, menu
from app.web.words import number
from app.words.labels import label
from app.words.language import current_language

PATH = "/admin/quizzes"


@dataclass(frozen=True, slots=True)
class QuestionView:
    """``share`` and ``discrimination`` are in words, with how many answered."""

    row: QuestionRow
    text: str
    share: str
    discrimination: str


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """``states`` are (code, label, count, is shown), the first for all."""

    found: QuestionList
    questions: tuple[QuestionView, ...]
    states: tuple[tuple[str, str, int, bool], ...]
    skills: Menu
    least: int = LEAST_ANSWERS

    @property
    def page(self) -> int:
        return self.found.page

    @property
    def pages(self) -> int:
        return self.found.pages

    def url(self, page: int) -> str:
        return review_url(self.found.chosen, page)


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """``given`` is what the form shows; ``fault`` the field and what is wrong with it."""

    view: QuestionView
    given: Mapping[str, Any]
    difficulties: tuple[tuple[str, str, bool], ...]
    fault: tuple[str, str] | None = None
    languages: tuple[tuple[str, str], ...] = (("en", "English"), ("fr", "Français"))
    least: int = LEAST_ANSWERS


def filter_from(given: Mapping[str, str]) -> ReviewFilter:
    """What is no such value filters nothing."""
    state = given.get("state", "")
    return ReviewFilter(
        skill=given.get("skill", "").replace("\x00", "")[:80],
        state=state if state in QUESTION_STATES else "",
        reported=given.get("reported") == "1",
        low=given.get("low") == "1",
    )


def review_url(chosen: ReviewFilter, page: int = 1) -> str:
    pairs = {
        "skill": chosen.skill,
        "state": chosen.state,
        "reported": "1" if chosen.reported else "",
        "low": "1" if chosen.low else "",
        "page": str(page) if page > 1 else "",
    }
    query = urlencode({name: value for name, value in pairs.items() if value})
    return f"{PATH}?{query}" if query else PATH


def questions_page(found: QuestionList) -> QuestionsPage:
    chosen = found.chosen
    states = [("", _("All"), sum(found.counts.values()))]
    states += [(state, label("question_state", state), found.counts[state]) for state in QUESTION_STATES]
    return QuestionsPage(
        found=found,
        questions=tuple(_view(row) for row in found.rows),
        states=tuple((code, text, count, code == chosen.state) for code, text, count in states),
        skills=menu("skill", _("Skill"), chosen.skill, [(name, name) for name in found.skills]),
    )


def question_page(
    row: QuestionRow, given: Mapping[str, Any] | None = None, fault: tuple[str, str] | None = None
) -> QuestionPage:
    question = row.question
    shown = given or {
        "difficulty": question.difficulty,
        "topic": question.topic,
        "source": question.source,
        **{language: question.texts.get(language) or _nothing() for language in LANGUAGES},
    }
    chosen = shown["difficulty"]
    return QuestionPage(
        view=_view(row),
        given=shown,
        difficulties=tuple((name, label("quiz_difficulty", name), name == chosen) for name in MIX),
        fault=fault,
    )


def _nothing() -> dict[str, Any]:
    return {"question": "", "options": [""] * OPTIONS, "explanation": ""}


def _view(row: QuestionRow) -> QuestionView:
    texts, known = row.question.texts, row.statistics
    said = texts.get(current_language()) or texts.get("en") or next(iter(texts.values()), _nothing())
    return QuestionView(
        row=row,
        text=said["question"],
        share="" if known.share_right is None else _("%(n)s %% right", n=round(100 * known.share_right)),
        discrimination="" if known.discrimination is None else number(round(known.discrimination, 2)),
    )
