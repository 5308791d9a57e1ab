"""New offers against primary CVs, all at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import defer, selectinload

from app.core.matching.columns import OfferColumns
from app.core.matching.inputs import InvalidInput, Offer
from app.core.matching.total import score_all
from app.core.matching.weights import DEFAULT_WEIGHTS
from app.extensions import db
from app.models import Job
from app.services import cvs, matching
from app.services.comparing import in_chunks
from app.services.offer_columns.rows import offer_of

Scores = dict[int, float]  # 0 to 100 by offer, without those that cannot be compared


def score_new(user_ids: Collection[int], job_ids: Sequence[int]) -> dict[int, Scores]:
    """By person, for those with a CV: one sum over the columns of the offers for each."""
    people = {user_id: cv for user_id in user_ids if (cv := cvs.find_primary(user_id)) is not None}
    if not people or not job_ids:
        return {}
    columns = OfferColumns.empty().replaced(_offers(job_ids), removed=())
    found = {}
    for user_id, cv in people.items():
        totals = score_all(matching.candidate_of(cv), columns, DEFAULT_WEIGHTS).total
        found[user_id] = {
            int(job_id): float(total)
            for job_id, total in zip(columns.ids, totals, strict=True)
            if not np.isnan(total)
        }
    return found


def _offers(job_ids: Sequence[int]) -> list[Offer]:
    light = (
        selectinload(Job.skills),
        defer(Job.description),
        defer(Job.description_html),
        defer(Job.raw_data),
    )
    found = []
    for chunk in in_chunks(list(job_ids)):
        for job in db.session.scalars(select(Job).where(Job.id.in_(chunk)).options(*light)):
            try:
                found.append(offer_of(job))
            except InvalidInput:
                continue  # it cannot be compared with anybody; the search page logs it
    return found
