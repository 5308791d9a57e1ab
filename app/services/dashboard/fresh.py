"""New offers that fit a CV."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
from sqlalchemy import select

from app.core.matching.layered import Totals
from app.core.matching.match import BANDS, band_of
from app.extensions import db
from app.models import CV, Job
from app.services import matching
from app.services.dashboard.arrivals import arrivals

FITS: Final = dict(BANDS)["good"]
SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class NewMatch:
    """``total`` is 0 to 100, None where nothing could be compared."""

    job_id: int
    title: str
    company: str | None
    location: str | None
    city: str | None
    country: str | None
    is_demo: bool
    total: float | None
    band: str


@dataclass(frozen=True, slots=True)
class Fresh:
    """Of the open offers that are not hidden: ``new`` came after ``since``, ``fitting`` of them reach the band
    "good"; ``best`` are the first of those, or of all new ones where none does. ``open_fitting`` counts old ones too.
    """

    since: datetime
    new: int
    fitting: int
    best: tuple[NewMatch, ...]
    open_fitting: int


def fresh(cv: CV, since: datetime, hidden: Collection[int]) -> Fresh:
    scores = matching.scores(cv)
    wanted = ~np.isin(scores.ids, np.fromiter(hidden, np.int64, len(hidden)))
    fits = wanted & (np.round(scores.total, 1) >= FITS)
    new = wanted & np.isin(scores.ids, arrivals().since(since))
    fitting = new & fits
    rows = np.flatnonzero(fitting if fitting.any() else new)
    best = rows[np.argsort(-np.nan_to_num(scores.total[rows], nan=-1.0), kind="stable")][:SHOWN]
    return Fresh(
        since=since,
        new=int(np.count_nonzero(new)),
        fitting=int(np.count_nonzero(fitting)),
        best=_shown(scores, best.tolist()),
        open_fitting=int(np.count_nonzero(fits)),
    )


def _shown(scores: Totals, rows: list[int]) -> tuple[NewMatch, ...]:
    ids = [int(scores.ids[row]) for row in rows]
    columns = (Job.id, Job.title, Job.company, Job.location, Job.city, Job.country, Job.is_demo)
    found = (
        {one.id: one for one in db.session.execute(select(*columns).where(Job.id.in_(ids)))} if ids else {}
    )
    return tuple(
        NewMatch(*found[id_], *_scored(scores, row))
        for id_, row in zip(ids, rows, strict=True)
        if id_ in found
    )


def _scored(scores: Totals, row: int) -> tuple[float | None, str]:
    total = float(scores.total[row])
    known = None if np.isnan(total) else total
    return known, band_of(known, float(scores.confidence[row]))
