"""New offers looked through once for every alert, and written down for those that want them.

What an alert found and how far it looked (the offers' revision) are committed together: a crash in between repeats
the look of those that are not written down yet, and finds the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.orm import Session

from app.core.alerts.due import BUNDLE
from app.core.alerts.wanted import NewOffer
from app.core.search.filters import Filters
from app.extensions import db
from app.models import HiddenJob, Job, JobAlert, MatchingJob, SearchPreference, User, utc_now
from app.services.alerts.families import families
from app.services.alerts.reasons import reasons
from app.services.alerts.scoring import Scores, score_new
from app.services.alerts.searching import new_offers, percolator
from app.services.comparing import in_chunks
from app.services.saved_searches import filters_of
from app.services.search.follower import offers_counter
from app.services.transaction import end_reading, transaction

# An offer is stamped a little before others can see it.
MARGIN = timedelta(minutes=10)
PORTION = 1000  # alerts, and offers that they found, in one transaction


@dataclass(frozen=True, slots=True)
class Asking:
    """An alert as it looks at new offers."""

    id: int
    user_id: int
    min_score: int | None
    is_instant: bool
    high_water: int
    since: datetime
    filters: Filters | None


@dataclass(frozen=True, slots=True)
class Coming:
    """Offers that came after what some alert has looked at; ``moved`` is when each last changed and came."""

    offers: Mapping[int, NewOffer] = field(default_factory=dict)
    moved: Mapping[int, tuple[int, datetime]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    job_id: int
    score: float | None
    reasons: list[list[str]]


def is_due() -> bool:
    """Whether offers came that an alert has not looked at."""
    lowest = db.session.scalar(select(func.min(JobAlert.high_water)).where(JobAlert.is_active))
    return lowest is not None and lowest < offers_counter()[0]


def collect() -> int:
    """How many (alert, offer) pairs were new."""
    end_reading()
    revision = offers_counter()[0]
    asking = [_asking(*row) for row in db.session.execute(_alerts().where(JobAlert.high_water < revision))]
    if not asking:
        return 0
    found = look(asking, coming_for(asking, revision))
    fresh = _without_known(db.session(), asking, found)
    return sum(_write_down(some, fresh, revision) for some in _portions(asking, fresh))


def _portions(asking: Sequence[Asking], fresh: Mapping[int, Sequence[Found]]) -> Iterator[list[Asking]]:
    """Each is written down by a transaction of its own, so that others come to write in between."""
    some: list[Asking] = []
    size = 0
    for one in asking:
        some.append(one)
        size += 1 + len(fresh.get(one.id, ()))
        if size >= PORTION:
            yield some
            some, size = [], 0
    if some:
        yield some


def _write_down(some: Sequence[Asking], fresh: Mapping[int, Sequence[Found]], revision: int) -> int:
    """How many pairs. An alert that another process wrote down meanwhile, or that is gone, is left out."""
    with transaction() as session:
        now = {
            id_: high_water
            for chunk in in_chunks([one.id for one in some])
            for id_, high_water in session.execute(
                select(JobAlert.id, JobAlert.high_water)
                .where(JobAlert.id.in_(chunk))
                .order_by(JobAlert.id)
                .with_for_update()
            )
        }
        same = [one for one in some if now.get(one.id) == one.high_water]
        mine = {one.id: fresh[one.id] for one in same if one.id in fresh}
        _store(session, same, mine, revision)
    return sum(map(len, mine.values()))


def waiting_for(alert_id: int) -> list[Found]:
    """What the next look would add to one alert, without writing it down."""
    row = db.session.execute(_alerts(only_active=False).where(JobAlert.id == alert_id)).first()
    if row is None:
        return []
    asking = [_asking(*row)]
    found = look(asking, coming_for(asking, offers_counter()[0]))
    return _without_known(db.session(), asking, found).get(alert_id, [])


def _alerts(*, only_active: bool = True) -> Select[JobAlert, SearchPreference]:
    query = (
        select(JobAlert, SearchPreference)
        .join(User, User.id == JobAlert.user_id)
        .outerjoin(SearchPreference, SearchPreference.id == JobAlert.search_preference_id)
        .where(User.is_active, User.email.is_not(None))
        .order_by(JobAlert.id)
    )
    return query.where(JobAlert.is_active) if only_active else query


def _asking(alert: JobAlert, search: SearchPreference | None) -> Asking:
    return Asking(
        id=alert.id,
        user_id=alert.user_id,
        min_score=alert.min_score,
        is_instant=alert.frequency == "instant",
        high_water=alert.high_water,
        since=alert.created_at - MARGIN,
        filters=filters_of(search) if search else None,
    )


def coming_for(asking: Sequence[Asking], revision: int) -> Coming:
    came = func.coalesce(Job.reposted_at, Job.first_seen_at)
    which = (
        Job.revision > min(one.high_water for one in asking),
        Job.revision <= revision,
        came > min(one.since for one in asking),
    )
    rows = db.session.execute(
        select(Job.id, Job.revision, Job.first_seen_at, Job.reposted_at).where(Job.is_listed, *which)
    )
    moved = {row[0]: (row[1], row[3] or row[2]) for row in rows}
    return Coming({offer.id: offer for offer in new_offers(*which) if offer.id in moved}, moved)


def look(asking: Sequence[Asking], coming: Coming) -> dict[int, list[Found]]:
    """By alert, what it wants of the offers that are new to it."""
    if not coming.offers:
        return {}
    offers = list(coming.offers.values())
    searching = percolator((one.id, one.filters) for one in asking if one.filters is not None)
    by_search = searching.find(offers)
    scores = score_new(
        {one.user_id for one in asking if one.min_score is not None}, [offer.id for offer in offers]
    )
    found = {}
    for one in asking:
        wanted = by_search.get(one.id, []) if one.filters is not None else [offer.id for offer in offers]
        hits = _hits(one, wanted, scores.get(one.user_id, {}), coming)
        if hits:
            found[one.id] = hits
    return found


def _hits(one: Asking, wanted: Iterable[int], scores: Scores, coming: Coming) -> list[Found]:
    hits = []
    for job_id in wanted:
        revision, came = coming.moved[job_id]
        score = scores.get(job_id) if one.min_score is not None else None
        is_enough = one.min_score is None or (score is not None and score >= one.min_score)
        if is_enough and revision > one.high_water and came > one.since:
            hits.append(Found(job_id, score, reasons(one.filters, coming.offers[job_id], score)))
    return hits


def _without_known(
    session: Session, asking: Sequence[Asking], found: Mapping[int, Sequence[Found]]
) -> dict[int, list[Found]]:
    """One of each family, and none of one that the alert had before or its person hid."""
    job_ids = {hit.job_id for hits in found.values() for hit in hits}
    family = families(session, job_ids)
    had = _had(session, found.keys(), family)
    hidden = _hidden(session, {one.user_id for one in asking if one.id in found}, family)
    fresh: dict[int, list[Found]] = {}
    for one in asking:
        taken = had.get(one.id, set()) | hidden.get(one.user_id, set())
        for hit in found.get(one.id, ()):
            if family[hit.job_id] not in taken:
                taken.add(family[hit.job_id])
                fresh.setdefault(one.id, []).append(hit)
    return fresh


def _had(session: Session, alert_ids: Collection[int], family: Mapping[int, int]) -> dict[int, set[int]]:
    had: dict[int, set[int]] = {}
    for chunk in in_chunks(sorted(family)):
        rows = session.execute(
            select(MatchingJob.job_alert_id, MatchingJob.job_id).where(MatchingJob.job_id.in_(chunk))
        )
        for alert_id, job_id in rows:
            if alert_id in alert_ids:
                had.setdefault(alert_id, set()).add(family[job_id])
    return had


def _hidden(session: Session, user_ids: Collection[int], family: Mapping[int, int]) -> dict[int, set[int]]:
    hidden: dict[int, set[int]] = {}
    for chunk in in_chunks(sorted(family)):
        rows = session.execute(select(HiddenJob.user_id, HiddenJob.job_id).where(HiddenJob.job_id.in_(chunk)))
        for user_id, job_id in rows:
            if user_id in user_ids:
                hidden.setdefault(user_id, set()).add(family[job_id])
    return hidden


def _store(
    session: Session, asking: Sequence[Asking], fresh: Mapping[int, Sequence[Found]], revision: int
) -> None:
    now = utc_now()
    rows = [
        {
            "job_alert_id": alert_id,
            "job_id": hit.job_id,
            "match_score": hit.score,
            "reasons": hit.reasons,
            "sent": False,
            "created_at": now,
        }
        for alert_id, hits in fresh.items()
        for hit in hits
    ]
    if rows:
        session.execute(insert(MatchingJob), rows)
    for chunk in in_chunks([one.id for one in asking]):
        session.execute(
            update(JobAlert)
            .where(JobAlert.id.in_(chunk), JobAlert.high_water < revision)
            .values(high_water=revision, updated_at=JobAlert.updated_at)
        )
    for chunk in in_chunks([one.id for one in asking if one.is_instant and one.id in fresh]):
        session.execute(
            update(JobAlert)
            .where(JobAlert.id.in_(chunk), JobAlert.next_send_at.is_(None))
            .values(next_send_at=now + BUNDLE, updated_at=JobAlert.updated_at)
        )
