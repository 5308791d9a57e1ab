"""Saved offers as their page shows them: what changed in words, filters as menus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace
from urllib.parse import urlencode

from flask_babel import gettext as _

from app.core.saved_jobs.changes import Change, Facts
from app.core.tracker.record import TEXT
from app.errors import BadInput
from app.services.saved_jobs.listing import SORTS, STATES, Asked, Listing, SavedOffer
from app.web.pages.job import why_closed
from app.web.pages.menus import Menu, menu
from app.web.words import country_name, day, salary

LONGEST = 200
MAX_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class ChangeView:
    """``url`` leads to the offer that is meant, or is empty."""

    text: str
    is_bad: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class SavedView:
    offer: SavedOffer
    changes: tuple[ChangeView, ...]
    where: str


@dataclass(frozen=True, slots=True)
class SavedPage:
    """``here`` is the address of this very page; ``previous_url`` and ``next_url`` are empty at the ends."""

    asked: Asked
    total: int
    found: int
    hidden: int
    has_cv: bool
    offers: tuple[SavedView, ...]
    menus: tuple[Menu, ...]
    here: str
    previous_url: str
    next_url: str
    pages: int
    longest: int = TEXT


def asked_for(given: Mapping[str, str]) -> Asked:
    """Raises BadInput for a value that is not offered."""
    words, state, sort = given.get("q", "").strip(), given.get("state", ""), given.get("sort", "")
    country, favorites, page = given.get("country", ""), given.get("favorites", ""), given.get("page", "1")
    wrong = {
        "q": len(words) > LONGEST,
        "state": bool(state) and state not in STATES,
        "country": bool(country) and not (len(country) == 2 and country.isascii() and country.isalpha()),
        "favorites": favorites not in {"", "1"},
        "sort": bool(sort) and sort not in SORTS,
        "page": not (page.isascii() and page.isdigit() and len(page) < 5 and 0 < int(page) <= MAX_PAGE),
    }
    for name, is_wrong in wrong.items():
        if is_wrong:
            text = _("Choose one of the offered values.")
            raise BadInput(text, code="invalid_filter", fields={name: text})
    return Asked(words, state, country.upper(), favorites == "1", sort, int(page))


def saved_page(listing: Listing) -> SavedPage:
    asked = listing.asked
    return SavedPage(
        asked=asked,
        total=listing.total,
        found=listing.found,
        hidden=listing.hidden,
        has_cv=listing.has_cv,
        offers=tuple(saved_view(offer) for offer in listing.offers),
        menus=_menus(listing),
        here=_url(asked, asked.page),
        previous_url=_url(asked, min(asked.page - 1, listing.pages)) if asked.page > 1 else "",
        next_url=_url(asked, asked.page + 1) if asked.page < listing.pages else "",
        pages=listing.pages,
    )


def _url(asked: Asked, page: int) -> str:
    given = {
        "q": asked.words,
        "state": asked.state,
        "country": asked.country,
        "favorites": "1" if asked.favorites else "",
        "sort": asked.sort,
        "page": str(page) if page > 1 else "",
    }
    pairs = [(name, value) for name, value in given.items() if value]
    return f"/saved?{urlencode(pairs)}" if pairs else "/saved"


def _menus(listing: Listing) -> tuple[Menu, ...]:
    asked = listing.asked
    sorts = [("salary", _("Salary")), ("title", _("Job title"))]
    if listing.has_cv:
        sorts.insert(0, ("match", _("Match")))
    countries = [(code, country_name(code)) for code in listing.countries]
    return (
        menu(
            "state", _("State"), asked.state, [("open", _("Still open")), ("closed", _("No longer offered"))]
        ),
        menu("country", _("Country"), asked.country, countries),
        menu("favorites", _("Favourites"), "1" if asked.favorites else "", [("1", _("Only favourites"))]),
        menu("sort", _("Sort order"), asked.sort, sorts, every=_("Saved last")),
    )


def saved_view(offer: SavedOffer) -> SavedView:
    parts = (offer.city, country_name(offer.country)) if offer.city else (offer.location, "")
    return SavedView(
        offer=offer,
        changes=tuple(_change(change, offer) for change in offer.changes),
        where=", ".join(filter(None, parts)) or country_name(offer.country),
    )


def _change(change: Change, offer: SavedOffer) -> ChangeView:
    values = {"before": change.before, "after": change.after}
    twin = f"/job/{offer.twin_id}" if offer.twin_id else ""
    if change.code == "closed":
        since = day(offer.closed_at or offer.last_seen_at)
        text = _("No longer offered since %(day)s.", day=since)
        return ChangeView(f"{text} {why_closed(offer.closed_reason)}".strip(), is_bad=True, url=twin)
    if change.code == "copy":
        return ChangeView(_("The same offer is listed from another source now."), url=twin)
    return ChangeView(
        {
            "reopened": _("It is open again."),
            "title": _("Title changed from “%(before)s” to “%(after)s”.", **values),
            "company": _("Company changed from “%(before)s” to “%(after)s”.", **values),
            "place": _("Place changed from “%(before)s” to “%(after)s”.", **values),
            "salary": _salary_change(offer),
            "reposted": _("Posted again on %(day)s.", day=day(offer.reposted_at)),
            "text": _("The text of the offer changed."),
        }[change.code]
    )


def _salary_change(offer: SavedOffer) -> str:
    before, after = salary(_paid(offer.then)), salary(offer)
    if before and after:
        return _("Salary changed: %(before)s → %(after)s.", before=before, after=after)
    if after:
        return _("A salary is stated now: %(after)s.", after=after)
    return _("The salary (%(before)s) is no longer stated.", before=before)


def _paid(facts: Facts) -> SimpleNamespace:
    return SimpleNamespace(
        salary_min=Decimal(facts.salary_min) if facts.salary_min else None,
        salary_max=Decimal(facts.salary_max) if facts.salary_max else None,
        salary_currency=facts.salary_currency or None,
        salary_period=facts.salary_period or None,
        salary_text=None,
    )
