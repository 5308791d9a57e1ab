"""Which objects of a JSON document are offers, and where in it they are listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from job_scraper.fields import columns
from job_scraper.fields.lookup import squeeze

_SURE_TITLES = frozenset(columns.TITLE) - {
    "name",
    "text",
    "position",
    "role",
    "offre",
    "offer",
    "beruf",
    "metier",
}
_WEAK_TITLES = frozenset({"name", "text", "position", "role", "offre", "offer"})
_OTHER_PARTS = frozenset(
    {
        *columns.DESCRIPTION,
        *columns.URL,
        *columns.LOCATION,
        *columns.COMPANY,
        *columns.PUBLISHED,
    }
)
_DEPTH: Final = 6


def is_offer(value: object) -> bool:
    """It has a title, and something else that offers have."""
    if not isinstance(value, Mapping):
        return False
    names = _names(value)
    others = len(names & _OTHER_PARTS)
    return bool(names & _SURE_TITLES and others) or bool(names & _WEAK_TITLES and others >= 2)


def _names(value: Mapping[Any, Any]) -> set[str]:
    return {squeeze(str(key)) for key in islice(value, 200)}


def offers_in(document: Any) -> list[Mapping[str, Any]]:
    """The longest list of offers, wherever it is nested; else the one object that is an offer itself."""
    best: list[Mapping[str, Any]] = []
    for value in _walk(document):
        if isinstance(value, list):
            listed = [item for item in value if isinstance(item, Mapping)]
            if len(listed) > len(best) and sum(map(is_offer, listed[:20])) * 2 >= len(listed[:20]):
                best = listed
    if best:
        return best
    return next(([value] for value in _walk(document) if isinstance(value, Mapping) and is_offer(value)), [])


def _walk(document: Any) -> Iterator[Any]:
    """Every object and list, level by level; what is surely an offer is not looked into."""
    level = [document]
    for _ in range(_DEPTH):
        deeper: list[Any] = []
        for value in level:
            yield value
            if isinstance(value, Mapping) and not (is_offer(value) and _SURE_TITLES & _names(value)):
                deeper += [item for item in value.values() if isinstance(item, Mapping | list)]
            elif isinstance(value, list):
                deeper += [item for item in value[:200] if isinstance(item, Mapping | list)]
        level = deeper
