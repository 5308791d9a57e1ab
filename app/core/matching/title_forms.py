"""One form for every gender, number and case of a word in a job title."""

from __future__ import annotations

import re
from functools import lru_cache

from app.core.skills.folding import fold

_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
_LINKS = """
a an the of for in at on to and or with by from our your de des du d la le les l en et ou au aux pour par sur
dans un une der die das den dem fur im zum zur bei mit und oder von vom s
"""
LINKS = frozenset(_LINKS.split())

# Feminine and plural endings of French and German; the first that fits is changed.
_ENDINGS = (
    ("euses", "eur"), ("euse", "eur"), ("trices", "teur"), ("trice", "teur"), ("ieres", "ier"),
    ("iere", "ier"), ("iennes", "ien"), ("ienne", "ien"), ("innen", ""), ("erin", "er"), ("in", ""),
    ("frau", "mann"), ("ives", "if"), ("ive", "if"), ("aux", "al"), ("ales", "al"), ("ischer", "isch"),
    ("isches", "isch"), ("ischen", "isch"), ("ellter", "ellt"), ("ellten", "ellt"), ("agter", "agt"),
    ("agten", "agt"), ("ees", ""), ("ee", ""), ("ies", "y"), ("es", ""), ("s", ""), ("e", ""),
)  # fmt: skip
_SHORTEST = 4  # letters that stay
_CACHE = 32_768


@lru_cache(_CACHE)
def base_form(word: str) -> str:
    """A stem, not a word: "infirmiere", "infirmiers" and "infirmier" give the same."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= _SHORTEST:
            return word[: len(word) - len(ending)] + instead
    return word


def words_in(text: str) -> list[str]:
    """Base forms of the words of ``text`` without articles and prepositions."""
    return [base_form(word) for word in _WORD.findall(fold(text)) if word not in LINKS]
