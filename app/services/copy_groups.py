"""Which offer of each group of copies is listed, decided anew for the groups around given offers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, Table, bindparam, select, update
from sqlalchemy.orm import Session

from app.core.copies.contradiction import contradiction
from app.core.copies.groups import Member, Pair, Standing, standings
from app.core.copies.offer import Facts, facts_of
from app.models import CopyDecision, CopyPair, Job
from app.services.comparing import FACTS, in_chunks, said

AnyRow = Row[*tuple[Any, ...]]
MOST_MEMBERS = 400  # of a group: more are a flood, in which each knows the oldest ones
_JOBS = cast("Table", Job.__table__)
_COLUMNS = (
    *FACTS, Job.is_active, Job.owner_id, Job.first_seen_at, Job.fingerprint, Job.duplicate_of_id, Job.copy_reason,
    Job.copy_similarity,
)  # fmt: skip


def neighbours(session: Session, which: ColumnElement[bool]) -> set[int]:
    """Both ends of the chosen pairs."""
    rows = session.execute(select(CopyPair.job_id, CopyPair.other_id).where(which, CopyPair.is_copy))
    return {id_ for row in rows for id_ in row}


def settle(session: Session, ids: Collection[int], revision: int) -> None:
    """Decide anew which offer of each group is listed, for the groups around these offers."""
    rows = _around(session, ids)
    members = {id_: row for id_, row in rows.items() if row.is_active and row.owner_id is None}
    similar = _similar(session, members)
    decided = _decided(session, members)
    facts: dict[int, Facts] = {}

    def contradict(one: int, other: int) -> bool:
        for id_ in (one, other):
            if id_ not in facts:
                facts[id_] = facts_of(said(members[id_]))
        return contradiction(facts[one], facts[other]) is not None

    found = standings(map(_member, members.values()), similar, decided, contradict)
    _move(session, rows, found, revision)


def _member(row: AnyRow) -> Member:
    return Member(row.id, row.source, row.first_seen_at.date(), row.fingerprint)


def _around(session: Session, ids: Collection[int]) -> dict[int, AnyRow]:
    """Rows of these offers and of all that pairs of open offers lead to."""
    rows: dict[int, AnyRow] = {}
    frontier = set(ids)
    is_first = True
    while frontier and (is_first or len(rows) < MOST_MEMBERS):
        listed = sorted(frontier)
        for chunk in in_chunks(listed):
            query = select(*_COLUMNS).where(Job.id.in_(chunk))
            rows.update((row.id, row) for row in session.execute(query).all())
        open_ = [id_ for id_ in listed if is_first or (id_ in rows and rows[id_].is_active)]
        frontier = _beside(session, open_) - rows.keys()
        if is_first:
            frontier |= _pointing(session, listed) - rows.keys()
        is_first = False
    return rows


def _beside(session: Session, ids: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for chunk in in_chunks(ids):
        found |= neighbours(session, CopyPair.job_id.in_(chunk) | CopyPair.other_id.in_(chunk))
        ends = select(CopyDecision.job_id, CopyDecision.other_id).where(
            CopyDecision.is_copy, CopyDecision.job_id.in_(chunk) | CopyDecision.other_id.in_(chunk)
        )
        found.update(id_ for row in session.execute(ends) for id_ in row)
    return found


def _pointing(session: Session, ids: Sequence[int]) -> set[int]:
    return {
        id_
        for chunk in in_chunks(ids)
        for id_ in session.scalars(select(Job.id).where(Job.duplicate_of_id.in_(chunk)))
    }


def _similar(session: Session, members: Mapping[int, object]) -> dict[Pair, float]:
    found: dict[Pair, float] = {}
    for chunk in in_chunks(sorted(members)):
        pairs = select(CopyPair.job_id, CopyPair.other_id, CopyPair.similarity)
        for row in session.execute(pairs.where(CopyPair.is_copy, CopyPair.job_id.in_(chunk))):
            found[row.job_id, row.other_id] = row.similarity
    return found


def _decided(session: Session, members: Mapping[int, object]) -> dict[Pair, bool]:
    found: dict[Pair, bool] = {}
    for chunk in in_chunks(sorted(members)):
        rows = select(CopyDecision.job_id, CopyDecision.other_id, CopyDecision.is_copy)
        for row in session.execute(rows.where(CopyDecision.job_id.in_(chunk))):
            found[row.job_id, row.other_id] = row.is_copy
    return found


def _move(session: Session, rows: Mapping[int, AnyRow], found: Mapping[int, Standing], revision: int) -> None:
    alone = Standing(None)
    moved = [
        {"moved_id": id_, "original": now.original, "reason": now.reason, "similarity": now.similarity}
        for id_, row in rows.items()
        if (now := found.get(id_, alone))
        != Standing(row.duplicate_of_id, row.copy_reason, row.copy_similarity)
    ]
    if moved:
        session.connection().execute(_MOVE, [{**values, "moved_at": revision} for values in moved])
        session.expire_all()


_MOVE = (
    update(_JOBS)
    .where(_JOBS.c.id == bindparam("moved_id"))
    .values(
        duplicate_of_id=bindparam("original"),
        copy_reason=bindparam("reason"),
        copy_similarity=bindparam("similarity"),
        revision=bindparam("moved_at"),
    )
)
