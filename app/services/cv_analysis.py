"""One CV against several offers: those somebody names, or those that fit it best."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from flask_babel import lazy_gettext as _
from sqlalchemy import or_, select
from sqlalchemy.orm import defer, selectinload

from app.core.matching.match import Match
from app.core.matching.relations import canonical
from app.errors import Conflict
from app.extensions import db
from app.models import CV, Job
from app.services import cvs, evidence, matching
from app.services.course_effects import best_offers
from app.services.evidence import SkillSources

MOST_SKILLS = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """``offers`` is how many ask for the skill, ``gain`` the points that it would add where it is asked for, on
    average; 0 for one that is held."""

    skill: str
    offers: int
    gain: float


@dataclass(frozen=True, slots=True)
class PartMean:
    """``score`` is the mean from 0 to 1 over the ``known`` offers."""

    name: str
    score: float | None
    known: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """``total`` is the mean of the totals, None where there are none."""

    cv: CV
    offers: int
    total: float | None
    parts: tuple[PartMean, ...]
    held: tuple[Asked, ...]
    missing: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Several:
    """``matches`` by offer in the order asked for; ``missing`` are ids that are not there for this person.
    ``sources`` is what shows each skill, by canonical name."""

    cv: CV
    matches: Mapping[int, Match]
    missing: tuple[int, ...]
    sources: Mapping[str, SkillSources]


def analyze(user_id: int, cv_id: int) -> Analysis:
    """Over the open offers that fit it best. Raises NotFound."""
    cv = cvs.get(user_id, cv_id)
    found = list(matching.explain_many(cv, best_offers(cv)).values())
    totals = [one.total for one in found if one.total is not None]
    return Analysis(
        cv=cv,
        offers=len(found),
        total=round(fmean(totals), 1) if totals else None,
        parts=_parts(found),
        held=_most_asked((held.skill, 0.0) for one in found for held in one.matched),
        missing=_most_to_gain((gap.skill, gap.gain) for one in found for gap in one.missing),
    )


def several(user_id: int, job_ids: Sequence[int], cv_id: int | None) -> Several:
    """Raises NotFound for a CV that is not there, Conflict without any."""
    cv = cvs.get(user_id, cv_id) if cv_id else primary(user_id)
    wanted = list(dict.fromkeys(job_ids))
    texts = (Job.description, Job.description_html, Job.raw_data)
    visible = or_(Job.owner_id.is_(None), Job.owner_id == user_id)
    query = (
        select(Job).where(Job.id.in_(wanted), visible).options(selectinload(Job.skills), *map(defer, texts))
    )
    jobs = {job.id: job for job in db.session.scalars(query)}
    return Several(
        cv=cv,
        matches=matching.explain_many(cv, [jobs[id_] for id_ in wanted if id_ in jobs]),
        missing=tuple(id_ for id_ in wanted if id_ not in jobs),
        sources=evidence.sources_of(user_id, cv),
    )


def primary(user_id: int) -> CV:
    """Raises Conflict without a CV."""
    cv = cvs.find_primary(user_id)
    if cv is None:
        raise Conflict(_("Upload a CV first: offers are compared with it."), code="no_cv")
    return cv


def _parts(found: Sequence[Match]) -> tuple[PartMean, ...]:
    known: dict[str, list[float]] = {}
    for one in found:
        for part in one.parts:
            known.setdefault(part.name, []).extend([] if part.score is None else [part.score])
    return tuple(
        PartMean(name, round(fmean(scores), 3) if scores else None, len(scores))
        for name, scores in known.items()
    )


def _counted(skills: Iterable[tuple[str, float]]) -> list[Asked]:
    gains: defaultdict[str, list[float]] = defaultdict(list)
    for skill, gain in skills:
        gains[canonical(skill)].append(gain)
    return [Asked(skill, len(each), round(fmean(each), 1)) for skill, each in gains.items()]


def _most_asked(skills: Iterable[tuple[str, float]]) -> tuple[Asked, ...]:
    return tuple(sorted(_counted(skills), key=lambda one: (-one.offers, one.skill))[:MOST_SKILLS])


def _most_to_gain(skills: Iterable[tuple[str, float]]) -> tuple[Asked, ...]:
    def worth(one: Asked) -> tuple[float, int, str]:
        return -one.gain * one.offers, -one.offers, one.skill

    return tuple(sorted(_counted(skills), key=worth)[:MOST_SKILLS])
