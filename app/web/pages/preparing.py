"""Getting ready for one offer as a page shows it: what to say about oneself, a letter by rules, help of a model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask_babel import gettext as _
from flask_babel import ngettext
from pydantic import BaseModel

from app.ai.cover_letter import Letter
from app.core.cv.profile import Experience, Profile
from app.core.matching.inputs import RUNGS
from app.core.matching.outcome import MET
from app.models import Job
from app.services.assistant.applying import Help
from app.services.preparing import Preparation
from app.web.pages.assistant import HelpView, help_view
from app.web.pages.job import EvidenceLine, evidence_lines
from app.words.skills import skill_name

MOST = 6
_NEVER = date.min


@dataclass(frozen=True, slots=True)
class Tip:
    """``gain`` is the points that the total would gain, None where none is known."""

    label: str
    required: bool
    gain: float | None = None
    lines: tuple[EvidenceLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelHelp:
    """``letter`` is the text of a draft by paragraphs, () for other kinds of help."""

    help: HelpView
    answer: BaseModel | None
    dropped: int
    letter: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n\n".join(self.letter)


@dataclass(frozen=True, slots=True)
class PreparePage:
    """``forward`` is what to put first, ``place`` what to say where it was used, ``add`` what to add if it is true."""

    job: Job
    cv_id: int
    cv_name: str
    forward: tuple[Tip, ...]
    place: tuple[Tip, ...]
    add: tuple[Tip, ...]
    letter: str
    explanation: ModelHelp
    advice: ModelHelp
    draft: ModelHelp


def prepare_page(found: Preparation) -> PreparePage:
    met = [one for one in found.match.matched if one.state == MET and one.via is None]
    texts = dict(enumerate(found.cv.lines))
    tips = [
        Tip(skill_name(one.skill), one.required, None, evidence_lines(one.lines, texts, 1)) for one in met
    ]
    mentioned = [one.rung == RUNGS[0] for one in met]
    shown = [tip for tip, only in zip(tips, mentioned, strict=True) if not only]
    explanation, advice, draft = (model_help(found.job.id, one) for one in found.help)
    gaps = sorted(found.match.missing, key=lambda gap: (-gap.gain, not gap.required))
    return PreparePage(
        job=found.job,
        cv_id=found.cv.id,
        cv_name=found.cv.file_name,
        forward=tuple(sorted(shown, key=lambda tip: not tip.required))[:MOST],
        place=tuple(tip for tip, only in zip(tips, mentioned, strict=True) if only)[:MOST],
        add=tuple(Tip(skill_name(gap.skill), gap.required, gap.gain) for gap in gaps)[:MOST],
        letter=_letter(found, [tip.label for tip in (shown or tips)[:MOST]]),
        explanation=explanation,
        advice=advice,
        draft=draft,
    )


def model_help(job_id: int, now: Help) -> ModelHelp:
    url = f"/job/{job_id}/help/{now.state.purpose}"
    view = help_view(now.state, poll_url=url, ask_url=url, back_url=f"/job/{job_id}/prepare")
    letter = _paragraphs(now.answer) if isinstance(now.answer, Letter) else ()
    return ModelHelp(view, now.answer, now.dropped, letter)


def _paragraphs(letter: Letter) -> tuple[str, ...]:
    grouped = groupby(letter.sentences, key=lambda one: one.paragraph)
    return tuple(" ".join(one.text for one in sentences) for _number, sentences in grouped)


def _letter(found: Preparation, skills: list[str]) -> str:
    """Facts of the CV and the offer in fixed sentences."""
    sentences = [
        _("Dear Sir or Madam,"),
        _applying(found.job),
        _experience(found.profile),
        _("Of what you ask for, I bring: %(skills)s.", skills=", ".join(skills)) if skills else "",
        _("I would be glad to tell you more in a conversation."),
        _("Yours faithfully,"),
        found.profile.contact.name or "",
    ]
    return "\n\n".join(one for one in sentences if one)


def _applying(job: Job) -> str:
    if job.company:
        return _(
            "I am applying for the position “%(title)s” at %(company)s.", title=job.title, company=job.company
        )
    return _("I am applying for the position “%(title)s”.", title=job.title)


def _experience(profile: Profile) -> str:
    years = int(profile.total_years or 0)
    said = [
        ngettext(
            "I have %(num)s year of professional experience.",
            "I have %(num)s years of professional experience.",
            years,
        )
        if years
        else "",
        _latest(profile.experiences),
    ]
    return " ".join(filter(None, said))


def _latest(jobs: tuple[Experience, ...]) -> str:
    if not jobs:
        return ""
    job = max(jobs, key=lambda one: (one.current, one.end or one.start or _NEVER))
    if not job.title:
        return ""
    values = {"title": job.title, "company": job.company or ""}
    if job.current:
        return (
            _("At present I work at %(company)s (%(title)s).", **values)
            if job.company
            else _("At present I work as: %(title)s.", **values)
        )
    return (
        _("Most recently I worked at %(company)s (%(title)s).", **values)
        if job.company
        else _("Most recently I worked as: %(title)s.", **values)
    )
