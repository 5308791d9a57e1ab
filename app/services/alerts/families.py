"""Offers that are one and the same to a reader: told by several boards, or posted again."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models import CopyPair, Job
from app.services.comparing import in_chunks

ROUNDS = 12  # how far one leads to another


def families(session: Session, ids: Collection[int]) -> dict[int, int]:
    """For each of these offers and all that are the same, the lowest id among them."""
    lowest: dict[int, int] = {id_: id_ for id_ in ids}
    frontier = set(ids)
    for _ in range(ROUNDS):
        if not frontier:
            break
        pairs = [pair for chunk in in_chunks(sorted(frontier)) for pair in _pairs(session, chunk)]
        frontier = {id_ for pair in pairs for id_ in pair} - lowest.keys()
        lowest.update((id_, id_) for id_ in frontier)
        for one, other in pairs:
            _join(lowest, one, other)
    return {id_: _root(lowest, id_) for id_ in lowest}


def _pairs(session: Session, ids: Collection[int]) -> Iterable[tuple[int, int]]:
    alike = select(CopyPair.job_id, CopyPair.other_id).where(
        CopyPair.is_copy, or_(CopyPair.job_id.in_(ids), CopyPair.other_id.in_(ids))
    )
    yield from ((row[0], row[1]) for row in session.execute(alike))
    for column in (Job.duplicate_of_id, Job.repost_of_id):
        rows = select(Job.id, column).where(column.is_not(None), or_(Job.id.in_(ids), column.in_(ids)))
        yield from ((id_, other) for id_, other in session.execute(rows) if other is not None)


def _root(lowest: dict[int, int], id_: int) -> int:
    while lowest[id_] != id_:
        id_ = lowest[id_]
    return id_


def _join(lowest: dict[int, int], one: int, other: int) -> None:
    first, second = sorted((_root(lowest, one), _root(lowest, other)))
    lowest[second] = first
