"""Names of a table found in a text, whatever the case, accents and hyphens."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from app.core.cv.fold import fold

Entry = TypeVar("Entry")
_WORD = re.compile(r"[^\W_]+(?:\+(?![^\W_]))?")
_SHORT = 6  # letters; so short a name may be another word unless its case is right
_GAP = 6  # characters between two words of one name


@dataclass(frozen=True, slots=True)
class Found(Generic[Entry]):
    """``entry`` is what the table has for ``text[start:end]`` of the text that was given."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Name(Generic[Entry]):
    entry: Entry
    upper: bool
    capital: bool


class NameIndex(Generic[Entry]):
    """Immutable. Of names that begin at one place the longest counts; of equal names the first."""

    def __init__(self, named: Iterable[tuple[str, Entry]]) -> None:
        self._names: dict[str, _Name[Entry]] = {}
        self._longest: dict[str, int] = {}
        for name, entry in named:
            listed = words_in(name)
            if listed:
                self._names.setdefault(" ".join(listed), _written(name, entry, len(listed)))
                self._longest[listed[0]] = max(self._longest.get(listed[0], 0), len(listed))

    def find(self, text: str) -> list[Found[Entry]]:
        """In order, never overlapping. Linear in the length of the text."""
        folded = fold(text)
        places = [match.span() for match in _WORD.finditer(folded)]
        listed = [folded[start:end] for start, end in places]
        found: list[Found[Entry]] = []
        at = 0
        while at < len(listed):
            length = self._length_at(text, places, listed, at)
            if length:
                start, end = places[at][0], places[at + length - 1][1]
                entry = self._names[" ".join(listed[at : at + length])].entry
                found.append(Found(start, end, entry))
            at += length or 1
        return found

    def _length_at(self, text: str, places: list[tuple[int, int]], listed: list[str], at: int) -> int:
        for length in range(min(self._longest.get(listed[at], 0), len(listed) - at), 0, -1):
            name = self._names.get(" ".join(listed[at : at + length]))
            if name is None or not _close(places[at : at + length]):
                continue
            written = text[places[at][0] : places[at + length - 1][1]]
            if (not name.upper or written == written.upper()) and (
                not name.capital or not written[0].islower()
            ):
                return length
        return 0


def words_in(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _close(places: list[tuple[int, int]]) -> bool:
    return all(after[0] - here[1] <= _GAP for here, after in pairwise(places))


def _written(name: str, entry: Entry, size: int) -> _Name[Entry]:
    short = size == 1 and len(name) <= _SHORT
    return _Name(entry, short and name == name.upper() and name.isalpha(), short and name[0].isupper())
