"""What a model read in a CV and our own reading did not: proposals, each accepted or refused by the person.

They are worked out anew from the stored answer each time, so that only what the lines say is ever shown or applied.
Nothing changes the profile but the person's yes, which is a correction like any other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Final

from flask_babel import lazy_gettext as _

from app.ai import cv_reading
from app.ai.cv_reading import CvReading, ReadJob, ReadSkill
from app.ai.question import MAX_PART
from app.ai.quotes import is_quoted
from app.core.cv.corrections import AddExperience, AddSkill
from app.core.cv.profile import Experience, Profile
from app.core.cv.proposed import is_known, job_in
from app.core.matching.relations import canonical
from app.core.skills.lexicon import default_lexicon
from app.errors import BadInput, NotFound
from app.models import CV
from app.services import cv_corrections, cvs
from app.services.assistant import answers, asking, pending, personal
from app.services.assistant.outcomes import Answered, Unanswered
from app.services.assistant.pending import HelpState

PURPOSE: Final = cv_reading.PURPOSE
REFUSED: Final = "refused"
MOST_REFUSED: Final = 200


@dataclass(frozen=True, slots=True)
class Proposal:
    """Of a skill (an id of the lexicon) or of a job. ``lines`` are those of the CV that it quotes, with numbers."""

    key: str
    lines: tuple[tuple[int, str], ...]
    skill: str = ""
    job: Experience | None = None


@dataclass(frozen=True, slots=True)
class CvHelp:
    """``dropped`` counts what the model said and no line supports."""

    cv_id: int
    state: HelpState
    proposals: tuple[Proposal, ...] = ()
    dropped: int = 0


def state(user_id: int, cv_id: int) -> CvHelp:
    """Raises NotFound."""
    cv = cvs.get(user_id, cv_id)
    return _help(pending.state(user_id, PURPOSE, _subject(cv)), cv)


def request(user_id: int, cv_id: int) -> CvHelp:
    """What was refused stays refused. Raises NotFound."""
    cv = cvs.get(user_id, cv_id)
    given = {"cv_id": cv.id, REFUSED: _refused(cv)}
    return _help(pending.request(user_id, PURPOSE, _subject(cv), given, again=True), cv)


def run(
    user_id: int | None, subject: str, arguments: Mapping[str, Any], task_id: int
) -> Answered[CvReading] | Unanswered:
    assert user_id is not None
    try:
        cv = cvs.get(user_id, int(arguments["cv_id"]))
    except NotFound:  # deleted since
        return Unanswered("gone")
    return asking.ask(user_id, cv_reading.question(_text(cv)), subject, task_id)


def decide(user_id: int, cv_id: int, key: str, decision: str) -> None:
    """``decision`` is accept or refuse. Raises NotFound before anything else, BadInput, ValueError."""
    cvs.get(user_id, cv_id)
    if decision not in {"accept", "refuse"}:
        raise BadInput(_("Choose one of the offered values."))
    (accept if decision == "accept" else refuse)(user_id, cv_id, key)


def accept(user_id: int, cv_id: int, key: str) -> None:
    """The one way of a proposal into the profile. Raises NotFound, also for one that is not there any more."""
    found = _proposal(user_id, cv_id, key)
    change = AddExperience(found.job) if found.job is not None else AddSkill(found.skill)
    cv_corrections.apply(user_id, cv_id, lambda profile: change.apply_to(profile, _today()))


def refuse(user_id: int, cv_id: int, key: str) -> None:
    """Raises NotFound."""
    found = _proposal(user_id, cv_id, key)
    cv = cvs.get(user_id, cv_id)
    refused = [*_refused(cv), found.key][-MOST_REFUSED:]
    pending.note(user_id, PURPOSE, _subject(cv), {REFUSED: refused})


def _proposal(user_id: int, cv_id: int, key: str) -> Proposal:
    listed = state(user_id, cv_id).proposals
    found = next((one for one in listed if one.key == key), None)
    if found is None:
        raise NotFound(_("There is no such proposal any more."))
    return found


def _help(now: HelpState, cv: CV) -> CvHelp:
    if now.state != pending.ANSWERED:
        return CvHelp(cv.id, now)
    found = answers.find(cv.user_id, PURPOSE, now.subject, CvReading)
    if found is None:  # deleted from the log
        return CvHelp(cv.id, replace(now, state="ready"))
    sent = personal.redacted(_text(cv), personal.person(cv.user_id)).split("\n")
    listed, dropped = _proposals(found.answer, cv, sent)
    refused = set(_refused(cv))
    kept = tuple(one for one in listed if one.key not in refused)
    return CvHelp(cv.id, replace(now, model=found.model), kept, dropped)


def _proposals(answer: CvReading, cv: CV, sent: list[str]) -> tuple[list[Proposal], int]:
    """Supported ones that are new, each once; and how many no line supports."""
    known = (cvs.profile_of(cv), cvs.profile_as_read(cv))
    made: dict[str, Proposal] = {}
    dropped = 0
    for skill in answer.skills:
        lines = _lines([skill.quote], cv, sent)
        if not lines:
            dropped += 1
        elif (one := _skill(skill, lines, known)) is not None:
            made.setdefault(one.key, one)
    for job in answer.jobs:
        lines = _lines(job.quotes, cv, sent)
        said = job_in(job.title, job.company, job.start, job.end, lines, _today())
        if said is None:
            dropped += 1
        elif not is_known(said, known):
            proposal = _job(said, job, lines)
            made.setdefault(proposal.key, proposal)
    return list(made.values()), dropped


def _skill(
    said: ReadSkill, lines: tuple[tuple[int, str], ...], known: tuple[Profile, ...]
) -> Proposal | None:
    """None for what is no skill of the lexicon, and for what one of the profiles has."""
    skill = default_lexicon().find(said.name)
    named = {canonical(one.skill) for profile in known for one in profile.skills}
    if skill is None or canonical(skill.id) in named:
        return None
    return Proposal(_key("skill", skill.id), lines, skill=skill.id)


def _job(said: Experience, job: ReadJob, lines: tuple[tuple[int, str], ...]) -> Proposal:
    return Proposal(_key("job", f"{said.title}\n{said.start}\n{said.end}\n{job.company}"), lines, job=said)


def _lines(quotes: list[str], cv: CV, sent: list[str]) -> tuple[tuple[int, str], ...]:
    """The line of the CV that each quote stands in, as it left; none when one of them stands nowhere."""
    found: dict[int, str] = {}
    for quote in quotes:
        number = next((number for number, line in enumerate(sent) if is_quoted(quote, line)), None)
        if number is None or number >= len(cv.lines):
            return ()
        found[number] = cv.lines[number]
    return tuple(sorted(found.items()))


def _refused(cv: CV) -> list[str]:
    noted = pending.noted(cv.user_id, PURPOSE, _subject(cv)).get(REFUSED, [])
    return [str(key) for key in noted] if isinstance(noted, list) else []


def _key(kind: str, said: str) -> str:
    return hashlib.sha256(f"{kind}\n{said}".encode("utf-8", "replace")).hexdigest()[:16]


def _subject(cv: CV) -> str:
    """Of the file: corrections change nothing of what is read in it."""
    return f"cv {cv.id} {cv.sha256[:16]}"


def _text(cv: CV) -> str:
    return "\n".join(" ".join(line.split("\n")) for line in cv.lines)[:MAX_PART]


def _today() -> date:
    return datetime.now(UTC).date()
