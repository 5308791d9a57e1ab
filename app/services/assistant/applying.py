"""Help with one offer for one CV: the match in words, advice on the CV, a draft of a letter.

A model's answer is shown only as far as it is supported: quotes stand in what was sent, numbers and skills are
those of the CV or the offer. That is decided again each time it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from flask_babel import lazy_gettext as _
from pydantic import BaseModel

from app.ai import cover_letter, cv_advice, match_explanation
from app.ai.cover_letter import Letter
from app.ai.cv_advice import Advice
from app.ai.match_explanation import Explanation
from app.ai.question import MAX_PART, Question
from app.core.skills.extract import skill_ids
from app.errors import NotFound
from app.models import CV, Job
from app.services import cvs, jobs
from app.services.assistant import answers, asking, pending, personal
from app.services.assistant.outcomes import Answered, Unanswered
from app.services.assistant.pending import HelpState

PURPOSES: Final = (match_explanation.PURPOSE, cv_advice.PURPOSE, cover_letter.PURPOSE)


@dataclass(frozen=True, slots=True)
class Texts:
    """``cv`` is without personal details, as it leaves."""

    cv: str
    offer: str
    language: str

    @property
    def skills(self) -> frozenset[str]:
        return frozenset(skill_ids(self.cv))


@dataclass(frozen=True, slots=True)
class Help:
    """``answer`` is what a model said as far as it is supported, None while there is none; ``dropped`` counts
    what was left out."""

    state: HelpState
    answer: BaseModel | None
    dropped: int = 0


def state(user_id: int, job_id: int, purpose: str, language: str) -> Help:
    """How it stands with one kind of help. Raises NotFound for an offer that is not theirs to see."""
    job, cv = subject_of(user_id, job_id)
    return _help(pending.state(user_id, purpose, _subject(job, cv, language)), user_id, job, cv, language)


def request(user_id: int, job_id: int, purpose: str, language: str) -> Help:
    """Ask a model for it. Raises NotFound."""
    job, cv = subject_of(user_id, job_id)
    given = {"job_id": job.id, "cv_id": cv.id, "language": language}
    now = pending.request(user_id, purpose, _subject(job, cv, language), given, again=True)
    return _help(now, user_id, job, cv, language)


def run(purpose: str) -> pending.Work:
    """What the worker does for one of PURPOSES."""

    def ask(
        user_id: int | None, subject: str, arguments: Mapping[str, Any], task_id: int
    ) -> Answered[Any] | Unanswered:
        assert user_id is not None
        try:
            job = jobs.get(int(arguments["job_id"]), user_id)
            cv = cvs.get(user_id, int(arguments["cv_id"]))
        except NotFound:  # deleted since
            return Unanswered("gone")
        question = QUESTIONS[purpose](_cv_text(cv), _offer_text(job), str(arguments["language"]))
        return asking.ask(user_id, question, subject, task_id)

    return ask


def _help(now: HelpState, user_id: int, job: Job, cv: CV, language: str) -> Help:
    if now.state != pending.ANSWERED:
        return Help(now, None)
    found = answers.find(user_id, now.purpose, now.subject, ANSWERS[now.purpose])
    if found is None:  # deleted from the log
        return Help(replace(now, state="ready"), None)
    somebody = personal.person(user_id)
    texts = Texts(personal.redacted(_cv_text(cv), somebody), _offer_text(job), language)
    kept, dropped = _supported(found.answer, texts)
    return Help(replace(now, model=found.model), kept, dropped)


def _supported(answer: BaseModel, texts: Texts) -> tuple[BaseModel, int]:
    if isinstance(answer, Explanation):
        said = match_explanation.supported(answer, texts.cv, texts.offer)
        return said, len(answer.fits) + len(answer.gaps) - len(said.fits) - len(said.gaps)
    if isinstance(answer, Advice):
        advice = cv_advice.supported(answer, texts.cv, texts.offer)
        listed = [one for one in advice.suggestions if one.kind == "add" or _knows(texts, one.proposed)]
        return Advice(suggestions=listed), len(answer.suggestions) - len(listed)
    assert isinstance(answer, Letter)
    letter = cover_letter.supported(answer, texts.cv, texts.offer, texts.language)
    sentences = [one for one in letter.sentences if _knows(texts, one.text)]
    return Letter(sentences=sentences), len(answer.sentences) - len(sentences)


def _knows(texts: Texts, text: str) -> bool:
    """Whether the CV has every skill that the text names."""
    return texts.skills.issuperset(skill_ids(text))


def subject_of(user_id: int, job_id: int) -> tuple[Job, CV]:
    """The offer and the person's primary CV. Raises NotFound."""
    job = jobs.get(job_id, user_id)
    cv = cvs.find_primary(user_id)
    if cv is None:
        raise NotFound(_("Upload a CV first."))
    return job, cv


def _subject(job: Job, cv: CV, language: str) -> str:
    return f"job {job.id} v{job.version} cv {cv.id} v{cv.version} {language}"


def _cv_text(cv: CV) -> str:
    return "\n".join(line for line in cv.lines if line.strip())[:MAX_PART]


def _offer_text(job: Job) -> str:
    head = " | ".join(filter(None, (job.title, job.company, job.location)))
    return f"{head}\n{job.description}"[:MAX_PART]


QUESTIONS: Final[Mapping[str, Callable[[str, str, str], Question[Any]]]] = {
    match_explanation.PURPOSE: match_explanation.question,
    cv_advice.PURPOSE: cv_advice.question,
    cover_letter.PURPOSE: cover_letter.question,
}
ANSWERS: Final[Mapping[str, type[BaseModel]]] = {
    match_explanation.PURPOSE: Explanation,
    cv_advice.PURPOSE: Advice,
    cover_letter.PURPOSE: Letter,
}
