"""What the dashboard draws: applications by stage, skills asked for, scores day by day. Each is a table first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final
from urllib.parse import urlencode

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.skills.lexicon import default_lexicon
from app.core.tracker.funnel import Funnel
from app.services.dashboard.demand import HAVE, LACK, NEAR, Demand, SkillDemand
from app.services.score_history import CvHistory, DayScore
from app.web.pages.market import Chart, Row
from app.web.pages.tracker import SourceRow, funnel_view
from app.web.words import day, number
from app.words.labels import label
from app.words.skills import skill_name

MOST_CHARTS: Final = 3
MOST_GAPS: Final = 5
WEAK_RUNGS: Final = frozenset({"mentioned", "used"})


@dataclass(frozen=True, slots=True)
class Status:
    label: str
    count: str
    url: str


@dataclass(frozen=True, slots=True)
class ApplicationsView:
    """``chart`` is None while none was sent. ``statuses`` are those in which something stands."""

    chart: Chart | None
    statuses: tuple[Status, ...]
    sources: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class SkillRow:
    """The offers that ask for it stand in the column of its state, the other columns are 0. ``offers`` in words."""

    label: str
    counts: tuple[int, ...]
    url: str
    offers: str
    courses_url: str


@dataclass(frozen=True, slots=True)
class DemandView:
    """``heads`` name the columns; without a CV to compare there is one count. ``lacking`` are to be learned, ``weak``
    to be shown better."""

    said: str
    heads: tuple[str, ...]
    skills: tuple[SkillRow, ...]
    lacking: tuple[SkillRow, ...]
    weak: tuple[SkillRow, ...]


@dataclass(frozen=True, slots=True)
class DayRow:
    """``mean`` is 0 to 100. ``is_new_method``: it does not compare with the day before."""

    day: str
    mean: float
    shown: str
    good: str
    offers: str
    is_new_method: bool


@dataclass(frozen=True, slots=True)
class HistoryChart:
    id: str
    name: str
    rows: tuple[DayRow, ...]

    @property
    def changed_method(self) -> bool:
        return any(row.is_new_method for row in self.rows)


@dataclass(frozen=True, slots=True)
class Standing:
    """One CV in words: where it stands, and how far it moved since its first day here by the method of today, ""
    where nothing moved."""

    name: str
    is_primary: bool
    said: str
    moved: str


@dataclass(frozen=True, slots=True)
class HistoryView:
    charts: tuple[HistoryChart, ...]
    standings: tuple[Standing, ...]


def applications_view(statuses: Mapping[str, int], funnel: Funnel) -> ApplicationsView:
    there = tuple(
        Status(
            label("application_status", status), number(count), f"/applications?status={status}&view=table"
        )
        for status, count in statuses.items()
        if count
    )
    if not funnel.total.sent:
        return ApplicationsView(None, there, ())
    counts = (funnel.total.sent, funnel.total.answers, funnel.total.interviews, funnel.total.offers)
    view = funnel_view(funnel)
    chart = Chart(
        id="funnel",
        title=_("How far they came"),
        kind="bars",
        head=(_("Stage"), _("Applications"), _("Share of sent ones")),
        rows=tuple(
            Row(stage.label, count, stage.count, stage.share_text or "–")
            for stage, count in zip(view.stages, counts, strict=True)
        ),
    )
    return ApplicationsView(chart, there, view.sources)


def demand_view(demand: Demand) -> DemandView:
    has_cv = any(one.state for one in demand.skills)
    columns = (HAVE, NEAR, LACK) if has_cv else ("",)
    rows = {one.skill: _skill_row(one, columns) for one in (*demand.skills, *demand.lacking)}
    weak = [one for one in demand.skills if one.state == HAVE and one.rung in WEAK_RUNGS]
    return DemandView(
        said=ngettext(
            "Of %(n)s offer that you saved or applied to.",
            "Of %(n)s offers that you saved or applied to.",
            demand.offers,
            n=number(demand.offers),
        ),
        heads=(_("Skill"), _("I show it"), _("I show something close"), _("I lack it"))
        if has_cv
        else (_("Skill"), _("Offers")),
        skills=tuple(rows[one.skill] for one in demand.skills),
        lacking=tuple(rows[one.skill] for one in demand.lacking[:MOST_GAPS]),
        weak=tuple(rows[one.skill] for one in weak[:MOST_GAPS]),
    )


def _skill_row(one: SkillDemand, columns: Sequence[str]) -> SkillRow:
    """The catalogue of courses is searched by the English name."""
    known = default_lexicon().skills.get(one.skill)
    return SkillRow(
        label=skill_name(one.skill),
        counts=tuple(one.offers if one.state == column else 0 for column in columns),
        url=f"/?{urlencode({'skill': one.skill})}",
        offers=ngettext("%(n)s offer", "%(n)s offers", one.offers, n=number(one.offers)),
        courses_url=f"/courses?{urlencode({'q': known.label if known else one.skill})}",
    )


def history_view(history: Sequence[CvHistory], today: DayScore) -> HistoryView:
    """The primary CV stands as it does now, whatever was noted of today before."""
    lines = [(one, _with_today(one.days, today) if one.is_primary else one.days) for one in history]
    charts = [
        HistoryChart(f"cv-{one.cv_id}", one.name, rows)
        for one, days in lines
        if len(rows := _day_rows(days)) > 1
    ]
    return HistoryView(
        charts=tuple(charts[:MOST_CHARTS]),
        standings=tuple(_standing(one, days) for one, days in lines if days),
    )


def _with_today(days: Sequence[DayScore], today: DayScore) -> tuple[DayScore, ...]:
    return (*(one for one in days if one.day < today.day), today)


def _day_rows(days: Sequence[DayScore]) -> tuple[DayRow, ...]:
    known = [one for one in days if one.best_mean is not None]
    changes = (one.scorer_version != next_.scorer_version for one, next_ in pairwise(known))
    return tuple(map(_day_row, known, chain([False], changes)))


def _day_row(one: DayScore, is_new_method: bool) -> DayRow:
    mean = one.best_mean or 0.0
    shown = (number(mean), number(one.good_offers), number(one.offers))
    return DayRow(day(one.day), mean, *shown, is_new_method)


def _standing(cv: CvHistory, days: Sequence[DayScore]) -> Standing:
    last = days[-1]
    alike = (one for one in days if one.scorer_version == last.scorer_version)
    first = next((one for one in alike if one.best_mean is not None), None)
    if last.best_mean is None:
        return Standing(cv.name, cv.is_primary, _("No open offer can be compared with it yet."), "")
    said = _("Its best matches reach %(n)s points on average.", n=number(last.best_mean))
    moved = round(last.best_mean - (first.best_mean or 0.0), 1) if first else 0.0
    if not moved or first is None:
        return Standing(cv.name, cv.is_primary, said, "")
    sign = "+" if moved > 0 else "−"
    return Standing(
        cv.name,
        cv.is_primary,
        said,
        _("%(n)s since %(day)s", n=f"{sign}{number(abs(moved))}", day=day(first.day)),
    )
