"""Text as it is compared: lower case, no accents, compatibility forms resolved, offsets kept."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_SPECIAL = {
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ı": "i",
    "ى": "ي",
    "ة": "ه",
    "ک": "ك",
    "ی": "ي",
    "ـ": "",
    "♯": "#",
    "™": " ",
    "®": " ",
    "©": " ",
    "\u2028": "\n",
    "\u2029": "\n",
    "\x85": "\n",
    "\r": "\n",
}
_APOSTROPHES = "‘’‚‛ʼʹ′´`＇"
_DASHES = "‐‑‒–—―−﹣－"


def _fold_character(character: str) -> str:
    if character in _SPECIAL:
        return _SPECIAL[character]
    if character in _APOSTROPHES:
        return "'"
    if character in _DASHES:
        return "-"
    if unicodedata.category(character) in ("Cf", "Mn"):
        return ""
    digit = unicodedata.digit(character, None)
    if digit is not None and unicodedata.category(character) == "Nd":
        return str(digit)
    plain = (part for part in unicodedata.normalize("NFKD", character.casefold()))
    kept = "".join(part for part in plain if unicodedata.category(part) not in ("Cf", "Mn"))
    return "".join(_SPECIAL.get(part, part) for part in kept.casefold())


class _FoldTable(dict[int, str]):
    """Filled on demand, so that only characters that occur are ever looked up in the Unicode tables."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


_TABLE = _FoldTable()


def fold(text: str) -> str:
    """Case-, accent- and width-insensitive form of ``text``."""
    return text.lower() if text.isascii() and "\r" not in text and "`" not in text else text.translate(_TABLE)


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
        found = bisect_right(self._starts, place) - 1
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
    odd = {character for character in set(text) if len(_TABLE[ord(character)]) != 1}
    if not odd:
        return Folded(fold(text), text)
    breaks: list[tuple[int, int, int]] = []
    grown = 0
    for origin, character in enumerate(text):
        if character in odd:
            length = len(_TABLE[ord(character)])
            breaks.append((origin + grown, origin, length))
            grown += length - 1
    return Folded(text.translate(_TABLE), text, tuple(start for start, _, _ in breaks), tuple(breaks))
