"""What courses do to the scores of one person: computed by the same functions as the scores themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan

from sqlalchemy import select
from sqlalchemy.orm import defer, selectinload

from app.core.matching.columns import OfferColumns
from app.core.matching.inputs import Candidate
from app.core.matching.total import score_all
from app.core.matching.weights import DEFAULT_WEIGHTS
from app.core.search.filters import Filters
from app.extensions import db
from app.models import CV, Job
from app.services import evidence, matching
from app.services.courses.evidence import RUNG
from app.services.offer_columns.rows import offer_of
from app.services.search import offers

BEST = 20
SHOWN = 5


@dataclass(frozen=True, slots=True)
class OfferEffect:
    """``before`` and ``after`` are totals as they are shown, None where nothing could be compared."""

    job_id: int
    title: str
    company: str | None
    before: float | None
    after: float | None

    @property
    def gain(self) -> float:
        return round((self.after or 0.0) - (self.before or 0.0), 1)


def best_offers(cv: CV, count: int = BEST) -> list[Job]:
    """Open offers that fit the CV best, the best first."""
    found = offers.find(Filters(sort="match"), matching.scores(cv).total)
    return loaded(found.ids[:count])


def loaded(ids: Sequence[int]) -> list[Job]:
    """With their skills and without their texts, in the order of ``ids``."""
    texts = (Job.description, Job.description_html, Job.raw_data)
    query = select(Job).where(Job.id.in_(ids)).options(selectinload(Job.skills), *map(defer, texts))
    rows = {job.id: job for job in db.session.scalars(query)}
    return [rows[id_] for id_ in ids if id_ in rows]


def totals(candidate: Candidate, jobs: Sequence[Job]) -> list[float | None]:
    """Rounded as they are shown, in the order of ``jobs``."""
    if not jobs:
        return []
    columns = OfferColumns.from_offers([offer_of(job) for job in jobs])
    found = score_all(candidate, columns, DEFAULT_WEIGHTS).total
    by_id = {
        int(id_): None if isnan(total) else round(float(total), 1)
        for id_, total in zip(columns.ids, found, strict=True)
    }
    return [by_id.get(job.id) for job in jobs]


def effects(
    cv: CV, jobs: Sequence[Job], before: Mapping[str, str], after: Mapping[str, str]
) -> list[OfferEffect]:
    """For each offer the total with either set of rungs."""
    then, now = (totals(matching.candidate_of(cv, rungs), jobs) for rungs in (before, after))
    return [
        OfferEffect(job.id, job.title, job.company, old, new)
        for job, old, new in zip(jobs, then, now, strict=True)
    ]


def of_course(cv: CV, number: int, taught: Iterable[str], first: Job | None = None) -> list[OfferEffect]:
    """What having done a course changes: for ``first`` whatever that is, then for the best offers that move most.
    The same whether it is done already or not."""
    without = evidence.rungs_of(cv.user_id, without_course=number)
    done = evidence.strongest(without, dict.fromkeys(taught, RUNG))
    jobs = [job for job in best_offers(cv) if first is None or job.id != first.id]
    found = effects(cv, [*([first] if first else []), *jobs], without, done)
    moved = [one for one in found[1 if first else 0 :] if one.gain]
    return [*found[: 1 if first else 0], *sorted(moved, key=lambda one: -one.gain)][:SHOWN]


def of_quiz(cv: CV, skill: str) -> list[OfferEffect]:
    """What having passed the quiz on a skill changes for the best offers, those that move most first. The same
    whether it is passed already or not."""
    without = evidence.rungs_of(cv.user_id, without_quiz=skill)
    passed = evidence.strongest(without, {skill: evidence.QUIZ})
    moved = [one for one in effects(cv, best_offers(cv), without, passed) if one.gain]
    return sorted(moved, key=lambda one: -one.gain)[:SHOWN]


def of_proofs(cv: CV, proofs: Mapping[int, Sequence[str]]) -> dict[int, list[OfferEffect]]:
    """By id of a confirmed proof, what it changes for the best offers, those that move most first; ``proofs`` gives
    the skills of each. The same whether it is confirmed yet or not."""
    jobs = best_offers(cv) if proofs else []
    found = {}
    for proof_id, skills in proofs.items():
        without = evidence.rungs_of(cv.user_id, without_proof=proof_id)
        proven = evidence.strongest(without, dict.fromkeys(skills, evidence.PROOF))
        moved = [one for one in effects(cv, jobs, without, proven) if one.gain]
        found[proof_id] = sorted(moved, key=lambda one: -one.gain)[:SHOWN]
    return found
