"""When the open offers of the last month came, as columns: what is new to somebody is then no question to the
database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np
from flask import Flask, current_app
from numpy.typing import NDArray
from sqlalchemy import func, select

from app.extensions import db
from app.models import Job, utc_now
from app.services.search.follower import Follower

LONGEST: Final = timedelta(days=31)
_CAME = func.coalesce(Job.reposted_at, Job.first_seen_at)


@dataclass(frozen=True, slots=True, eq=False)
class Arrivals:
    """``came`` is in seconds since 1970, in the order of ``ids``. What came earlier than LONGEST may be missing."""

    ids: NDArray[np.int64]
    came: NDArray[np.float64]

    @classmethod
    def empty(cls) -> Arrivals:
        return cls(np.empty(0, np.int64), np.empty(0, np.float64))

    def since(self, moment: datetime) -> NDArray[np.int64]:
        """Ids of what came after ``moment``."""
        return self.ids[self.came > moment.timestamp()]


def init_app(app: Flask) -> None:
    app.extensions["offer_arrivals"] = Follower(Arrivals.empty, _apply_changes)


def arrivals() -> Arrivals:
    follower: Follower[Arrivals] = current_app.extensions["offer_arrivals"]
    return follower.current()[0]


def _apply_changes(known: Arrivals, revision: int) -> Arrivals:
    """An offer that came again counts as new."""
    limit = utc_now() - LONGEST
    gone = select(Job.id).where(Job.revision > revision)
    changed = np.array(db.session.scalars(gone).all() if len(known.ids) else [], np.int64)
    recent = db.session.execute(
        select(Job.id, _CAME).where(Job.revision > revision, Job.is_listed, limit < _CAME)
    ).all()
    stay = (known.came > limit.timestamp()) & ~np.isin(known.ids, changed)
    ids = np.array([row[0] for row in recent], np.int64)
    came = np.array([row[1].timestamp() for row in recent], np.float64)
    return Arrivals(np.concatenate((known.ids[stay], ids)), np.concatenate((known.came[stay], came)))
