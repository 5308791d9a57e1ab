"""What one word shows by itself, as numbers: crc32 sums, so that no word is kept anywhere."""

from __future__ import annotations

import re
from functools import lru_cache
from zlib import crc32

LONGEST_WORD = 40
_RUN = re.compile(r"(.)\1+")
_CLASSES = str.maketrans(
    dict.fromkeys("abcdefghijklmnopqrstuvwxyz", "x")
    | dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "X")
    | dict.fromkeys("0123456789", "0")
)
_ENDINGS = ".,:;!?)]}\"'"
_BEGINNINGS = "([{\"'"

WORD, PLAIN, SHAPE, LONG_SHAPE, FORM, LENGTH, EDGE = range(7)
PREFIXES = range(7, 10)
SUFFIXES = range(10, 13)
COUNT = 13


@lru_cache(maxsize=65536)
def atoms_of(word: str) -> tuple[int, ...]:
    """COUNT numbers of 32 bits: word, word without digits and end signs, shapes, affixes, form."""
    word = word[:LONGEST_WORD]
    core = word.rstrip(_ENDINGS).lstrip(_BEGINNINGS) or word
    low = core.lower()
    shape = word.translate(_CLASSES)
    parts = (
        low,
        re.sub(r"[0-9]", "0", low),
        _RUN.sub(r"\1", shape),
        shape[:12],
        _form(core),
        str(min(len(core), 12)),
        word[len(word.rstrip(_ENDINGS)) :][:3],
        *(low[:size] for size in (2, 3, 4)),
        *(low[-size:] for size in (2, 3, 4)),
    )
    return tuple(crc32(f"{place}:{part}".encode("utf-8", "replace")) for place, part in enumerate(parts))


def _form(core: str) -> str:
    """How a word is written: capitals, digits, signs within."""
    if core.startswith("<") and core.endswith(">"):
        return "placeholder"
    if not any(map(str.isalnum, core)):
        return "sign"
    case = (
        "upper" if core.isupper() else "title" if core.istitle() else "lower" if core.islower() else "mixed"
    )
    digits = "+digit" if any(map(str.isdigit, core)) else ""
    signs = "+sign" if not core.isalnum() else ""
    return case + digits + signs
