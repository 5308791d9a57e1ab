"""Offers on their way into the database: the same source and id updates, nothing is stored twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import String, func, select
from sqlalchemy.orm import Session

from app.core.search.query import skill_code
from app.core.skills.lexicon import default_lexicon
from app.core.skills.offer import OfferSkill, offer_skills
from app.extensions import db
from app.models import Job, JobSkill, utc_now
from app.services import copies, nearness, reposts
from app.services.revisions import next_revision
from app.services.transaction import transaction
from job_scraper.fingerprint import content_hash, near_duplicate_key
from job_scraper.normalise.yearly import yearly_eur
from job_scraper.posting import JobPosting

BATCH = 50
WORDS_AT_ONCE = 100
SECONDS_A_DAY = 86_400
ROOM = {
    column.key: column.type.length
    for column in Job.__table__.columns
    if isinstance(column.type, String) and column.type.length
}
REMOVED = "removed"


Ahead = Mapping[str, Sequence[OfferSkill]]  # skills by the hash of the content


@dataclass(frozen=True, slots=True)
class _Origin:
    is_demo: bool
    listing: str | None
    owner_id: int | None
    ahead: Ahead


@dataclass(slots=True)
class Saved:
    """What became of a batch. ``duplicate`` counts offers that another source already had; they
    are stored too, marked with the offer they repeat."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicate: int = 0

    def __iadd__(self, other: Saved) -> Saved:
        self.new += other.new
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.duplicate += other.duplicate
        return self


def save(
    postings: Sequence[JobPosting],
    *,
    is_demo: bool = False,
    listing: str | None = None,
    owner_id: int | None = None,
    ahead: Ahead | None = None,
) -> Saved:
    """Store a batch in one transaction. Of two with the same key in a batch the later wins.

    ``listing`` names the whole list of the source that they came in. ``owner_id`` is who alone sees them.
    Who calls this inside a transaction gives what ``read_ahead`` found before.
    """
    ahead = read_ahead(postings) if ahead is None else ahead
    origin = _Origin(is_demo, listing and listing[: ROOM["listing"]], owner_id, ahead)
    saved = Saved()
    latest = _latest(postings)
    saved.unchanged += len(postings) - len(latest)
    with transaction() as session:
        revision = next_revision(session)
        known = _known(session, latest)
        changed = [
            job
            for key, posting in latest.items()
            if (job := _save_one(session, posting, known.get(key), revision, origin, saved))
        ]
        session.flush()
        if changed:
            nearness.remember_names(session, (row.skill for job in changed for row in job.skills), revision)
            reposts.link(session, changed)
            copies.refresh(session, changed, revision)
            saved.duplicate += _count_copies(session, changed)
    return saved


def read_ahead(postings: Sequence[JobPosting]) -> Ahead:
    """The skills of the offers that are new or changed. That takes most of the time of storing them, in which
    nobody else could write to SQLite; so it is done before the transaction.
    """
    latest = _latest(postings)
    stored = _hashes(latest)
    hashes = {key: content_hash(posting) for key, posting in latest.items()}
    return {digest: _skills(latest[key]) for key, digest in hashes.items() if stored.get(key) != digest}


def _latest(postings: Sequence[JobPosting]) -> dict[tuple[str, str], JobPosting]:
    return {(posting.source, posting.external_id): posting for posting in postings}


def _skills(posting: JobPosting) -> Sequence[OfferSkill]:
    return offer_skills(posting.title, posting.description_text, posting.skills, posting.language)


def compare_all_words() -> int:
    """Make the vectors that words of offers lack because there was no model, or another one, when they came."""
    names = nearness.names_without_vector()
    for start in range(0, len(names), WORDS_AT_ONCE):
        with transaction() as session:
            nearness.remember_names(session, names[start : start + WORDS_AT_ONCE], next_revision(session))
    return len(names)


def _known(session: Session, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Job]:
    return {
        (job.source, job.external_id): job
        for source, ids in _by_source(keys).items()
        for job in session.scalars(select(Job).where(Job.source == source, Job.external_id.in_(ids)))
    }


