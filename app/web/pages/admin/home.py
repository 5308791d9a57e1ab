"""The pages of the administration, each with how things stand there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from app.models import utc_now
from app.services.admin_overview import Overview
from app.services.backups.records import FRESH
from app.web.pages.admin.ai import ai_page
from app.web.pages.admin.runs import NEEDS_A_LOOK, source_label
from app.web.times import lasted
from app.web.words import number

MOST_NAMES = 3
SLOW = 300  # seconds after which work should have been taken up


@dataclass(frozen=True, slots=True)
class Card:
    """``tone`` and ``state`` say how things stand, ``more`` what else is worth a line."""

    url: str
    title: str
    text: str
    tone: str
    state: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class HomePage:
    cards: tuple[Card, ...]

    @property
    def troubles(self) -> int:
        return sum(card.tone in {"warn", "bad"} for card in self.cards)


def home_page(found: Overview) -> HomePage:
    return HomePage(tuple(_cards(found)))


def _cards(found: Overview) -> Iterator[Card]:
    yield _sources(found)
    yield _copies(found)
    yield _work(found)
    yield _index(found)
    yield _questions(found)
    yield _model(found)
    yield Card(
        "/admin/users",
        _("People"),
        _("Accounts: find them, disable them, make administrators."),
        "plain",
        ngettext("%(n)s account", "%(n)s accounts", found.people, n=number(found.people)),
        ngettext("%(n)s disabled", "%(n)s disabled", found.disabled, n=number(found.disabled))
        if found.disabled
        else "",
    )
    yield Card(
        "/admin/audit",
        _("Audit log"),
        _("Who did what to accounts and settings."),
        "plain",
        ngettext(
            "%(n)s entry in 24 hours", "%(n)s entries in 24 hours", found.entries, n=number(found.entries)
        ),
        _("%(n)s failed log-ins", n=number(found.failed_sign_ins)) if found.failed_sign_ins else "",
    )
    yield _figures(found)
    yield Card("/admin/scraping/export", _("Export"), _("Offers and runs as files."), "plain", "")


def _figures(found: Overview) -> Card:
    """Backups are made on the machine, so they have no page of their own."""
    backup, text = found.backup, _("People, offers, use, mails, costs and storage.")
    if backup.last is None:
        tone, said = ("bad" if backup.fault else "plain"), _("No backup was made yet.")
    else:
        age = utc_now() - backup.last
        said = _("The last good backup is %(time)s old.", time=lasted(age))
        tone = "warn" if backup.fault or age > FRESH else "good"
    return Card(
        "/admin/stats", _("Figures"), text, tone, said, _("A backup failed since.") if backup.fault else ""
    )


def _sources(found: Overview) -> Card:
    failing = [
        source_label(run.source) for run in found.runs if run.completed_at and run.status in NEEDS_A_LOOK
    ]
    text = _("Where offers come from, and how each source is doing.")
    count = ngettext("%(n)s offer shown", "%(n)s offers shown", found.offers, n=number(found.offers))
    if failing:
        names = ", ".join(failing[:MOST_NAMES]) + ("…" if len(failing) > MOST_NAMES else "")
        n = len(failing)
        said = ngettext("%(n)s source needs a look", "%(n)s sources need a look", n, n=number(n))
        return Card("/admin/scraping", _("Sources"), text, "bad", said, names)
    if not found.sources_on:
        return Card("/admin/scraping", _("Sources"), text, "warn", _("No source is on."), count)
    said = ngettext(
        "%(n)s source is on", "%(n)s sources are on", found.sources_on, n=number(found.sources_on)
    )
    return Card("/admin/scraping", _("Sources"), text, "good", said, count)


def _copies(found: Overview) -> Card:
    said = ngettext("%(n)s pair to decide", "%(n)s pairs to decide", found.pairs, n=number(found.pairs))
    text = _("Offers that look alike and were left apart.")
    return Card("/admin/scraping/copies", _("Copies"), text, "plain", said)


def _work(found: Overview) -> Card:
    text = _("What the worker was asked to do.")
    waits = utc_now() - found.oldest if found.oldest else None
    more = _(
        "%(waiting)s waiting, %(running)s running",
        waiting=number(found.queued),
        running=number(found.running),
    )
    if waits and waits.total_seconds() > SLOW:
        said = _("The first has waited for %(time)s.", time=lasted(waits))
        return Card(
            "/admin/tasks", _("Background work"), text, "bad", said, _("Is the worker running?") + " " + more
        )
    if found.failed_tasks or found.failed_mails:
        said = _(
            "%(tasks)s tasks and %(mails)s mails failed in 7 days.",
            tasks=number(found.failed_tasks),
            mails=number(found.failed_mails),
        )
        return Card("/admin/tasks", _("Background work"), text, "warn", said, more)
    return Card("/admin/tasks", _("Background work"), text, "good", _("Work is done as it comes."), more)


def _index(found: Overview) -> Card:
    index, text = found.index, _("How courses are found for skills.")
    courses = ngettext("%(n)s course", "%(n)s courses", index.courses, n=number(index.courses))
    if index.build:
        tone, said = "busy", _("The index is being built.")
    elif not index.courses:
        tone, said = "plain", _("There are no courses yet.")
    elif index.current is None:
        tone, said = "warn", _("No index was built yet.")
    elif index.fault or index.probe_fault:
        tone, said = "bad", _("The index cannot be read.")
    elif not index.is_current:
        tone, said = "warn", _("The index does not show all courses as they are.")
    else:
        tone, said = "good", _("The index is up to date.")
    return Card("/admin/chromadb", _("Course index"), text, tone, said, courses)


def _questions(found: Overview) -> Card:
    text = _("What quizzes ask, and what people say of it.")
    more = ngettext(
        "%(n)s question is asked", "%(n)s questions are asked", found.questions, n=number(found.questions)
    )
    if found.questions_waiting:
        n = found.questions_waiting
        said = ngettext("%(n)s question waits for a look", "%(n)s questions wait for a look", n, n=number(n))
        return Card("/admin/quizzes", _("Quiz questions"), text, "warn", said, more)
    return Card("/admin/quizzes", _("Quiz questions"), text, "good", _("Nothing waits for a look."), more)


def _model(found: Overview) -> Card:
    page = ai_page(found.ai)
    text = _("Optional help with wording, and what it costs.")
    more = _("%(spent)s spent this month", spent=page.spent) if found.ai.spent else ""
    return Card("/admin/ai", _("Language model"), text, page.tone, page.verdict, more)
