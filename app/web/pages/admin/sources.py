"""The sources as an administrator sees them: what each is, how it is doing, what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from app.models import utc_now
from app.services.offer_statistics import SourceCount, Statistics
from app.services.source_health import Fill, Health
from app.services.source_list import SourceState
from app.web.pages.admin.runs import NEEDS_A_LOOK, TONES, RunRow, run_row
from app.web.pages.admin.statistics import StatisticsView, statistics_view
from app.web.words import country_name, number
from app.words.labels import label
from job_scraper.source import Source

COMPARABLE = frozenset({"ok", "empty", "suspect"})  # runs that went through


@dataclass(frozen=True, slots=True)
class TermsView:
    """Sentences in the reader's language; ``tone`` is that of the verdict."""

    verdict: str
    tone: str
    summary: str
    url: str
    duties: tuple[str, ...]
    why_off: str
    instead: str
    attribution: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """``state`` is that of the last run, or waiting, running, never. ``warnings`` are sentences about what
    differs from usual; ``median`` is of the good runs, None before there were any."""

    name: str
    label: str
    homepage: str
    countries: str
    is_on: bool
    state: str
    tone: str
    advice: str
    last: RunRow | None
    last_good: RunRow | None
    median: float | None
    good_runs: int
    offers: int
    next_at: datetime | None
    every_hours: int
    warnings: tuple[str, ...]
    missing: tuple[str, ...]
    terms: TermsView

    @property
    def is_busy(self) -> bool:
        return self.state in {"waiting", "running"}

    @property
    def is_due(self) -> bool:
        return self.next_at is not None and self.next_at <= utc_now()

    @property
    def needs_a_look(self) -> bool:
        return self.is_on and (self.state in NEEDS_A_LOOK or bool(self.warnings))


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """``statistics`` are left out where only the sources are asked for again."""

    on: tuple[SourceRow, ...]
    off: tuple[SourceRow, ...]
    statistics: StatisticsView | None

    @property
    def is_busy(self) -> bool:
        return any(row.is_busy for row in (*self.on, *self.off))

    @property
    def to_look_at(self) -> tuple[SourceRow, ...]:
        return tuple(row for row in self.on if row.needs_a_look)


def sources_page(
    states: Iterable[SourceState], counts: Iterable[SourceCount], statistics: Statistics | None = None
) -> SourcesPage:
    counted = {source.source: source.listed for source in counts}
    rows = [source_row(state, counted.get(state.source.name, 0)) for state in states]
    return SourcesPage(
        on=tuple(row for row in rows if row.is_on),
        off=tuple(row for row in rows if not row.is_on),
        statistics=statistics_view(statistics) if statistics else None,
    )


def source_row(state: SourceState, offers: int) -> SourceRow:
    health, source = state.health, state.source
    last = run_row(health.last) if health.last else None
    code = "waiting" if state.is_waiting else last.state if last else "never"
    return SourceRow(
        name=source.name,
        label=source.label,
        homepage=source.homepage,
        countries=", ".join(country_name(country) for country in source.countries) or _("Worldwide"),
        is_on=state.set_up.is_on,
        state=code,
        tone=TONES.get(code, "plain"),
        advice=label("run_advice", code),
        last=last,
        last_good=run_row(health.last_good) if health.last_good else None,
        median=health.median,
        good_runs=health.good_runs,
        offers=offers,
        next_at=state.next_at,
        every_hours=state.set_up.every_hours,
        warnings=_warnings(state),
        missing=tuple(_(option.label) for option in source.options if option.name in state.set_up.missing),
        terms=terms_view(source),
    )


def terms_view(source: Source) -> TermsView:
    return TermsView(
        verdict=source.terms.verdict,
        tone={"open": "good", "key": "plain", "tolerated": "plain", "forbidden": "warn"}[
            source.terms.verdict
        ],
        summary=_said(source.terms.summary),
        url=source.terms.url,
        duties=tuple(_said(duty) for duty in source.terms.duties),
        why_off=_said(source.why_off),
        instead=_said(source.instead),
        attribution=source.attribution,
    )


def _said(sentence: str) -> str:
    """A sentence of a source in the reader's language. The empty text would be the catalogue's own head."""
    return _(sentence) if sentence else ""


def _warnings(state: SourceState) -> tuple[str, ...]:
    found = []
    if state.set_up.keys_unreadable:
        found.append(_("Its keys were saved under another SECRET_KEY. Write them again."))
    code = state.health.last.status if state.health.last else ""
    if code in COMPARABLE and state.health.found_fewer and state.health.median is not None:
        found.append(_fewer(state.health))
    if code in COMPARABLE:
        found += [_lost(fill) for fill in state.health.lost_fields]
    return tuple(found)


def _fewer(health: Health) -> str:
    found, usual = health.last.jobs_found if health.last else 0, round(health.median or 0)
    return ngettext(
        "%(num)d offer where %(usual)s are usual.",
        "%(num)d offers where %(usual)s are usual.",
        found,
        usual=number(usual),
    )


def _lost(fill: Fill) -> str:
    return _(
        "%(field)s: filled in %(now)s of 100 offers, usually in %(usual)s.",
        field=label("offer_field", fill.field),
        now=round(fill.share * 100),
        usual=round((fill.usual or 0) * 100),
    )
