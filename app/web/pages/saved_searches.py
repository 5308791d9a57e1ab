"""Saved searches in words."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from app.core.search.filters import Filters
from app.core.search.query import PLACE_SIGN
from app.services.saved_searches import LENGTH_OF_NAME, SavedSearch
from app.web.words import chip_label

_OWN_FIELDS = {
    "keyword",
    "location",
    "country",
    "job_type",
    "experience_level",
    "remote",
    "skill",
    "salary_min",
}


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """``others`` is what the form has no field for, in words."""

    search: SavedSearch
    says: tuple[str, ...]
    others: tuple[str, ...]


def search_entry(search: SavedSearch) -> SearchEntry:
    return SearchEntry(search, _said(search.filters), _said(search.filters, without=_OWN_FIELDS))


def proposed_name(filters: Filters) -> str:
    """The words and places, then the filters."""
    words = " ".join(filter(None, (filters.keyword, filters.company)))
    places = filters.location.replace(PLACE_SIGN, "/")
    said = _said(filters, without={"keyword", "company", "location"})
    return " · ".join(filter(None, (words, places, *said)))[:LENGTH_OF_NAME]


def saved_query(filters: Filters) -> str:
    return urlencode(filters.to_pairs(sort=None, page=1))


def _said(filters: Filters, without: set[str] | None = None) -> tuple[str, ...]:
    pairs = filters.to_pairs(sort=None, page=1)
    return tuple(str(chip_label(name, value)) for name, value in pairs if name not in (without or ()))
