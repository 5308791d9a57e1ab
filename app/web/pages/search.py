"""The search page's filters, facets, chips and cards, ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request

from app.core.search.filters import FACETS, Filters
from app.core.skills.lexicon import default_lexicon
from app.services.cards import JobCard
from app.services.jobs import SearchResult, SiteStats
from app.services.saved_jobs.marks import NONE, Marks
from app.services.saved_searches import SavedSearch
from app.services.searches import RecentSearch
from app.web.pages.saved_searches import proposed_name, saved_query
from app.web.words import chip_label, code_labels

MAX_VALUES = 14


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    values: tuple[FacetValue, ...]

    @property
    def boxes(self) -> list[tuple[str, str, str, bool]]:
        """The values without their counts: (facet, value, label, whether it is selected)."""
        return [(self.name, each.value, each.label, each.selected) for each in self.values]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on; following ``url`` takes it off."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Relaxation:
    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    filters: Filters
    total: int
    pages: int
    first: int
    last: int
    cards: tuple[JobCard, ...]
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    relaxations: tuple[Relaxation, ...]
    recent: tuple[RecentSearch, ...]
    has_cv: bool
    stats: SiteStats | None
    cv: Any = None
    saved: SavedSearch | None = None
    default: SavedSearch | None = None
    save_name: str = ""
    save_query: str = ""
    marks: Marks = NONE
    hidden: int = 0


def search_page(result: SearchResult, stats: SiteStats | None = None) -> SearchPage:
    filters = result.filters
    return SearchPage(
        filters=filters,
        total=result.total,
        pages=result.pages,
        first=result.first,
        last=result.last,
        cards=result.cards,
        facets=facets(filters, result.counts),
        chips=chips(filters),
        relaxations=tuple(
            Relaxation(_difference(filters, wider), count, search_url(wider))
            for wider, count in result.relaxations
        ),
        recent=result.recent,
        has_cv=result.cv is not None,
        stats=stats,
        cv=result.cv,
        saved=result.saved,
        default=result.default,
        save_name=proposed_name(filters),
        save_query=saved_query(filters),
        marks=result.marks,
        hidden=result.hidden,
    )


def search_url(filters: Filters, **changes: object) -> str:
    """A link to a search on the page that is being shown (the offers or the recommendations)."""
    path = "/recommendations" if request and request.path == "/recommendations" else "/"
    pairs = filters.to_pairs(**changes)
    return f"{path}?{urlencode(pairs)}" if pairs else path


def facets(filters: Filters, counts: Mapping[str, Mapping[str, int]]) -> tuple[Facet, ...]:
    """Chosen values always show, with 0 if need be; then the most frequent."""
    return tuple(
        _facet(name, getattr(filters, name), counts.get(name, {})) for name in FACETS if name != "skill"
    )


def chips(filters: Filters) -> tuple[Chip, ...]:
    shown = []
    for name, value in filters.to_pairs(sort=None, page=1):
        shown.append(Chip(str(chip_label(name, value)), search_url(filters.without(name, value))))
    return tuple(shown)


def card_json(card: JobCard) -> dict[str, Any]:
    """A card with the seed's field names."""
    return {
        "id": card.id,
        "title": card.title,
        "company": card.company,
        "location": card.location,
        "country": card.country,
        "description": card.excerpt,
        "job_url": card.job_url,
        "date": card.published_at.date().isoformat() if card.published_at else None,
        "job_type": card.work_time,
        "contrat": card.contract_type,
        "experience_level": card.experience_level,
        "remote": card.remote_policy,
        "salary": card.salary_text,
        "salary_min": None if card.salary_min is None else float(card.salary_min),
        "salary_max": None if card.salary_max is None else float(card.salary_max),
        "salary_currency": card.salary_currency,
        "salary_period": card.salary_period,
        "source": card.source,
        "skills": [default_lexicon().name(skill) for skill in card.skills],
        "match_score": card.match.total if card.match else None,
    }


def _facet(name: str, chosen: tuple[str, ...], counts: Mapping[str, int]) -> Facet:
    frequent = sorted(counts, key=lambda value: (-counts[value], value))[:MAX_VALUES]
    values = [*dict.fromkeys([*frequent, *chosen])]
    said = code_labels(name)
    return Facet(
        name,
        tuple(FacetValue(value, said(value), counts.get(value, 0), value in chosen) for value in values),
    )


def _difference(filters: Filters, wider: Filters) -> str:
    """What the wider search leaves out, in words."""
    kept = wider.to_pairs(sort=None, page=1)
    gone = [pair for pair in filters.to_pairs(sort=None, page=1) if pair not in kept]
    return ", ".join(str(chip_label(name, value)) for name, value in gone)
