"""The list of saved offers as they are now, with what changed; the list of hidden ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.core.cv.fold import fold
from app.core.matching.match import band_of
from app.core.saved_jobs.changes import Change, Facts, changes, from_json
from app.errors import NotFound
from app.extensions import db
from app.models import CV, HiddenJob, Job, SavedJob
from app.services import copies, cvs, matching
from app.services.saved_jobs.facts import facts_of
from app.services.tracker import rows as applications

SORTS: Final = ("saved", "match", "salary", "title")
STATES: Final = ("open", "closed")
PER_PAGE: Final = 25
_JOB = (
    Job.title, Job.company, Job.location, Job.city, Job.country, Job.salary_min, Job.salary_max, Job.salary_currency,
    Job.salary_period, Job.salary_text, Job.salary_year_eur_min, Job.salary_year_eur_max, Job.is_active,
    Job.is_demo, Job.reposted_at, Job.duplicate_of_id, Job.closed_at, Job.closed_reason, Job.last_seen_at,
    Job.job_url, Job.application_url, Job.source,
)  # fmt: skip
_QUERY = select(
    SavedJob.job_id, SavedJob.notes, SavedJob.is_favorite, SavedJob.snapshot, SavedJob.version.label("notes_version"),
    SavedJob.saved_at, Job.version, *_JOB,
).join(Job, Job.id == SavedJob.job_id)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """``words`` must all occur in the offer's card or the notes; ``state`` is one of STATES or empty; ``sort`` one of
    SORTS or empty, which is the first. Pages count from 1."""

    words: str = ""
    state: str = ""
    country: str = ""
    favorites: bool = False
    sort: str = ""
    page: int = 1

    @property
    def is_filtering(self) -> bool:
        return bool(self.words or self.state or self.country or self.favorites)


@dataclass(frozen=True, slots=True)
class SavedOffer:
    """``then`` is what it said when it was saved. ``score`` (0 to 100) and ``band`` are None where nothing was
    compared; ``twin_id`` is an open offer that stands for this one."""

    job_id: int
    title: str
    company: str | None
    location: str | None
    city: str | None
    country: str | None
    salary_min: Decimal | None
    salary_max: Decimal | None
    salary_currency: str | None
    salary_period: str | None
    salary_text: str | None
    is_active: bool
    is_demo: bool
    reposted_at: datetime | None
    duplicate_of_id: int | None
    closed_at: datetime | None
    closed_reason: str | None
    last_seen_at: datetime
    job_url: str | None
    application_url: str | None
    source: str
    notes: str
    is_favorite: bool
    notes_version: int
    saved_at: datetime
    salary_a_year: int
    then: Facts
    changes: tuple[Change, ...]
    score: float | None = None
    band: str | None = None
    twin_id: int | None = None
    application_id: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """``total`` counts all saved offers, ``found`` those asked for, ``offers`` are one page of them."""

    asked: Asked
    total: int
    found: int
    offers: tuple[SavedOffer, ...]
    countries: tuple[str, ...]
    hidden: int = 0
    has_cv: bool = False
    per_page: int = PER_PAGE

    @property
    def pages(self) -> int:
        return -(-self.found // self.per_page)


@dataclass(frozen=True, slots=True)
class HiddenOffer:
    job_id: int
    title: str
    company: str | None
    is_active: bool
    hidden_at: datetime


def of_person(user_id: int, job_ids: Sequence[int] | None = None) -> list[SavedOffer]:
    """All of them, or some, without what only a page of them shows: scores, bands, twins and applications."""
    mine = _QUERY.where(SavedJob.user_id == user_id, SavedJob.removed_at.is_(None))
    wanted = mine if job_ids is None else mine.where(SavedJob.job_id.in_(job_ids))
    return [_offer(row) for row in db.session.execute(wanted)]


def get(user_id: int, job_id: int) -> SavedOffer:
    """One of them, whole. Raises NotFound."""
    found = of_person(user_id, [job_id])
    if not found:
        raise NotFound(_("There is no such page."))
    cv = cvs.find_primary(user_id)
    return _completed(user_id, found, _scores(cv, found) if cv else {})[0]


def listing(user_id: int, asked: Asked, per_page: int = PER_PAGE) -> Listing:
    every = of_person(user_id)
    cv = cvs.find_primary(user_id)
    scores = _scores(cv, every) if cv else {}
    chosen = _sorted((offer for offer in every if _is_asked(offer, asked)), asked.sort, scores)
    page = chosen[(asked.page - 1) * per_page : asked.page * per_page]
    return Listing(
        asked=asked,
        total=len(every),
        found=len(chosen),
        offers=_completed(user_id, page, scores),
        countries=tuple(sorted({offer.country for offer in every if offer.country})),
        hidden=len(hidden(user_id)),
        has_cv=cv is not None,
        per_page=per_page,
    )


def hidden(user_id: int) -> tuple[HiddenOffer, ...]:
    """What a person does not want to see, the last first."""
    columns = (HiddenJob.job_id, Job.title, Job.company, Job.is_active, HiddenJob.hidden_at)
    query = select(*columns).join(Job, Job.id == HiddenJob.job_id).where(HiddenJob.user_id == user_id)
    rows = db.session.execute(query.order_by(HiddenJob.hidden_at.desc(), HiddenJob.id.desc()))
    return tuple(HiddenOffer(**row._mapping) for row in rows)


def _offer(row: Any) -> SavedOffer:
    then = from_json(row.snapshot)
    values = dict(row._mapping)
    for name in ("snapshot", "version", "salary_year_eur_min", "salary_year_eur_max"):
        del values[name]
    return SavedOffer(
        **values,
        salary_a_year=row.salary_year_eur_max or row.salary_year_eur_min or 0,
        then=then,
        changes=changes(then, facts_of(row)),
    )


def _scores(cv: CV, offers: Sequence[SavedOffer]) -> dict[int, tuple[float | None, float]]:
    """Those that are listed are scored already; the others are few."""
    found = matching.scores(cv).of([offer.job_id for offer in offers])
    missing = [offer.job_id for offer in offers if offer.job_id not in found]
    if missing:
        found |= matching.scores_of(cv, db.session.scalars(select(Job).where(Job.id.in_(missing))).all())
    return found


def _is_asked(offer: SavedOffer, asked: Asked) -> bool:
    if asked.favorites and not offer.is_favorite:
        return False
    if asked.state and offer.is_active != (asked.state == "open"):
        return False
    if asked.country and offer.country != asked.country:
        return False
    if not asked.words:
        return True
    texts = (offer.title, offer.company, offer.location, offer.city, offer.notes)
    said = fold("\n".join(filter(None, texts)))
    return all(word in said for word in fold(asked.words).split())


def _sorted(
    offers: Iterable[SavedOffer], sort: str, scores: dict[int, tuple[float | None, float]]
) -> list[SavedOffer]:
    latest = sorted(offers, key=lambda offer: (offer.saved_at, offer.job_id), reverse=True)
    keys: dict[str, Any] = {
        "match": lambda offer: -_known(scores.get(offer.job_id, (None, 0.0))[0]),
        "salary": lambda offer: -offer.salary_a_year,
        "title": lambda offer: fold(offer.title),
    }
    return sorted(latest, key=keys[sort]) if sort in keys else latest


def _known(score: float | None) -> float:
    return -1.0 if score is None else score


def _completed(
    user_id: int, page: Sequence[SavedOffer], scores: dict[int, tuple[float | None, float]]
) -> tuple[SavedOffer, ...]:
    tracked = applications.ids_by_job(user_id, [offer.job_id for offer in page])
    jobs = {
        job.id: job
        for job in db.session.scalars(
            select(Job).where(Job.id.in_([o.job_id for o in page if not o.is_active or o.duplicate_of_id]))
        )
    }
    done = []
    for offer in page:
        total, confidence = scores.get(offer.job_id, (None, 0.0))
        done.append(
            replace(
                offer,
                score=total,
                band=band_of(total, confidence) if offer.job_id in scores else None,
                twin_id=copies.open_twin(jobs[offer.job_id]) if offer.job_id in jobs else None,
                application_id=tracked.get(offer.job_id),
            )
        )
    return tuple(done)
