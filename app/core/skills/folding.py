"""Text as it is compared: lower case, no accents, compatibility forms resolved, offsets kept."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_LETTERS = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_ARABIC = {"ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ـ": ""}
_SIGNS = {
    **dict.fromkeys("‘’‚‛ʼʹ′´`＇", "'"),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("«»“”„‟‹›", '"'),
    **dict.fromkeys("•·●▪◦‣∙■□►▶➢➤✓✔★◆○※", "*"),
    **dict.fromkeys("™®©", " "),
    **dict.fromkeys("\u2028\u2029\x85\r", "\n"),
    **dict.fromkeys("،٬", ","),
    "؛": ";",
    "؟": "?",
    "۔": ".",
    "♯": "#",
    "…": ",",
    "€": "$",
}
_SPECIAL = _LETTERS | _ARABIC | _SIGNS
_MOST_KNOWN = 20_000
_DROPPED = ("Cf", "Mn")  # invisible signs and combining marks


def _fold_character(character: str) -> str:
    if character in _SPECIAL:
        return _SPECIAL[character]
    category = unicodedata.category(character)
    if category in _DROPPED:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(character))
    parts = unicodedata.normalize("NFKD", character.casefold())
    kept = "".join(part for part in parts if unicodedata.category(part) not in _DROPPED).casefold()
    return "".join(_SPECIAL.get(part, part) for part in kept)


class _FoldTable(dict[int, str]):
    """Filled on demand with the characters that occur, up to a limit that no honest text reaches."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if len(self) < _MOST_KNOWN:
            self[code] = folded
        return folded


_TABLE = _FoldTable()
_PLAIN = frozenset(chr(code) for code in range(128)) - {"\r", "`"}
_MANY = 48


def _changed(text: str) -> list[str]:
    """Characters of ``text`` that lower case alone does not fold."""
    return [sign for sign in set(text) if sign not in _PLAIN and _TABLE[ord(sign)] != sign]


def fold(text: str) -> str:
    """Case-, accent- and width-insensitive form of ``text``."""
    return _replaced(text, _changed(text))


def _replaced(text: str, changed: list[str]) -> str:
    if len(changed) > _MANY:
        return text.translate(_TABLE)
    for character in changed:  # a few replacements of the whole text are faster than one lookup per character
        text = text.replace(character, _TABLE[ord(character)])
    return text.lower()


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` is folded; ``start_in_source`` and ``end_in_source`` lead back to the original.

    ``_breaks`` lists where a character did not fold to exactly one: (place in the folded text,
    place in the original, length of the fold).
    """

    text: str
    source: str
    _starts: tuple[int, ...] = ()
    _breaks: tuple[tuple[int, int, int], ...] = ()

    def start_in_source(self, place: int) -> int:
        """Index in the original of the character that gave the folded character at ``place``."""
        found = bisect_right(self._starts, place) - 1 if self._starts else -1
        if found < 0:
            return place
        start, origin, length = self._breaks[found]
        return origin if place < start + length else origin + 1 + place - start - length

    def end_in_source(self, place: int) -> int:
        """Index after the last original character of a folded range that ends before ``place``.

        Combining marks that follow belong to the character before them.
        """
        end = self.start_in_source(place - 1) + 1
        while end < len(self.source) and unicodedata.combining(self.source[end]):
            end += 1
        return end


def fold_with_offsets(text: str) -> Folded:
    changed = _changed(text)
    lengths = {character: len(_TABLE[ord(character)]) for character in changed}
    odd = sorted(
        place for character, length in lengths.items() if length != 1 for place in _places(text, character)
    )
    breaks: list[tuple[int, int, int]] = []
    grown = 0
    for origin in odd:
        length = lengths[text[origin]]
        breaks.append((origin + grown, origin, length))
        grown += length - 1
    return Folded(_replaced(text, changed), text, tuple(start for start, _, _ in breaks), tuple(breaks))


def _places(text: str, character: str) -> Iterator[int]:
    place = text.find(character)
    while place >= 0:
        yield place
        place = text.find(character, place + 1)
