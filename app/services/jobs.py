"""The pages about offers: the search, one offer, recommendations, as frozen page objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.core.matching.match import Match
from app.core.search.filters import PER_PAGE, Filters
from app.core.skills.reading import NOT_ASKED, read_skills
from app.errors import NotFound
from app.extensions import db
from app.models import CV, Job
from app.services import copies, cvs, evidence, matching, saved_searches, searches
from app.services.cards import JobCard, load_cards
from app.services.evidence import SkillSources
from app.services.saved_jobs.marks import NONE, Marks, marks_of
from app.services.saved_searches import SavedSearch
from app.services.search import offers
from app.services.search.follower import offers_counter
from app.services.search.offers import Behind
from app.services.search.similar import similar_ids
from app.services.tracker import rows as applications

MAX_RELAXATIONS = 6


@dataclass(frozen=True, slots=True)
class SiteStats:
    total_jobs: int
    companies: int
    countries: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """``counts`` is offers by facet and value; ``relaxations`` are wider searches with their counts,
    given only when nothing was found. ``saved`` is this search as the person saved it; ``default`` what they
    wish to be offered when nothing is asked for. ``marks`` are the offers that they saved and hid, ``hidden``
    counts those that would have been found. ``more`` says whether others follow, ``behind`` where they begin
    (None by relevance: on the next page)."""

    filters: Filters
    total: int
    cards: tuple[JobCard, ...]
    counts: Mapping[str, Mapping[str, int]]
    relaxations: tuple[tuple[Filters, int], ...] = ()
    recent: tuple[searches.RecentSearch, ...] = ()
    cv: CV | None = None
    saved: SavedSearch | None = None
    default: SavedSearch | None = None
    marks: Marks = NONE
    hidden: int = 0
    more: bool = False
    behind: Behind | None = None
    per_page: int = PER_PAGE

    @property
    def pages(self) -> int:
        return -(-self.total // self.per_page)

    @property
    def first(self) -> int:
        return (self.filters.page - 1) * self.per_page + 1 if self.cards else 0

    @property
    def last(self) -> int:
        return self.first + len(self.cards) - 1 if self.cards else 0


@dataclass(frozen=True, slots=True)
class JobPage:
    """``evidence`` maps line numbers of the CV to their text; ``spelled`` the words by which the offer asks
    for skills to the skill. ``sources`` is what shows each skill, by canonical name. ``seen_on`` is where else
    it is open; ``twin_id`` the offer that is listed instead of this copy, or still open where this one
    ended. ``application_id`` is the reader's application for it, if they follow one; ``marks`` are the offers that
    they saved and hid."""

    job: Job
    skills: tuple[tuple[str, bool], ...]
    similar: tuple[JobCard, ...]
    cv: CV | None
    match: Match | None
    evidence: Mapping[int, str]
    spelled: Mapping[str, str]
    seen_on: tuple[copies.SeenOn, ...] = ()
    twin_id: int | None = None
    sources: Mapping[str, SkillSources] = field(default_factory=dict)
    application_id: int | None = None
    marks: Marks = NONE


def search(
    filters: Filters, user_id: int | None, behind: Behind | None = None, per_page: int = PER_PAGE
) -> SearchResult:
    """The search page, or what follows ``behind``. For a person with a CV every card has its match."""
    cv = cvs.find_primary(user_id) if user_id else None
    scores = matching.scores(cv) if cv else None
    if filters.sort == "match" and scores is None:
        filters = replace(filters, sort=None)
    marks = marks_of(user_id)
    total = scores.total if scores else None
    hits = offers.find(filters, total, per_page, unwanted=marks.hidden, behind=behind)
    recent = searches.recent(user_id, 5) if user_id else ()
    if user_id:
        searches.try_to_remember(user_id, filters, hits.total)
    return SearchResult(
        filters=filters,
        total=hits.total,
        cards=load_cards(hits.ids, cv, scores),
        counts=hits.facets,
        relaxations=_relaxations(filters, marks) if not hits.total else (),
        recent=recent,
        cv=cv,
        marks=marks,
        hidden=hits.left_out,
        more=hits.more,
        behind=hits.behind,
        per_page=per_page,
        saved=saved_searches.find_same(user_id, filters) if user_id and not filters.is_empty else None,
        default=saved_searches.find_default(user_id) if user_id and filters.is_empty else None,
    )


def recommend(
    filters: Filters, user_id: int, behind: Behind | None = None, per_page: int = PER_PAGE
) -> SearchResult | None:
    """All active offers by match, best first unless another order was chosen. None without a CV."""
    cv = cvs.find_primary(user_id)
    if cv is None:
        return None
    scores = matching.scores(cv)
    marks = marks_of(user_id)
    sorted_so = replace(filters, sort=filters.sort or "match")
    hits = offers.find(sorted_so, scores.total, per_page, unwanted=marks.hidden, behind=behind)
    cards = load_cards(hits.ids, cv, scores, with_reasons=True)
    return SearchResult(
        filters=filters,
        total=hits.total,
        cards=cards,
        counts=hits.facets,
        relaxations=_relaxations(filters, marks) if not hits.total else (),
        cv=cv,
        marks=marks,
        hidden=hits.left_out,
        more=hits.more,
        behind=hits.behind,
        per_page=per_page,
    )


def job_page(job_id: int, user_id: int | None) -> JobPage:
    job = get(job_id, user_id)
    cv = cvs.find_primary(user_id) if user_id else None
    match = matching.stored_or_new(cv, job) if cv else None
    marks = marks_of(user_id)
    return JobPage(
        job=job,
        skills=tuple((row.skill, row.is_required) for row in job.skills),
        similar=_similar(job, marks),
        cv=cv,
        match=match,
        evidence=dict(enumerate(cv.lines)) if cv else {},
        spelled=_spelled(job),
        seen_on=tuple(copies.seen_on(job.id)),
        twin_id=copies.open_twin(job),
        sources=evidence.sources_of(cv.user_id, cv) if cv else {},
        application_id=applications.find_by_job(user_id, job.id) if user_id else None,
        marks=marks,
    )


def similar(job_id: int, user_id: int | None) -> tuple[JobCard, ...]:
    """Offers like one that this person may see, without those that they hid."""
    return _similar(get(job_id, user_id), marks_of(user_id))


def _similar(job: Job, marks: Marks) -> tuple[JobCard, ...]:
    return load_cards(similar_ids(job, marks.hidden), None, None)


def _spelled(job: Job) -> Mapping[str, str]:
    uses = read_skills(job.description, language=job.language)
    wanted = {row.skill for row in job.skills}
    return {
        use.surface: use.skill
        for use in uses
        if use.skill in wanted and not use.negated and use.section not in NOT_ASKED
    }


def get(job_id: int, user_id: int | None) -> Job:
    """An offer that everybody or this person may see."""
    job = db.session.get(Job, job_id) if 0 < job_id < 2**31 else None
    if job is None or job.owner_id not in (None, user_id):
        raise NotFound(
            _("This offer is not here. It may have been withdrawn; the search shows what is open.")
        )
    return job


def site_stats() -> SiteStats:
    """Counted again only when the offers have changed."""
    state = offers_counter()
    kept: tuple[tuple[int, int], SiteStats] | None = current_app.extensions.get("site_stats")
    if kept is None or kept[0] != state:
        kept = current_app.extensions["site_stats"] = (state, _count_site())
    return kept[1]


def _count_site() -> SiteStats:
    row = db.session.execute(
        select(func.count(), func.count(Job.company.distinct()), func.count(Job.country.distinct())).where(
            Job.is_listed
        )
    ).one()
    return SiteStats(*row)


def _relaxations(filters: Filters, marks: Marks) -> tuple[tuple[Filters, int], ...]:
    """The same search with one filter less, where that finds something."""
    chosen = [name for name, value in replace(filters, sort=None, page=1).to_pairs() if value]
    wider = [filters.without(name) for name in dict.fromkeys(chosen)][:MAX_RELAXATIONS]
    counted = [(candidate, offers.count(candidate, marks.hidden)) for candidate in wider]
    return tuple(sorted((pair for pair in counted if pair[1]), key=lambda pair: -pair[1]))
