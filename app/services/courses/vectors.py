"""Vectors of courses: made once for each text and model, stored beside the course."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Select, String, and_, cast, delete, exists, func, select

from app.ai.embedder import Embedder
from app.extensions import db
from app.models import Course, CourseVector
from app.services.courses.rows import record_of
from app.services.embedding import embedder
from app.services.transaction import end_reading, transaction
from course_scraper.course import EMBEDDED, embedding_text

Vectors = NDArray[np.float32]
GROUP = 32
"""Courses between two commits: some seconds of work. The engine makes small batches of it."""


def embed_missing(on_done: Callable[[int, int], object]) -> int:
    """Make the vectors that are missing or out of date, the shortest texts first; how many were made.

    ``on_done`` is told how many of how many, after each group was stored, and may raise: the next call goes
    on from there. 0 without a model. Raises ModelUnavailable.
    """
    model = embedder()
    if not model.semantic:
        return 0
    waiting = iter(pending := list(db.session.scalars(_pending(model.model_id))))
    end_reading()
    done = 0
    while group := list(islice(waiting, GROUP)):
        _embed(model, group)
        done += len(group)
        on_done(done, len(pending))
    return done


def count_pending() -> int:
    """Courses that wait for a vector; 0 without a model."""
    model = embedder()
    if not model.semantic:
        return 0
    return db.session.scalar(select(func.count()).select_from(_pending(model.model_id).subquery())) or 0


def matrix(ids: Sequence[int], model: Embedder) -> Vectors:
    """[n, d]: the stored vectors in the order of ``ids``; zeros where there is none."""
    found = np.zeros((len(ids), model.dimensions), np.float32)
    places = {id_: place for place, id_ in enumerate(ids)}
    having = (CourseVector.model == model.model_id, CourseVector.course_id == Course.id, Course.is_active)
    for id_, stored in db.session.execute(select(CourseVector.course_id, CourseVector.vector).where(*having)):
        place = places.get(id_)
        if place is not None and len(stored) == model.dimensions * 4:
            found[place] = np.frombuffer(stored, "<f4")
    return found


def forget_models(kept: set[str]) -> None:
    """Delete vectors of models that no generation uses any more."""
    with transaction() as session:
        session.execute(delete(CourseVector).where(CourseVector.model.not_in(kept)))


def _pending(model_id: str) -> Select[int]:
    length = (
        func.length(Course.title) + func.length(cast(Course.skills, String)) + func.length(Course.description)
    )
    return select(Course.id).where(Course.is_active, ~_has_vector(model_id)).order_by(
        func.least(length, EMBEDDED) if db.engine.dialect.name == "postgresql" else func.min(length, EMBEDDED),
        Course.id,
    )  # fmt: skip


def _has_vector(model_id: str) -> ColumnElement[bool]:
    same = and_(CourseVector.model == model_id, CourseVector.content_hash == Course.content_hash)
    return exists().where(CourseVector.course_id == Course.id, same)


def _embed(model: Embedder, ids: Sequence[int]) -> None:
    rows = db.session.scalars(select(Course).where(Course.id.in_(ids))).all()
    hashes = [row.content_hash for row in rows]
    numbers = [row.id for row in rows]
    texts = [embedding_text(record_of(row)) for row in rows]
    end_reading()
    made = np.ascontiguousarray(model.embed(texts), "<f4")
    with transaction() as session:
        for number, digest, vector in zip(numbers, hashes, made, strict=True):
            values = {"model": model.model_id, "content_hash": digest, "vector": vector.tobytes()}
            session.merge(CourseVector(course_id=number, **values))
