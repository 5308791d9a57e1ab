"""Applications as pages show them: the board and the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask_babel import gettext as _

from app.core.tracker.funnel import BY_HAND, Counts, Funnel
from app.core.tracker.status import STATUSES
from app.errors import BadInput
from app.services.tracker.board import SORTS, Asked, Card, Listing
from app.services.tracker.moving import Placed
from app.web.pages.menus import Menu, menu
from app.web.times import since
from app.web.words import number
from app.words.labels import label, table_of
from app.words.tracker import local_clock, local_day

VIEWS = ("board", "table")
IN_COLUMN, IN_TABLE = 50, 100
LONGEST = 200


@dataclass(frozen=True, slots=True)
class CardView:
    """Times in words; ``applied``, ``follow_up`` and ``interview`` are "" where there is none."""

    card: Card
    applied: str
    follow_up: str
    interview: str
    changed: str
    source: str


@dataclass(frozen=True, slots=True)
class Column:
    """``more`` counts the cards that are only in the table, at ``more_url``."""

    status: str
    label: str
    count: int
    cards: tuple[CardView, ...]
    more: int
    more_url: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Of a column of the table that it can be sorted by."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class StageView:
    label: str
    count: str
    share: float | None
    share_text: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    name: str
    sent: str
    answers: str
    interviews: str
    offers: str


@dataclass(frozen=True, slots=True)
class FunnelView:
    stages: tuple[StageView, ...]
    sources: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class BoardPage:
    """``query`` goes with every form, so that filters stay. ``said`` is what just happened, for all to hear."""

    view: str
    asked: Asked
    query: str
    total: int
    shown: int
    columns: tuple[Column, ...]
    cards: tuple[CardView, ...]
    headings: Mapping[str, Heading]
    menus: tuple[Menu, ...]
    statuses: tuple[tuple[str, str], ...]
    board_url: str
    table_url: str
    funnel: FunnelView | None
    hidden: int
    said: str = ""


def asked_for(given: Mapping[str, str]) -> Asked:
    """Raises BadInput for a value that is not offered."""
    words, company = given.get("q", "").strip(), given.get("company", "").strip()
    status, sort = given.get("status", ""), given.get("sort", "")
    wrong = {
        "q": len(words) > LONGEST,
        "company": len(company) > 255,
        "status": bool(status) and status not in STATUSES,
        "sort": bool(sort) and sort not in SORTS,
    }
    for name, is_wrong in wrong.items():
        if is_wrong:
            text = _("Choose one of the offered values.")
            raise BadInput(text, code="invalid_filter", fields={name: text})
    return Asked(words, status, company, sort)


def board_page(listing: Listing, view: str, funnel: Funnel | None, moved: Placed | None = None) -> BoardPage:
    asked = listing.asked
    cards = tuple(_card(card, listing.zone) for card in listing.cards[:IN_TABLE]) if view == "table" else ()
    return BoardPage(
        view=view,
        asked=asked,
        query=query_of(asked),
        total=listing.total,
        shown=len(listing.cards),
        columns=tuple(_column(listing, status) for status in STATUSES) if view == "board" else (),
        cards=cards,
        headings={sort: _heading(asked, sort) for sort in SORTS},
        menus=_menus(listing),
        statuses=tuple(table_of("application_status").items()),
        board_url=f"/applications{query_of(asked, view='board')}",
        table_url=f"/applications{query_of(asked, view='table')}",
        funnel=funnel_view(funnel) if funnel and funnel.total.sent else None,
        hidden=max(len(listing.cards) - len(cards), 0) if view == "table" else 0,
        said=moved_text(moved) if moved else "",
    )


def moved_text(moved: Placed) -> str:
    return _(
        "%(title)s is in “%(status)s” now, at place %(number)s of %(count)s.",
        title=moved.title,
        status=label("application_status", moved.status),
        number=moved.number,
        count=moved.count,
    )


def query_of(asked: Asked, **more: str) -> str:
    """With its question mark; "" for nothing."""
    given = {"q": asked.words, "status": asked.status, "company": asked.company, "sort": asked.sort, **more}
    pairs = [(name, value) for name, value in given.items() if value]
    return f"?{urlencode(pairs)}" if pairs else ""


def _column(listing: Listing, status: str) -> Column:
    cards = listing.column(status)
    asked = Asked(listing.asked.words, status, listing.asked.company)
    return Column(
        status=status,
        label=label("application_status", status),
        count=len(cards),
        cards=tuple(_card(card, listing.zone) for card in cards[:IN_COLUMN]),
        more=max(len(cards) - IN_COLUMN, 0),
        more_url=f"/applications{query_of(asked, view='table')}",
    )


def _card(card: Card, zone: str) -> CardView:
    return CardView(
        card=card,
        applied=local_day(card.applied_at, zone),
        follow_up=local_day(card.follow_up_at, zone),
        interview=local_clock(card.interview_at, zone),
        changed=since(card.updated_at),
        source=source_name(card.source),
    )


def source_name(source: str) -> str:
    return _("Added by hand") if source in {"", BY_HAND} else label("source", source)


def _heading(asked: Asked, sort: str) -> Heading:
    query = query_of(Asked(asked.words, asked.status, asked.company, sort))
    is_current = asked.sort == sort or (not asked.sort and sort == "updated")
    return Heading(label("tracker_sort", sort), f"/applications{query}", is_current)


def _menus(listing: Listing) -> tuple[Menu, ...]:
    asked = listing.asked
    companies = [(name, name) for name in listing.companies[:300]]
    sorts = [pair for pair in table_of("tracker_sort").items() if pair[0] != "updated"]
    return (
        menu("status", _("Status"), asked.status, table_of("application_status").items()),
        menu("company", _("Company"), asked.company, companies),
        menu("sort", _("Sort order"), asked.sort, sorts, every=label("tracker_sort", "updated")),
    )


def funnel_view(funnel: Funnel) -> FunnelView:
    total = funnel.total
    steps = (
        (_("Sent"), total.sent, None),
        (_("Answers"), total.answers, total.answer_rate),
        (_("Interviews"), total.interviews, total.interview_rate),
        (_("Offers"), total.offers, total.offer_rate),
    )
    return FunnelView(
        stages=tuple(StageView(name, number(count), rate, _percent(rate)) for name, count, rate in steps),
        sources=tuple(_source_row(source, counts) for source, counts in funnel.by_source[:20]),
    )


def _source_row(source: str, counts: Counts) -> SourceRow:
    rates = (counts.answer_rate, counts.interview_rate, counts.offer_rate)
    return SourceRow(source_name(source), number(counts.sent), *(_percent(rate) or "–" for rate in rates))


def _percent(rate: float | None) -> str:
    return "" if rate is None else _("%(n)s %%", n=number(round(100 * rate)))
