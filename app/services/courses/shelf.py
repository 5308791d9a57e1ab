"""The courses as this process ranks them: the current generation, or the database where that is damaged.

Opened when first needed, after the server has forked, and again when the pointer has moved. While one thread
opens a newer one, the others go on with the one they have.
"""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field
from time import monotonic

import numpy as np
from flask import Flask, current_app
from sqlalchemy import select

from app.extensions import db
from app.logs import get_logger
from app.models import Course
from app.services.courses import generations, vectors
from app.services.courses.revision import current_revision
from app.services.courses.rows import RANKED, record_of
from app.services.embedding import embedder
from app.services.transaction import end_reading
from course_scraper.chroma_index import ChromaIndex
from course_scraper.generation import Damaged, Generation, read
from course_scraper.index import Neighbours, Vectors
from course_scraper.lexical import build_lexical_index
from course_scraper.rank import CourseRanker, names_of

log = get_logger("courses")
TRY_AGAIN = 30.0  # seconds until a damaged generation is looked at again
NO_INDEX = "no index was built yet"
SAME = 0.9999  # cosine of two courses with one text


@dataclass(slots=True)
class Shelf:
    """``generation`` is "" for what was read from the database, ``fault`` then says why. ``model`` is that of
    the vectors, "" when words alone are compared."""

    ranker: CourseRanker
    model: str
    generation: str = ""
    fault: str = ""
    folder: Generation | None = None
    opened_at: float = field(default_factory=monotonic)
    _chroma: tuple[int, ChromaIndex] | None = None
    _left_behind: list[object] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def nearest(self, queries: Vectors, limit: int) -> Neighbours:
        """By Chroma, in the process that asks. Raises Damaged."""
        with self._lock:
            if self.folder is None:
                raise Damaged(self.fault)
            if self._chroma is None or self._chroma[0] != os.getpid():
                self._left_behind.append(self._chroma)
                self._chroma = os.getpid(), self.folder.open_chroma()
            return self._chroma[1].search(queries, limit)

    def probe(self, count: int) -> tuple[int, int]:
        """Courses that Chroma finds first by their own vectors, and how many were looked for. Raises Damaged."""
        if self.folder is None or self.folder.vectors is None:
            raise Damaged(self.fault or "an index of words has no vectors")
        size = len(self.folder.rows)
        places = np.unique(np.linspace(0, max(0, size - 1), min(count, size), dtype=np.intp))
        own = self.folder.vectors[places]
        places = places[np.any(own, axis=1)]
        nearest = self.nearest(self.folder.vectors[places], 1)
        found = (nearest.rows[:, 0] == places) | (nearest.cosines[:, 0] > SAME) if len(places) else places
        return int(np.count_nonzero(found)), len(places)

    def close(self) -> None:
        with self._lock:
            if self._chroma is not None and self._chroma[0] == os.getpid():
                self._chroma[1].close()
            self._chroma = None


class Shelves:
    """The one shelf of a process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: tuple[tuple[str, int], Shelf] | None = None

    def current(self) -> Shelf:
        key = _key()
        state = self._state
        if state is not None and _is_good(state, key):
            return state[1]
        if not self._lock.acquire(blocking=state is None):
            assert state is not None
            return state[1]
        try:
            state = self._state
            if state is None or not _is_good(state, key):
                self._state = key, _open(key[0])
                if state is not None:
                    state[1].close()
            assert self._state is not None
            return self._state[1]
        finally:
            self._lock.release()


def init_app(app: Flask) -> None:
    app.extensions["course_shelves"] = Shelves()


def shelf() -> Shelf:
    shelves: Shelves = current_app.extensions["course_shelves"]
    return shelves.current()


def _key() -> tuple[str, int]:
    """The name of the current generation, "" before the first, and the revision of the courses."""
    row = generations.current()
    return (row.name if row else ""), current_revision()


def _is_good(state: tuple[tuple[str, int], Shelf], key: tuple[str, int]) -> bool:
    """A generation stays what it is; what was read from the database ages, unless it stands for a generation that
    another machine built and this one has not."""
    (name, revision), shelf_ = state
    if shelf_.generation:
        return name == key[0]
    is_young = monotonic() - shelf_.opened_at < TRY_AGAIN
    return (name, revision) == key and (is_young or (bool(name) and not generations.is_here(name)))


def _open(name: str) -> Shelf:
    fault = NO_INDEX
    if name:
        try:
            opened = read(generations.folder() / name)
            ranker = CourseRanker(opened.courses, opened.vectors, opened.lexical)
            return Shelf(ranker, opened.manifest.model, name, folder=opened)
        except Damaged as damaged:
            fault = str(damaged)
            log.warning("the course index cannot be read", generation=name, fault=fault)
    return _from_database(fault)


def _from_database(fault: str) -> Shelf:
    """Exact search over the stored vectors, and words of titles and tags alone: seconds would go into those
    of the descriptions."""
    rows = db.session.execute(select(Course.id, *RANKED).where(Course.is_active).order_by(Course.id)).all()
    courses = [record_of(row) for row in rows]
    model = embedder()
    found = vectors.matrix([row.id for row in rows], model) if model.semantic else None
    end_reading()
    has_some = found is not None and bool(np.any(found))
    words = build_lexical_index([names_of(course) for course in courses])
    ranker = CourseRanker(courses, found if has_some else None, words)
    return Shelf(ranker, model.model_id if has_some else "", fault=fault)
