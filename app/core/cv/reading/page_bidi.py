"""From what stands on the paper to what is said: Arabic and Hebrew run from right to left."""

from __future__ import annotations

import re
from collections.abc import Iterable

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_HAS_RTL = re.compile(f"[{_RTL}]")
_LATIN = "A-Za-z\u00c0-\u024f"
_LEFT_TO_RIGHT = re.compile(f"[0-9{_LATIN}](?:[^{_RTL}]*[0-9{_LATIN}])?")
_NUMBER = re.compile(r"[0-9]+(?:[-+./:,][0-9]+)*")
_HAS_LATIN = re.compile(f"[{_LATIN}]")


def has_right_to_left(text: str) -> bool:
    return bool(_HAS_RTL.search(text))


def is_right_to_left(texts: Iterable[str]) -> bool:
    """Whether more than half of all letters run from right to left."""
    text = "".join(texts)
    return 2 * len(_HAS_RTL.findall(text)) > sum(map(str.isalpha, text))


def logical(visual: str) -> str:
    """What a line says whose characters are given from left to right as they stand on the paper.

    Words in Latin letters, with the numbers among them, keep their direction; so does each number.
    """
    parts: list[str] = []
    position = 0
    for span in _LEFT_TO_RIGHT.finditer(visual):
        parts += visual[position : span.start()]
        if _HAS_LATIN.search(span.group()):
            parts.append(span.group())
        else:
            parts += _numbers(span.group())
        position = span.end()
    parts += visual[position:]
    return "".join(reversed(parts))


def _numbers(text: str) -> list[str]:
    parts: list[str] = []
    position = 0
    for number in _NUMBER.finditer(text):
        parts += [*text[position : number.start()], number.group()]
        position = number.end()
    return parts
