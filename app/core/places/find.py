"""Places named in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.core.places.gazetteer import Entry, entries, key, longest_name

MAX_CHARACTERS = 2000
_TOKEN = re.compile(r"[^\W_]+")
_ISOLATING = frozenset(",;()[]|/•·:-–—\n\t،")
_PREFIXES = "بلوف"  # in, to, and: written together with an Arabic name
_NOT_AFTER = frozenset({"new", "nouvelle", "neu", "rue", "avenue", "boulevard", "bd", "route", "نهج", "شارع"})
_LINKS = frozenset({"de", "du", "d", "la", "of"})


@dataclass(frozen=True, slots=True)
class Place:
    """``text`` is what was written; ``city`` is the gazetteer's spelling, ``country`` an ISO code."""

    text: str
    city: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class _Hit:
    entry: Entry
    start: int
    end: int


def find_place(text: str) -> Place | None:
    """The first town named, else the first country."""
    found = find_places(text)
    return next((place for place in found if place.city), found[0] if found else None)


def find_places(text: str) -> tuple[Place, ...]:
    """All places of a text in order, each once. A town and its country side by side are one place;
    a town beside another country is not the town we know ("Paris, Canada") and gives the country.
    """
    text = text[:MAX_CHARACTERS]
    return tuple(dict.fromkeys(_merged(list(_hits(text)), text)))


def _hits(text: str) -> Iterator[_Hit]:
    tokens = [(match.start(), match.end()) for match in _TOKEN.finditer(text)]
    names = [key(text[start:end]) for start, end in tokens]
    index = 0
    while index < len(tokens):
        length, entry = _longest(names, index)
        start = tokens[index][0]
        if entry is None:
            index += 1
            continue
        end = tokens[index + length - 1][1]
        if not _part_of_another(names[max(0, index - 2) : index]) and (
            not entry.common or _stands_alone(text, start, end)
        ):
            yield _Hit(entry, start, end)
        index += length


def _longest(names: list[str], index: int) -> tuple[int, Entry | None]:
    known = entries()
    for length in range(min(longest_name(), len(names) - index), 0, -1):
        entry = known.get(" ".join(names[index : index + length]))
        if entry is not None:
            return length, entry
    name = names[index]
    if len(name) > 4 and name[0] in _PREFIXES:
        return 1, known.get(name[1:])
    return 1, None


def _part_of_another(before: list[str]) -> bool:
    """ "New" Orleans and "rue de" Paris are other places."""
    last = before[-2:]
    if last and last[-1] in _LINKS:
        last.pop()
    return bool(last) and last[-1] in _NOT_AFTER


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A common word is a town only between separators and with a capital: "Nice, France"."""
    before = text[:start].rstrip(" ")[-1:]
    after = text[end:].lstrip(" ")[:1]
    capital = text[start] == text[start].upper()
    postcode = before.isdigit()
    return capital and (not before or before in _ISOLATING or postcode) and (not after or after in _ISOLATING)


def _merged(hits: list[_Hit], text: str) -> Iterator[Place]:
    index = 0
    while index < len(hits):
        hit = hits[index]
        after = hits[index + 1] if index + 1 < len(hits) else None
        if after is not None and _beside(hit, after, text):
            city = hit.entry.city or after.entry.city
            state = hit.entry if hit.entry.city is None else after.entry
            same = city is not None and city.country == state.country
            name = city.name if city is not None and same else None
            end = after.end + (text[after.end : after.end + 1] == ")")
            yield Place(text[hit.start : end], name, state.country)
            index += 2
        else:
            city = hit.entry.city
            yield Place(text[hit.start : hit.end], city.name if city else None, hit.entry.country)
            index += 1


def _beside(hit: _Hit, after: _Hit, text: str) -> bool:
    """A town and a country with nothing but punctuation between them."""
    gap = text[hit.end : after.start]
    mixed = (hit.entry.city is None) != (after.entry.city is None)
    return mixed and len(gap) <= 4 and not any(char.isalnum() for char in gap)
