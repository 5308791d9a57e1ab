"""Words of folded text, with the signs that belong to names: c++, c#, .net, r & d."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from app.core.skills.arabic import LETTER
from app.core.skills.folding import Folded, fold, fold_with_offsets

_ANY = r"[^\W_]"
_WORD = f"{_ANY}+(?:\\+\\+|\\+(?!{_ANY})|(?<!{_ANY}{_ANY})#)?|&|(?<!{_ANY})\\.net(?!{_ANY})"
_ARABIC = f"[\u0621-\u064a]{{1,3}}(?=[a-z])|{_WORD}"  # "and" is written onto a Latin name
_TOKEN = re.compile(_WORD)
_SPLIT_ARABIC = re.compile(f"({_ARABIC.replace('(?<!' + _ANY * 2, '(?<![a-z0-9]' + _ANY)})")
_SPLIT = re.compile(f"({_WORD})")
_SPLIT_ASCII = re.compile(f"({_WORD.replace(_ANY, '[a-z0-9]')})")  # the same, several times faster
_SOFT_GAP = re.compile(r"[ \t\xa0]{0,3}\n?[ \t\xa0]{0,3}|[-/.'_]|-\n[ \t]{0,3}|' ")
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Page:
    """Words of a text with what stands between them.

    ``gaps[i]`` is before word ``i``, so it has one item more than ``words``. Word ``i`` stands at
    ``bounds[2 * i]``:``bounds[2 * i + 1]`` of the folded text.
    """

    folded: Folded
    words: list[str]
    gaps: list[str]
    bounds: list[int]

    def start(self, word: int) -> int:
        return self.bounds[2 * word]

    def end(self, word: int) -> int:
        return self.bounds[2 * word + 1]

    def joined(self, before: int) -> bool:
        """Whether word ``before`` and the next one may belong to one name.

        Commas, full stops, brackets, blank lines and bullets part names. A slash with spaces
        joins only short words, as in "CI / CD".
        """
        gap = self.gaps[before + 1]
        if gap == " ":
            return True
        if gap == " / ":
            return len(self.words[before]) <= _SHORT and len(self.words[before + 1]) <= _SHORT
        return _SOFT_GAP.fullmatch(gap) is not None


def read_page(text: str) -> Page:
    folded = fold_with_offsets(text)
    parts = _split_of(folded.text).split(folded.text)
    return Page(folded, parts[1::2], parts[::2], list(accumulate(map(len, parts))))


def _split_of(text: str) -> re.Pattern[str]:
    if text.isascii():
        return _SPLIT_ASCII
    return _SPLIT_ARABIC if LETTER.search(text) else _SPLIT


def words_of(name: str) -> list[str]:
    return _TOKEN.findall(fold(name))


def key_of(name: str) -> str:
    """Names with the same key are the same name: "Scikit-Learn" and "scikit learn"."""
    return " ".join(words_of(name))
