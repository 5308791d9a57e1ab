"""Offers in the database as the matching sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from app.core.matching.inputs import InvalidInput, Offer
from app.core.matching.layered import LayeredColumns
from app.extensions import db
from app.logs import get_logger
from app.models import Job, JobSkill

log = get_logger("matching")
AskedSkill = tuple[str, bool, float | None]  # skill, whether required, years asked for
OFFER_COLUMNS = (
    Job.id,
    Job.title,
    Job.years_min,
    Job.experience_level,
    Job.city,
    Job.country,
    Job.remote_policy,
    Job.salary_year_eur_min,
    Job.salary_year_eur_max,
    Job.languages,
    Job.is_listed.label("is_listed"),
)


def offer_of(job: Job) -> Offer:
    return _offer(
        job.id,
        (
            job.title,
            job.years_min,
            job.experience_level,
            job.city,
            job.country,
            job.remote_policy,
            job.salary_year_eur_min,
            job.salary_year_eur_max,
            job.languages,
        ),
        [(row.skill, row.is_required, row.years) for row in job.skills],
    )


def _offer(job_id: int, values: Sequence[object], skills: Sequence[AskedSkill]) -> Offer:
    title, years, level, city, country, remote, low, high, languages = values
    return Offer(
        id=job_id,
        title=title,  # type: ignore[arg-type]
        required=tuple(skill for skill, is_required, _years in skills if is_required),
        wished=tuple(skill for skill, is_required, _years in skills if not is_required),
        skill_years={skill: asked for skill, _required, asked in skills if asked},
        years_min=years,  # type: ignore[arg-type]
        level=level,  # type: ignore[arg-type]
        city=city,  # type: ignore[arg-type]
        country=country,  # type: ignore[arg-type]
        remote=remote,  # type: ignore[arg-type]
        salary_year_eur=None if low is None and high is None else (low, high),  # type: ignore[arg-type]
        languages=languages or {},  # type: ignore[arg-type]
    )


def with_changes(columns: LayeredColumns, revision: int) -> LayeredColumns:
    """Brought from the state at ``revision`` to the present one."""
    changed = db.session.execute(select(*OFFER_COLUMNS).where(Job.revision > revision)).all()
    skills = _skills_of_changed(revision)
    offers = [offer for row in changed if row[10] and (offer := _find_offer(row, skills.get(row[0], ())))]
    scorable = {offer.id for offer in offers}
    return columns.replaced(offers, removed=[row[0] for row in changed if row[0] not in scorable])


def _find_offer(row: Sequence[Any], skills: Sequence[AskedSkill]) -> Offer | None:
    """None for a stored row that cannot be compared: one odd offer must not stop the others."""
    try:
        return _offer(row[0], row[1:10], skills)
    except InvalidInput as error:
        log.warning("offer cannot be scored", job=row[0], reason=str(error))
        return None


def _skills_of_changed(revision: int) -> Mapping[int, list[AskedSkill]]:
    rows = db.session.execute(
        select(JobSkill.job_id, JobSkill.skill, JobSkill.is_required, JobSkill.years)
        .join(Job, Job.id == JobSkill.job_id)
        .where(Job.revision > revision)
        .order_by(JobSkill.job_id, JobSkill.position)
    )
    grouped: dict[int, list[AskedSkill]] = {}
    for job_id, skill, is_required, years in rows:
        grouped.setdefault(job_id, []).append((skill, is_required, years))
    return grouped
