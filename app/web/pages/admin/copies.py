"""Pairs of offers side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from flask_babel import gettext as _

from app.services.copy_list import LISTS, PairList
from app.services.copy_review import OfferSide, PairToReview
from app.web.pages.admin.runs import source_label
from app.web.words import country_name, day
from app.words.labels import label


@dataclass(frozen=True, slots=True)
class Side:
    """``facts`` are (name, value, differs from the other side)."""

    id: int
    title: str
    url: str
    text: str
    facts: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """``similarity`` in percent; ``decided_by`` is "" for a pair that nobody decided."""

    one: Side
    other: Side
    is_copy: bool
    similarity: int | None
    decided_at: datetime | None
    decided_by: str


@dataclass(frozen=True, slots=True)
class CopiesPage:
    """``lists`` are (name, label, count, is shown)."""

    pairs: tuple[Pair, ...]
    lists: tuple[tuple[str, str, int, bool], ...]
    shown: str
    page: int
    pages: int

    def url(self, page: int) -> str:
        return copies_url(self.shown, page)


def copies_page(found: PairList) -> CopiesPage:
    return CopiesPage(
        pairs=tuple(_pair(one, found.names) for one in found.pairs),
        lists=tuple(
            (name, label("copy_list", name), found.counts[name], name == found.shown) for name in LISTS
        ),
        shown=found.shown,
        page=found.page,
        pages=found.pages,
    )


def copies_url(shown: str, page: int = 1) -> str:
    chosen = {"show": shown if shown in LISTS[1:] else "", "page": page if page > 1 else ""}
    query = urlencode({name: value for name, value in chosen.items() if value})
    return f"/admin/scraping/copies?{query}" if query else "/admin/scraping/copies"


def _pair(pair: PairToReview, names: Mapping[int, str]) -> Pair:
    one, other = _facts(pair.one), _facts(pair.other)
    return Pair(
        one=_side(pair.one, one, other),
        other=_side(pair.other, other, one),
        is_copy=pair.is_copy,
        similarity=None if pair.similarity is None else round(pair.similarity * 100),
        decided_at=pair.decided_at,
        decided_by=names.get(pair.decided_by_id or 0, ""),
    )


def _side(side: OfferSide, facts: Mapping[str, str], others: Mapping[str, str]) -> Side:
    return Side(
        id=side.id,
        title=side.title,
        url=side.job_url or "",
        text=side.excerpt,
        facts=tuple((name, value or "–", value != others[name]) for name, value in facts.items()),
    )


def _facts(side: OfferSide) -> dict[str, str]:
    """In words, by their names; the same names for every offer."""
    place = ", ".join(part for part in (side.city or side.location, country_name(side.country)) if part)
    return {
        _("Source"): source_label(side.source),
        _("Company"): side.company or "",
        _("Place"): place,
        _("Contract"): label("job_type", side.contract_type),
        _("Level"): label("experience_level", side.experience_level),
        _("Salary"): side.salary_text or "",
        _("Date posted"): day(side.published_at),
        _("First seen"): day(side.first_seen_at),
    }
