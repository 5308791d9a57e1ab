"""Pieces of a line that are replaced by words in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

EMAIL: Final = "[e-mail]"
PHONE: Final = "[phone]"
LINK: Final = "[link]"
ADDRESS: Final = "[address]"
BIRTH: Final = "[birth date]"
NAME: Final = "[name]"
REFEREE: Final = "[referee]"
PERSONAL: Final = "[personal detail]"
PLACEHOLDERS: Final = (EMAIL, PHONE, LINK, ADDRESS, BIRTH, NAME, REFEREE, PERSONAL)
_TWICE = {each: re.compile(rf"{re.escape(each)}(?:[\s,;]{{0,3}}{re.escape(each)})+") for each in PLACEHOLDERS}


class Span(NamedTuple):
    start: int
    end: int


def replaced(text: str, spans: Iterable[Span], word: str) -> str:
    """Overlapping spans count as one."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if start >= at:
            pieces += [text[at:start], word]
        at = max(at, end)
    pieces.append(text[at:])
    return "".join(pieces)


def merged(text: str) -> str:
    """The same word several times in a row says no more than once."""
    if "[" in text:
        for word, pattern in _TWICE.items():
            if word in text:
                text = pattern.sub(word, text)
    return text
