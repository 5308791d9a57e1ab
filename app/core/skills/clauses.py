"""Where clauses, sentences and lines of a page begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.core.skills.tokens import Page

JOINED, SOFT, HARD, SENTENCE, LINE = range(5)
_ABBREVIATIONS = """
al approx art bspw bzgl bzw ca cf dipl dr e eng env etc ev ex evtl exp g ggf ibid i inc incl ing inkl jr ltd max
mind min mr mrs ms nb niv no nr p prof resp sog sr st std tel u usw vgl vs z zzgl d h b
"""
_ABBREVIATED = frozenset(_ABBREVIATIONS.split())
_OPEN_ENDED = """
a an the of in on with for to and or as by at from using like de du des d la le les l en et ou avec pour dans sur par
au aux un une der die das den dem des ein eine einen einer und oder mit in im von vom zur zum fur bei auf als
"""
_CONTINUES = frozenset(_OPEN_ENDED.split())
_WRAPPED = 45  # characters of a line that may go on in the next one with a small letter
_BULLET = re.compile(r"\n[ \t]*[-*>]")
_SENTENCE_SIGN = re.compile(r"[!?*]|;[ \t]*\n")
_CLAUSE_SIGN = re.compile(r"[;|]|[-=]>| -- ")
_SOFT_SIGN = re.compile(r"[,()\[\]{}:\"]| - |\s/\s")
_STOP = re.compile(r"\.(?:\s|$|[\"')\]])")
_END_OF_LINE = re.compile(r"[.:;!?][ \t]*\n|\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Layout:
    """``levels[i]`` is what stands before word ``i``: JOINED to LINE. One more than there are words."""

    levels: list[int]

    def starts(self, level: int) -> list[int]:
        return [place for place, found in enumerate(self.levels) if found >= level]


def layout_of(page: Page) -> Layout:
    gaps, last = page.gaps, len(page.words)
    levels = [JOINED] * (last + 1)
    line = 0  # folded offset of the beginning of the line
    for place in [place for place, gap in enumerate(gaps) if gap != " "]:
        gap = gaps[place]
        if place in (0, last):
            levels[place] = LINE
        elif "\n" in gap:
            level = _line_break(page, place, gap, page.bounds[2 * place - 1] - line)
            levels[place] = level
            line = page.bounds[2 * place]
        elif len(gap) > 1 or gap not in "-/.'_":
            levels[place] = _level(page, place, gap)
    if last:
        levels[0] = levels[last] = LINE
    return Layout(levels)


def initial(page: Page, word: int) -> str:
    """First letter of the word as it was written."""
    return page.folded.source[page.folded.start_in_source(page.bounds[2 * word])]


def _line_break(page: Page, place: int, gap: str, length: int) -> int:
    if _BULLET.search(gap) or _END_OF_LINE.search(gap) or _SENTENCE_SIGN.search(gap):
        return LINE
    if gap.strip() == "" and page.words[place - 1] in _CONTINUES:
        return JOINED
    if length >= _WRAPPED and initial(page, place).islower():
        return SOFT if gap.strip() else JOINED
    return LINE


def _level(page: Page, place: int, gap: str) -> int:
    if _STOP.search(gap):
        if _is_abbreviated(page, place - 1):
            return SOFT if _SOFT_SIGN.search(gap) else JOINED
        return HARD if initial(page, place).islower() else SENTENCE
    if _SENTENCE_SIGN.search(gap):
        return SENTENCE
    if _CLAUSE_SIGN.search(gap):
        return HARD
    return SOFT if _SOFT_SIGN.search(gap) and not _is_inner_colon(gap) else JOINED


def _is_abbreviated(page: Page, word: int) -> bool:
    """Single letters abbreviate in pairs: "z. B.", "e. g.", but not the licence B."""
    words = page.words
    if words[word] not in _ABBREVIATED:
        return False
    beside = (words[word - 1] if word else "", words[word + 1] if word + 1 < len(words) else "")
    return len(words[word]) > 1 or any(len(near) == 1 or near in _ABBREVIATED for near in beside)


def _is_inner_colon(gap: str) -> bool:
    """The colon of "Entwickler:in" parts nothing."""
    return gap == ":"


def brackets(page: Page, first: int, after: int) -> Sequence[tuple[int, int]]:
    """Words between an opening and a closing bracket, as (first, after)."""
    found: list[tuple[int, int]] = []
    opened = -1
    for place in range(first, after + 1):
        gap = page.gaps[place]
        if opened >= 0 and (")" in gap or "]" in gap or place == after):
            if place > opened:
                found.append((opened, place))
            opened = -1
        if place < after and _opens(gap):
            opened = place
    return found


def _opens(gap: str) -> bool:
    return max(gap.rfind("("), gap.rfind("[")) > max(gap.rfind(")"), gap.rfind("]"))
