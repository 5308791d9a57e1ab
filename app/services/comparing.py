"""Finding the offers that may be copies of given ones, and comparing them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import BigInteger, Row, Select, bindparam, delete, insert, or_, select, union_all
from sqlalchemy.orm import Session

from app.core.copies.groups import pair_of
from app.core.copies.offer import Offer, Said, offer_of
from app.core.copies.signature import MOST_BANDS, bands
from app.core.copies.verdict import Verdict, may_be_copy, verdict
from app.models import CopyPair, Job, JobSignature

Pair = tuple[int, int]

CHUNK = 500  # databases bound the number of values in one statement
PER_BAND = 60  # the oldest offers of a band; more share it only in a flood
CANDIDATES = 40
FACTS = (
    Job.id, Job.source, Job.title, Job.company, Job.city, Job.country, Job.language, Job.contract_type, Job.work_time,
    Job.experience_level, Job.remote_policy, Job.years_min, Job.salary_year_eur_min, Job.salary_year_eur_max,
)  # fmt: skip


def said(job: Job | Row[*tuple[Any, ...]], text: str = "") -> Said:
    """What is compared of a row that has the columns of FACTS."""
    return Said(
        source=job.source,
        title=job.title,
        company=job.company,
        city=job.city,
        country=job.country,
        text=text,
        language=job.language,
        contract=job.contract_type,
        work_time=job.work_time,
        level=job.experience_level,
        remote=job.remote_policy,
        years=job.years_min,
        pay=(job.salary_year_eur_min, job.salary_year_eur_max),
    )


def take_part(job: Job) -> bool:
    return job.is_active and job.owner_id is None


def compare(session: Session, jobs: Sequence[Job]) -> None:
    """Sign these offers anew and keep the pairs in which they are alike; the rows must have ids."""
    forget(session, [job.id for job in jobs])
    offers = {job.id: offer_of(said(job, job.description)) for job in jobs if take_part(job)}
    signatures = {id_: bands(offer) for id_, offer in offers.items()}
    rows = [
        {"job_id": id_, "band": band, "hash": number}
        for id_, numbers in signatures.items()
        for band, number in enumerate(numbers)
    ]
    if rows:
        session.execute(insert(JobSignature), rows)
    wanted = {
        pair_of(id_, other)
        for id_, numbers in signatures.items()
        for other in _candidates(session, id_, numbers)
    }
    found = _verdicts(session, wanted, offers)
    kept = [
        {"job_id": one, "other_id": other, "is_copy": said.is_copy, "similarity": said.similarity}
        for (one, other), said in sorted(found.items())
        if said.is_copy or said.is_unsure
    ]
    if kept:
        session.execute(insert(CopyPair), kept)


def forget(session: Session, ids: Sequence[int]) -> None:
    """Signatures and pairs of these offers; what people decided stays."""
    for chunk in in_chunks(ids):
        session.execute(delete(JobSignature).where(JobSignature.job_id.in_(chunk)))
        session.execute(delete(CopyPair).where(or_(CopyPair.job_id.in_(chunk), CopyPair.other_id.in_(chunk))))


def unsign(session: Session, ids: Sequence[int]) -> None:
    """For offers that closed: nothing new is compared with them, the pairs stay."""
    for chunk in in_chunks(ids):
        session.execute(delete(JobSignature).where(JobSignature.job_id.in_(chunk)))


def _candidates(session: Session, id_: int, numbers: Sequence[int]) -> list[int]:
    """Ids of offers that share bands with this one, those with most first. The cost has a bound: of each band
    only the beginning is read."""
    values: dict[str, int | None] = {f"hash{index}": None for index in range(MOST_BANDS)}
    values.update((f"hash{index}", number) for index, number in enumerate(numbers))
    shared: Counter[int] = Counter(row[0] for row in session.connection().execute(_SHARING, values))
    shared.pop(id_, None)
    return sorted(shared, key=lambda other: (-shared[other], other))[:CANDIDATES]


def _beginning_of(index: int) -> Select[int]:
    band = (
        select(JobSignature.job_id)
        .where(JobSignature.hash == bindparam(f"hash{index}", type_=BigInteger))
        .order_by(JobSignature.job_id)
        .limit(PER_BAND)
    )
    return select(band.subquery(f"band{index}").c.job_id)


_SHARING = union_all(*map(_beginning_of, range(MOST_BANDS)))


def _verdicts(session: Session, wanted: Iterable[Pair], offers: dict[int, Offer]) -> dict[Pair, Verdict]:
    """Those of pairs that what is said beside the text does not part at once; then texts are loaded."""
    pairs = list(wanted)
    known: dict[int, Offer] = dict(offers)
    for row in _rows(session, {id_ for pair in pairs for id_ in pair} - known.keys(), *FACTS):
        known[row.id] = offer_of(said(row))
    near = [
        pair
        for pair in pairs
        if all(id_ in known for id_ in pair) and may_be_copy(*(known[id_] for id_ in pair))
    ]
    for row in _rows(
        session, {id_ for pair in near for id_ in pair} - offers.keys(), *FACTS, Job.description
    ):
        known[row.id] = offer_of(said(row, row.description))
    return {(one, other): verdict(known[one], known[other]) for one, other in near}


def _rows(session: Session, ids: Iterable[int], *columns: Any) -> Iterator[Row[*tuple[Any, ...]]]:
    """Of offers that take part."""
    for chunk in in_chunks(sorted(ids)):
        query = select(*columns).where(Job.id.in_(chunk), Job.is_active, Job.owner_id.is_(None))
        yield from session.execute(query)


def in_chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
