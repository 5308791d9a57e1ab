"""Two or three offers side by side, with what a person's CV makes of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import or_, select

from app.core.comparison.distance import Distance, nearest
from app.core.comparison.skills import AskedSkill, aligned
from app.core.cv.profile import Place, Profile
from app.core.matching.match import Match
from app.errors import BadInput
from app.extensions import db
from app.models import CV, Application, Job
from app.services import cvs, jobs, matching
from app.services.offer_columns.rows import offer_of
from app.services.saved_jobs.marks import marks_of

LEAST: Final = 2
MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Followed:
    """A person's application for an offer."""

    id: int
    status: str


@dataclass(frozen=True, slots=True)
class ComparedOffer:
    """``match`` is None without a CV."""

    job: Job
    match: Match | None
    distance: Distance | None
    is_saved: bool
    is_hidden: bool
    application: Followed | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """``skills`` have one entry for each of ``offers``, in their order."""

    offers: tuple[ComparedOffer, ...]
    skills: tuple[AskedSkill, ...]
    cv: CV | None


@dataclass(frozen=True, slots=True)
class Title:
    id: int
    title: str


def compare(job_ids: Sequence[int], user_id: int | None) -> Comparison:
    """Raises BadInput for too few, too many or one twice; NotFound for one that is not there for this person."""
    _check(job_ids)
    found = [jobs.get(job_id, user_id) for job_id in job_ids]
    cv = cvs.find_primary(user_id) if user_id else None
    matches = matching.explain_many(cv, found) if cv else {}
    marks, followed = marks_of(user_id), _followed(user_id, job_ids)
    towns = _towns(cvs.profile_of(cv)) if cv else ()
    return Comparison(
        offers=tuple(
            ComparedOffer(
                job=job,
                match=matches.get(job.id),
                distance=nearest(job.city, job.country, towns),
                is_saved=job.id in marks.saved,
                is_hidden=job.id in marks.hidden,
                application=followed.get(job.id),
            )
            for job in found
        ),
        skills=aligned([offer_of(job) for job in found], [matches.get(job.id) for job in found]),
        cv=cv,
    )


def titles(job_ids: Sequence[int], user_id: int | None) -> tuple[Title, ...]:
    """In the order given; offers that are not there for this person are left out."""
    if not job_ids:
        return ()
    for_all = Job.owner_id.is_(None)
    seen = for_all if user_id is None else or_(for_all, Job.owner_id == user_id)
    rows = db.session.execute(select(Job.id, Job.title).where(Job.id.in_(job_ids), seen))
    found = {row.id: Title(row.id, row.title) for row in rows}
    return tuple(found[job_id] for job_id in job_ids if job_id in found)


def _check(job_ids: Sequence[int]) -> None:
    if not LEAST <= len(job_ids) <= MOST:
        raise BadInput(
            _("Choose two or three offers to compare; %(n)s were given.", n=len(job_ids)),
            code="not_two_or_three",
        )
    if len(set(job_ids)) != len(job_ids):
        raise BadInput(_("The same offer was given twice. Choose different ones."), code="given_twice")


def _followed(user_id: int | None, job_ids: Sequence[int]) -> dict[int, Followed]:
    if user_id is None:
        return {}
    query = select(Application.job_id, Application.id, Application.status).where(
        Application.user_id == user_id, Application.job_id.in_(job_ids)
    )
    rows = db.session.execute(query)
    return {job_id: Followed(id_, status) for job_id, id_, status in rows if job_id is not None}


def _towns(profile: Profile) -> tuple[Place, ...]:
    """Where the person wishes to work, else where they live: it is only shown, and moves no score."""
    home = profile.contact.place
    wished = tuple(place for place in profile.desired_places if place.city)
    return wished or ((home,) if home else ())
