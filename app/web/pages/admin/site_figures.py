"""Figures of the site as charts with their tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from app.core.privacy.few_people import LEAST
from app.services.site_figures import SiteFigures
from app.services.site_figures.weeks import Weeks
from app.services.site_figures.work import DAYS
from app.web.pages.admin.ai import dollars
from app.web.pages.admin.runs import source_label
from app.web.pages.market import Chart, Row
from app.web.words import country_name, day, file_size, number
from app.words.labels import label
from app.words.language import LANGUAGES


@dataclass(frozen=True, slots=True)
class Section:
    """``figures`` are (what, how many in words)."""

    id: str
    title: str
    figures: tuple[tuple[str, str], ...]
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class FiguresPage:
    at: datetime
    sections: tuple[Section, ...]
    least: int = LEAST


def figures_page(found: SiteFigures) -> FiguresPage:
    sections = (_people(found), _offers(found), _use(found), _work(found), _models(found), _storage(found))
    return FiguresPage(found.at, sections)


def _people(found: SiteFigures) -> Section:
    people = found.people
    languages = {
        LANGUAGES.get(code, code) if code else _("Never chosen"): n for code, n in people.languages.items()
    }
    figures = (
        (_("Registered"), number(people.registered)),
        (_("Seen in the last 7 days"), number(people.active_week)),
        (_("Seen in the last 30 days"), number(people.active_month)),
        (_("Guests"), number(people.guests)),
        (_("Administrators"), number(people.admins)),
        (_("Disabled"), number(people.disabled)),
    )
    charts = (
        _weekly("registered", _("New accounts by week"), _("Accounts"), people.weeks),
        _bars("languages", _("Language of the pages"), (_("Language"), _("People")), languages),
    )
    return Section("people", _("People"), figures, charts)


def _offers(found: SiteFigures) -> Section:
    offers = found.offers
    figures = ((_("Stored"), number(offers.total)), (_("Shown in the search"), number(offers.listed)))
    head = _("Offers")
    charts = (
        _bars("offers-source", _("Shown offers by source"), (_("Source"), head),
              {source_label(one.source): one.listed for one in offers.sources}),
        _bars("offers-country", _("Shown offers by country"), (_("Country"), head),
              {country_name(one.value) or _("Not given"): one.count for one in offers.countries}),
        _bars("offers-age", _("Shown offers by age"), (_("Age"), head),
              {label("offer_age", code): count for code, count in offers.ages.items()}),
    )  # fmt: skip
    return Section("offers", _("Offers"), figures, charts)


def _use(found: SiteFigures) -> Section:
    use = found.use
    figures = tuple((label("site_count", name), number(count)) for name, count in use.totals.items())
    charts = (
        _weekly("cv-weeks", _("New CVs by week"), _("CVs"), use.cv_weeks),
        _weekly("application-weeks", _("New applications by week"), _("Applications"), use.application_weeks),
        _coded("applications", _("Applications by status"), "application_status", use.applications),
        _coded("quizzes", _("Quizzes by outcome"), "quiz_outcome", use.quizzes),
        _bars("proofs", _("Proofs by outcome"), (_("Outcome"), _("Number")),
              {_proof(code): count for code, count in use.proofs.items()}),
        _coded("alerts", _("Alerts by how often"), "alert_frequency", use.alerts),
    )  # fmt: skip
    return Section("use", _("Use"), (*figures, (_("Alerts switched off"), number(use.alerts_off))), charts)


def _work(found: SiteFigures) -> Section:
    work = found.work
    waits = day(work.oldest) if work.oldest else "–"
    figures = (
        (_("Tasks waiting"), number(work.queued)),
        (_("Asked for first"), waits),
        (_("Tasks running"), number(work.running)),
        (_("Tasks failed, %(n)s days", n=DAYS), number(sum(one.failed for one in work.tasks))),
        (_("Alert mails sent, %(n)s days", n=DAYS), number(work.mails["sent"])),
        (_("Alert mails failed, %(n)s days", n=DAYS), number(work.mails["failed"])),
    )
    head = (_("Task"), _("Done"), _("Failed"))
    rows = tuple(
        Row(label("task_name", one.name), one.done, number(one.done), note=number(one.failed))
        for one in work.tasks
    )
    charts = (
        _weekly("mail-weeks", _("Alert mails sent by week"), _("Mails"), work.mail_weeks),
        Chart("tasks", _("Tasks of the last %(n)s days", n=DAYS), "bars", head, rows),
    )
    return Section("work", _("Background work and mails"), figures, charts)


def _models(found: SiteFigures) -> Section:
    work = found.work
    figures = (
        (_("Questions, %(n)s days", n=DAYS), number(sum(one.calls for one in work.calls))),
        (_("Failed"), number(sum(one.failed for one in work.calls))),
        (_("Spent this month"), dollars(work.spent)),
    )
    rows = tuple(
        Row(label("ai_purpose", one.purpose), one.calls, number(one.calls), note=dollars(one.micro_dollars))
        for one in work.calls
    )
    head = (_("Purpose"), _("Questions"), _("Cost"))
    chart = Chart("model-calls", _("Questions to a model, last %(n)s days", n=DAYS), "bars", head, rows)
    return Section("models", _("Language model"), figures, (chart,))


def _storage(found: SiteFigures) -> Section:
    storage = found.storage
    figures = (
        (_("Free on the disk"), _size(storage.free)),
        (_("Size of the disk"), _size(storage.disk)),
    )
    rows = tuple(
        Row(label("storage", name), round(used / 1_000_000, 2), _size(used))
        for name, used in storage.used.items()
    )
    chart = Chart("storage", _("Room taken, in megabytes"), "bars", (_("What"), _("Size")), rows)
    return Section("storage", _("Storage"), figures, (chart,))


def _size(size: int) -> str:
    return (
        file_size(size) if size < 1_000_000_000 else _("%(n)s GB", n=number(round(size / 1_000_000_000, 1)))
    )


def _proof(code: str) -> str:
    waiting = {"waiting", "checking", "failed"}
    return label("proof_state" if code in waiting else "verdict", code)


def _coded(id_: str, title: str, kind: str, counts: Mapping[str, int | None]) -> Chart:
    return _bars(
        id_, title, (_("Outcome"), _("Number")), {label(kind, code): n for code, n in counts.items()}
    )


def _bars(id_: str, title: str, head: tuple[str, str], counts: Mapping[str, int | None]) -> Chart:
    return Chart(id_, title, "bars", head, tuple(_rows(counts.items())))


def _weekly(id_: str, title: str, what: str, weeks: Weeks) -> Chart:
    counts = ((day(monday), count) for monday, count in weeks)
    text = _("Each week by its Monday.")
    return Chart(id_, title, "days", (_("Week"), what), tuple(_rows(counts)), text)


def _rows(counts: Iterable[tuple[str, int | None]]) -> Iterable[Row]:
    few = _("too few people")
    for said, count in counts:
        yield Row(said, count or 0, few if count is None else number(count))
