"""A value made from all offers, kept in step with the database by every process for itself."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import Counter

T = TypeVar("T")
OFFERS = "offers"


_COUNTER = select(Counter.value, Counter.epoch).where(Counter.name == OFFERS)
_SEEN = "offers_counter"


def offers_counter() -> tuple[int, int]:
    """(revision, epoch) of the offers as this transaction sees them, asked once per transaction."""
    session = db.session()
    transaction, known = session.info.get(_SEEN, (None, (0, 0)))
    if transaction is None or transaction is not session.get_transaction():
        row = session.connection().execute(_COUNTER).first()
        known = (row.value, row.epoch) if row else (0, 0)
        session.info[_SEEN] = (session.get_transaction(), known)
    return known


def counter_moved(session: Session) -> None:
    """To be called after this transaction itself raised the counter."""
    session.info.pop(_SEEN, None)


class Follower(Generic[T]):
    """Starts again when rows went away (a new epoch), otherwise applies what changed since last time.

    ``update(value, revision)`` gets the current value and the revision it stands for, and gives a new value; readers
    never see one half done. ``stored()`` gives a value to start from instead of an empty one, and its revision.
    """

    def __init__(
        self,
        empty: Callable[[], T],
        update: Callable[[T, int], T],
        stored: Callable[[], tuple[T, int] | None] = lambda: None,
    ) -> None:
        self._empty = empty
        self._stored = stored
        self._update = update
        self._lock = threading.Lock()
        self._state: tuple[T, int, int] | None = None

    def current(self) -> tuple[T, int]:
        """The value and the revision it stands for, at least as new as this transaction."""
        revision, epoch = offers_counter()
        state = self._state
        if state is not None and epoch == state[2] and revision <= state[1]:
            return state[0], state[1]
        with self._lock:
            value, seen, seen_epoch = self._state or (*self._start(), epoch)
            if epoch > seen_epoch:
                value, seen = self._start()
            if epoch >= seen_epoch and (revision > seen or self._state is None):
                value, seen = self._update(value, seen), revision
            if epoch >= seen_epoch:
                self._state = (value, seen, epoch)
            return value, seen

    def _start(self) -> tuple[T, int]:
        return self._stored() or (self._empty(), 0)
