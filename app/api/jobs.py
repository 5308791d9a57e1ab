"""Searching offers, one offer, what is like it; what somebody may be typing, and what moves."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response

from app.api.answers import answer, listed
from app.api.caller import find_user_id
from app.api.offers import detail_of, summary_of
from app.api.operation import group
from app.api.schemas.jobs import JobDetailResponse, JobList, Jobs, JobSearch
from app.api.schemas.paths import JobPath
from app.api.schemas.suggestions import (
    Active,
    NameSuggestion,
    SkillSuggestion,
    SkillTrend,
    Suggestions,
    Trending,
    TrendingQuery,
    Typed,
)
from app.api.searching import going_on
from app.core.market import Growth
from app.services import completions, jobs, market
from app.services.offer_statistics import Count
from app.words.language import current_language
from app.words.skills import skill_name

blueprint = group("jobs", "/jobs", "Offers: search, one of them, and what is like it.")


@blueprint.get("", responses={200: JobList})
def search(query: JobSearch) -> Response:
    """Search offers"""
    found, paging = going_on(
        query, lambda filters, behind, size: jobs.search(filters, find_user_id(), behind, size)
    )
    facets = {name: dict(counts) for name, counts in found.counts.items()}
    return listed(
        JobList(jobs=[summary_of(card) for card in found.cards], paging=paging, facets=facets), paging
    )


@blueprint.get("/<int:job_id>", responses={200: JobDetailResponse})
def show(path: JobPath) -> Response:
    """One offer, whole"""
    return answer(detail_of(jobs.job_page(path.job_id, find_user_id())))


@blueprint.get("/<int:job_id>/similar", responses={200: Jobs})
def similar(path: JobPath) -> Response:
    """Offers like this one"""
    found = jobs.similar(path.job_id, find_user_id())
    return answer(Jobs(jobs=[summary_of(card) for card in found]))


@blueprint.get("/suggestions", responses={200: Suggestions})
def suggestions(query: Typed) -> Response:
    """Skills, titles and companies that begin so"""
    found = completions.complete(query.q, current_language(), query.limit)
    suggested = Suggestions(
        skills=[SkillSuggestion(id=skill.id, name=skill_name(skill.id)) for skill in found.skills],
        titles=[NameSuggestion.model_validate(one) for one in found.titles],
        companies=[NameSuggestion.model_validate(one) for one in found.companies],
    )
    return answer(suggested)


@blueprint.get("/trending", responses={200: Trending})
def trending(query: TrendingQuery) -> Response:
    """Skills that grow, and who is most active

    The figures of the page about the market."""
    wanted = query.model_dump(exclude={"days"})
    found = market.market(market.MarketFilters(**wanted, days=int(query.days) if query.days else None))
    moving = Trending(
        total=found.total,
        growing=[_trend(one) for one in found.growing],
        most_asked=[_trend(one) for one in found.skills],
        companies=_most_active(found.counts["company"]),
        cities=_most_active(found.counts["city"]),
        made_at=found.made_at,
    )
    return answer(moving)


def _trend(one: Growth) -> SkillTrend:
    return SkillTrend(
        id=one.skill,
        name=skill_name(one.skill),
        open=one.open,
        recent=one.recent,
        before=one.before,
        points=one.points,
    )


def _most_active(counts: Iterable[Count]) -> list[Active]:
    return [Active(name=one.value, offers=one.count) for one in counts]
