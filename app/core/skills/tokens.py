"""Words of folded text, with the signs that belong to names: c++, c#, .net, r & d."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.core.skills.folding import Folded, fold, fold_with_offsets

_TOKEN = re.compile(r"(?<![^\W_])\.net(?![^\W_])|[a-z]#|[^\W_]+(?:\+\+|\+(?![^\W_]))?|&")
_SOFT_GAP = re.compile(r"[ \t\xa0]{0,3}\n?[ \t\xa0]{0,3}|[-/.'_]|-\n[ \t]{0,3}|' ")
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Page:
    """``words[i]`` stands at ``folded.text[starts[i]:ends[i]]``."""

    folded: Folded
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def gap(self, before: int) -> str:
        """What stands between word ``before`` and the next one."""
        return self.folded.text[self.ends[before] : self.starts[before + 1]]

    def joined(self, before: int) -> bool:
        """Whether word ``before`` and the next one may belong to one name.

        Commas, full stops, brackets, blank lines and bullets part names. A slash with spaces
        joins only short words, as in "CI / CD".
        """
        gap = self.gap(before)
        if gap == " ":
            return True
        if gap == " / ":
            return len(self.words[before]) <= _SHORT and len(self.words[before + 1]) <= _SHORT
        return _SOFT_GAP.fullmatch(gap) is not None


def read_page(text: str) -> Page:
    folded = fold_with_offsets(text)
    found = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(folded.text)]
    if not found:
        return Page(folded, (), (), ())
    words, starts, ends = zip(*found, strict=True)
    return Page(folded, words, starts, ends)


def words_of(name: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(fold(name)))


def key_of(name: str) -> str:
    """Names with the same key are the same name: "Scikit-Learn" and "scikit learn"."""
    return " ".join(words_of(name))
