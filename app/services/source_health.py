"""How each source is doing: its last runs against what it usually gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from sqlalchemy import func, select

from app.extensions import db
from app.models import ScrapingRun

GOOD_RUNS = 10
FEWER = 0.5  # a run that found less than this part of the median is worth a word
LOST_FIELD = 0.3  # so is a field that is filled so much less often than usual


@dataclass(frozen=True, slots=True)
class Fill:
    """How often a field was filled, 0 to 1: in the last run that found offers, and in the good ones before
    it (None when there were none)."""

    field: str
    share: float
    usual: float | None

    @property
    def is_lost(self) -> bool:
        return self.usual is not None and self.usual - self.share > LOST_FIELD


@dataclass(frozen=True, slots=True)
class Health:
    """``median`` is of the offers found by up to ten good runs before the last good one, of that one alone
    where it was the first; None without a good run."""

    last: ScrapingRun | None = None
    last_good: ScrapingRun | None = None
    median: float | None = None
    good_runs: int = 0
    fills: tuple[Fill, ...] = ()

    @property
    def found_fewer(self) -> bool:
        """Whether the last run that ended found far less than usual."""
        if self.last is None or self.last.completed_at is None or not self.median:
            return False
        return self.last.jobs_found < self.median * FEWER

    @property
    def lost_fields(self) -> tuple[Fill, ...]:
        return tuple(fill for fill in self.fills if fill.is_lost)


UNKNOWN = Health()


def all_health() -> Mapping[str, Health]:
    """By name of the source, for those that ever ran; three statements however many there are."""
    last = _rows(select(func.max(ScrapingRun.id)).group_by(ScrapingRun.source))
    good = _good_runs()
    latest = {run.source: run for run in last}
    return {source: _health(run, good.get(source, ())) for source, run in latest.items()}


def health(source: str) -> Health:
    last = db.session.scalar(
        select(ScrapingRun).where(ScrapingRun.source == source).order_by(ScrapingRun.id.desc()).limit(1)
    )
    good = db.session.scalars(
        select(ScrapingRun)
        .where(ScrapingRun.source == source, ScrapingRun.status == "ok")
        .order_by(ScrapingRun.id.desc())
        .limit(GOOD_RUNS + 1)
    )
    return UNKNOWN if last is None else _health(last, tuple(good))


def fill_shares(run: ScrapingRun) -> dict[str, float]:
    """Share of the offers of a run that had a field, by field; empty for a run without offers."""
    kept = run.jobs_found - run.jobs_rejected
    if kept <= 0:
        return {}
    return {field: min(1.0, count / kept) for field, count in run.filled.items() if isinstance(count, int)}


def _good_runs() -> dict[str, tuple[ScrapingRun, ...]]:
    """The last good runs of each source, newest first."""
    place = func.row_number().over(partition_by=ScrapingRun.source, order_by=ScrapingRun.id.desc())
    numbered = select(ScrapingRun.id, place.label("place")).where(ScrapingRun.status == "ok").subquery()
    found: dict[str, list[ScrapingRun]] = {}
    for run in _rows(select(numbered.c.id).where(numbered.c.place <= GOOD_RUNS + 1)):
        found.setdefault(run.source, []).append(run)
    return {source: tuple(runs) for source, runs in found.items()}


def _rows(ids: object) -> Sequence[ScrapingRun]:
    query = select(ScrapingRun).where(ScrapingRun.id.in_(ids)).order_by(ScrapingRun.id.desc())  # type: ignore[arg-type]
    return db.session.scalars(query).all()


def _health(last: ScrapingRun, good: Sequence[ScrapingRun]) -> Health:
    """``good`` is newest first."""
    usual = good[1 : GOOD_RUNS + 1] or good[:1]
    return Health(
        last=last,
        last_good=good[0] if good else None,
        median=median(run.jobs_found for run in usual) if usual else None,
        good_runs=len(usual),
        fills=_fills(last if last.jobs_found else good[0] if good else last, good),
    )


def _fills(shown: ScrapingRun, good: Sequence[ScrapingRun]) -> tuple[Fill, ...]:
    before = [fill_shares(run) for run in good if run.id != shown.id]
    return tuple(
        Fill(field, share, _mean([shares.get(field, 0.0) for shares in before if shares]))
        for field, share in fill_shares(shown).items()
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