def _hashes(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    columns = select(Job.source, Job.external_id, Job.content_hash)
    return {
        (row.source, row.external_id): row.content_hash
        for source, ids in _by_source(keys).items()
        for row in db.session.execute(columns.where(Job.source == source, Job.external_id.in_(ids)))
    }


def _by_source(keys: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    ids: dict[str, list[str]] = {}
    for source, external_id in keys:
        ids.setdefault(source, []).append(external_id)
    return ids


def _save_one(
    session: Session, posting: JobPosting, job: Job | None, revision: int, origin: _Origin, saved: Saved
) -> Job | None:
    """The row when it is new or changed; an unchanged one is only marked as seen."""
    digest = content_hash(posting)
    if job is None:
        job = Job(
            source=posting.source,
            external_id=posting.external_id,
            is_demo=origin.is_demo,
            owner_id=origin.owner_id,
            version=0,
        )
        session.add(job)
        saved.new += 1
    elif job.content_hash == digest and job.is_active == _is_open(posting, job):
        _mark_seen(job, origin)
        saved.unchanged += 1
        return None
    else:
        saved.updated += 1
    _mark_seen(job, origin)
    _open_or_close(job, posting)
    _fill(job, posting, digest, revision, origin.ahead.get(digest))
    return job


def _mark_seen(job: Job, origin: _Origin) -> None:
    job.last_seen_at = utc_now()
    job.unseen_runs = 0
    job.listing = origin.listing


def _open_or_close(job: Job, posting: JobPosting) -> None:
    """An offer that was closed and is offered again was posted again; what an admin removed stays removed."""
    is_open = _is_open(posting, job)
    if is_open and job.closed_at is not None:
        job.reposted_at = utc_now()
        job.closed_at = job.closed_reason = None
    elif not is_open and job.closed_reason != REMOVED:
        job.closed_at, job.closed_reason = posting.expires_at, "expired"
    job.is_active = is_open


def _fill(
    job: Job, posting: JobPosting, digest: str, revision: int, skills: Sequence[OfferSkill] | None
) -> None:
    """``skills`` is None for an offer that changed in the database after it was looked at."""
    for name, value in _columns(posting).items():
        setattr(job, name, value[: ROOM[name]] if name in ROOM and value else value)
    skills = _skills(posting) if skills is None else skills
    job.content_hash = digest
    job.fingerprint = near_duplicate_key(posting.title, posting.company, posting.city)
    job.version += 1
    job.revision = revision
    job.day = day_of(posting.published_at or job.first_seen_at or utc_now())
    put_skills(job, skills)


def put_skills(job: Job, skills: Sequence[OfferSkill]) -> None:
    """Rows, and the columns that repeat them for the full-text index."""
    lexicon = default_lexicon()
    known = [one.skill for one in skills if one.skill in lexicon.skills]
    job.skill_text = ", ".join(lexicon.label(skill) for skill in known)
    job.skill_codes = " ".join(skill_code(skill) for skill in known)
    kept = {row.skill: row for row in job.skills}
    job.skills = [kept.get(one.skill) or JobSkill(skill=one.skill) for one in skills]
    for position, (row, one) in enumerate(zip(job.skills, skills, strict=True)):
        row.position, row.is_required, row.years = position, one.required, one.years


def _columns(posting: JobPosting) -> dict[str, Any]:
    salary = posting.salary
    yearly = yearly_eur(salary, (posting.published_at or utc_now()).date()) if salary else (None, None)
    return {
        "title": posting.title,
        "company": posting.company,
        "location": posting.location,
        "city": posting.city,
        "country": posting.country,
        "description_html": posting.description_html,
        "description": posting.description_text,
        "job_url": posting.url,
        "application_url": posting.apply_url,
        "company_logo_url": posting.company_logo_url,
        "company_size": posting.company_size,
        "company_industry": posting.company_industry,
        "contract_type": posting.contract,
        "work_time": posting.work_time,
        "experience_level": posting.level,
        "years_min": posting.years_min,
        "remote_policy": posting.remote,
        "language": posting.language,
        "languages": dict(posting.languages) or None,
        "salary_min": salary.minimum if salary else None,
        "salary_max": salary.maximum if salary else None,
        "salary_currency": salary.currency if salary else None,
        "salary_period": salary.period if salary else None,
        "salary_text": salary.text if salary else None,
        "salary_year_eur_min": _whole(yearly[0]),
        "salary_year_eur_max": _whole(yearly[1]),
        "published_at": posting.published_at,
        "expires_at": posting.expires_at,
        "raw_data": dict(posting.raw) or None,
    }


def day_of(moment: datetime) -> int:
    """Days since 1970 in UTC."""
    return int(moment.astimezone(UTC).timestamp()) // SECONDS_A_DAY


def _whole(amount: Any) -> int | None:
    return None if amount is None else round(amount)


def _is_open(posting: JobPosting, job: Job) -> bool:
    if job.closed_reason == REMOVED:
        return False
    return posting.expires_at is None or posting.expires_at > utc_now()


def _count_copies(session: Session, changed: Sequence[Job]) -> int:
    ids = [job.id for job in changed]
    query = select(func.count()).select_from(Job).where(Job.id.in_(ids), Job.duplicate_of_id.is_not(None))
    return session.scalar(query) or 0
