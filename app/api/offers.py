"""Offers as the API shows them, and the search in a query."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from app.api.schemas.jobs import CardMatchResponse, JobDetailResponse, JobResponse
from app.core.matching.match import Match
from app.core.search.filters import Filters, InvalidFilter
from app.core.search.words import filters_from
from app.errors import BadInput
from app.services.cards import CardMatch, JobCard
from app.services.jobs import JobPage
from app.words.labels import invalid_filter_text
from app.words.skills import skill_name


def filters_of(pairs: Iterable[tuple[str, str]]) -> Filters:
    """Raises BadInput that names the wrong parameter."""
    try:
        return filters_from(pairs)
    except InvalidFilter as error:
        wrong = {error.field: invalid_filter_text(error.field, error.code)}
        raise BadInput(_("Some fields are not right."), code="invalid", fields=wrong) from error


def summary_of(card: JobCard) -> JobResponse:
    return JobResponse(
        **{name: getattr(card, name) for name in _SAME},
        description=card.excerpt,
        job_type=card.contract_type,
        contract_type=card.work_time,
        skills=_names(card.skills),
        match=_match(card.match),
    )


def detail_of(page: JobPage) -> JobDetailResponse:
    job = page.job
    return JobDetailResponse(
        **{name: getattr(job, name) for name in (*_SAME, *_MORE)},
        job_type=job.contract_type,
        contract_type=job.work_time,
        skills=_names(skill for skill, _required in page.skills),
        required_skills=_names(skill for skill, required in page.skills if required),
        wished_skills=_names(skill for skill, required in page.skills if not required),
        match=_match_of_page(page.match),
    )


_SAME = (
    "id", "source", "title", "company", "location", "city", "country", "experience_level", "remote_policy",
    "salary_min", "salary_max", "salary_currency", "salary_period", "job_url", "published_at", "is_demo",
)  # fmt: skip
_MORE = (
    "description", "description_html", "application_url", "company_logo_url", "company_size", "company_industry",
    "external_id", "language", "is_active", "expires_at",
)  # fmt: skip


def _names(skills: Iterable[str]) -> list[str]:
    return [skill_name(skill) for skill in skills]


def _match(found: CardMatch | None) -> CardMatchResponse | None:
    if found is None:
        return None
    return CardMatchResponse(
        total=found.total,
        band=found.band,
        confidence=found.confidence,
        matched=_names(found.matched),
        missing=_names(found.missing),
    )


def _match_of_page(found: Match | None) -> CardMatchResponse | None:
    if found is None:
        return None
    return CardMatchResponse(
        total=found.total,
        band=found.band,
        confidence=found.confidence,
        matched=_names(skill.skill for skill in found.matched),
        missing=_names(skill.skill for skill in found.missing),
    )
