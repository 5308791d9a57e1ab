"""The dashboard in words: only what there is to show, and for the rest what to do first."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.tracker.status import ENDED
from app.services.dashboard.agenda import Agenda, Entry
from app.services.dashboard.fresh import FITS, Fresh, NewMatch
from app.services.dashboard.kept import Kept
from app.services.dashboard.overview import Dashboard
from app.web.pages.dashboard_advice import CvAdvice, LearningView, advice, learning_view
from app.web.pages.dashboard_charts import (
    ApplicationsView,
    DemandView,
    HistoryView,
    applications_view,
    demand_view,
    history_view,
)
from app.web.pages.saved_jobs import SavedView, saved_view
from app.web.visits import Visit
from app.web.words import country_name, number
from app.words.labels import label
from app.words.tracker import local_clock


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do first, and what the dashboard then shows."""

    title: str
    text: str
    url: str
    symbol: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """Never zero: what there is none of is left out."""

    label: str
    shown: str
    url: str


@dataclass(frozen=True, slots=True)
class FreshView:
    said: str
    best: tuple[tuple[NewMatch, str], ...]
    """Each with where it is."""


@dataclass(frozen=True, slots=True)
class EntryView:
    entry: Entry
    kind: str
    when: str
    note: str


@dataclass(frozen=True, slots=True)
class KeptView:
    """``said`` is how many there are and how many changed."""

    said: str
    changed: tuple[SavedView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class DashboardPage:
    """Parts are None, or empty, while there is nothing to show in them; ``steps`` then say how to fill them."""

    steps: tuple[Step, ...]
    figures: tuple[Figure, ...] = ()
    fresh: FreshView | None = None
    agenda: tuple[EntryView, ...] = ()
    kept: KeptView | None = None
    applications: ApplicationsView | None = None
    demand: DemandView | None = None
    learning: LearningView | None = None
    history: HistoryView | None = None
    advice: CvAdvice | None = None

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def is_begun(self) -> bool:
        return self.done > 0

    @property
    def is_complete(self) -> bool:
        return self.done == len(self.steps)

    @property
    def has_charts(self) -> bool:
        drawn = self.applications and self.applications.chart, self.history and self.history.charts
        return bool(self.demand or any(drawn))


def empty_page() -> DashboardPage:
    """For somebody who left no data here yet."""
    return DashboardPage(_steps(has_cv=False, saved=0, applications=0, courses=0))


def dashboard_page(found: Dashboard, visit: Visit) -> DashboardPage:
    courses = sum(found.learning.courses.values())
    return DashboardPage(
        steps=_steps(found.cv_id is not None, found.kept.total, found.applications, courses),
        figures=_figures(found),
        fresh=_fresh(found.fresh, visit, found.zone) if found.fresh else None,
        agenda=_agenda(found.agenda, found.zone),
        kept=_kept(found.kept) if found.kept.total else None,
        applications=applications_view(found.statuses, found.funnel) if found.applications else None,
        demand=demand_view(found.demand) if found.demand.skills else None,
        learning=learning_view(found.learning),
        history=history_view(found.history, found.today) if found.today else None,
        advice=advice(found.told, found.cv_id) if found.told and found.cv_id else None,
    )


def _steps(has_cv: bool, saved: int, applications: int, courses: int) -> tuple[Step, ...]:
    return (
        Step(
            _("Upload your CV"),
            _("You then see here which new offers fit you, how your scores move, and what your CV lacks."),
            "/cv",
            "file-earmark-person",
            has_cv,
        ),
        Step(
            _("Save offers that interest you"),
            _("You then see here when one changes or closes, and which skills they ask for against yours."),
            "/",
            "bookmark",
            bool(saved),
        ),
        Step(
            _("Track an application"),
            _("You then see here what is due, how far your applications come, and which sources answer."),
            "/applications/new",
            "kanban",
            bool(applications),
        ),
        Step(
            _("Choose a course"),
            _("You then see here how far you are, and what the next one would close."),
            "/learning-plan" if has_cv else "/courses",
            "mortarboard",
            bool(courses),
        ),
    )


def _figures(found: Dashboard) -> tuple[Figure, ...]:
    under_way = sum(n for status, n in found.statuses.items() if status not in {*ENDED, "saved", "no_answer"})
    every = (
        (_("New and fitting"), found.fresh.fitting if found.fresh else 0, "#new"),
        (_("Due now"), found.agenda.due, "#due"),
        (_("Saved offers"), found.kept.total, "/saved"),
        (_("Applications under way"), under_way, "/applications"),
        (_("Open offers that fit"), found.fresh.open_fitting if found.fresh else 0, "/recommendations"),
    )
    return tuple(Figure(name, number(count), url) for name, count, url in every if count)


def _fresh(fresh: Fresh, visit: Visit, zone: str) -> FreshView:
    best = tuple((one, _place(one)) for one in fresh.best)
    since = _since(visit, zone)
    points = number(FITS)
    if not fresh.new:
        text = _("No new offers %(since)s.", since=since)
        return FreshView(f"{text} {_open_ones(fresh, points)}", best)
    came = ngettext(
        "%(n)s new offer %(since)s", "%(n)s new offers %(since)s", fresh.new, n=number(fresh.new), since=since
    )
    if fresh.fitting:
        fit = ngettext(
            "%(n)s reaches %(points)s points.",
            "%(n)s reach %(points)s points.",
            fresh.fitting,
            n=number(fresh.fitting),
            points=points,
        )
    else:
        fit = _("none reaches %(points)s points. The nearest:", points=points)
    return FreshView(f"{came}; {fit}", best)


def _since(visit: Visit, zone: str) -> str:
    if visit.is_return:
        return _("since your last visit on %(when)s", when=local_clock(visit.since, zone))
    return _("since %(when)s", when=local_clock(visit.since, zone))


def _open_ones(fresh: Fresh, points: str) -> str:
    count = fresh.open_fitting
    if not count:
        return _("No open offer reaches %(points)s points yet.", points=points)
    return ngettext(
        "%(n)s open offer reaches %(points)s points.",
        "%(n)s open offers reach %(points)s points.",
        count,
        n=number(count),
        points=points,
    )


def _place(one: NewMatch) -> str:
    parts = (one.city, country_name(one.country)) if one.city else (one.location, "")
    return ", ".join(filter(None, parts)) or country_name(one.country)


def _agenda(agenda: Agenda, zone: str) -> tuple[EntryView, ...]:
    return tuple(_entry(entry, zone) for entry in agenda.entries)


def _entry(entry: Entry, zone: str) -> EntryView:
    if entry.kind == "follow_up":
        kind, note = _("Follow up"), _("due") if entry.is_past else ""
    else:
        kind = _("Interview: %(kind)s", kind=label("interview_kind", entry.kind))
        note = _("How did it go?") if entry.is_past else ""
    return EntryView(entry, kind, local_clock(entry.when, zone), note)


def _kept(kept: Kept) -> KeptView:
    said = ngettext("%(n)s saved offer", "%(n)s saved offers", kept.total, n=number(kept.total))
    if kept.changed:
        changed = ngettext(
            "%(n)s changed since you saved it.",
            "%(n)s changed since you saved them.",
            kept.changed,
            n=number(kept.changed),
        )
    else:
        changed = _("none changed since you saved it.")
    shown = tuple(saved_view(offer) for offer in kept.shown)
    return KeptView(f"{said}; {changed}", shown, kept.changed - len(shown))
