"""Headings of an offer: lines of their own, "Profil :" at the start of one, and those that lost their line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from app.core.skills.clauses import LINE, SENTENCE, Layout, initial
from app.core.skills.cues import FILLER, HEADINGS, WISH, WISH_AFTER, WISH_LABEL, Cues, Hit
from app.core.skills.tokens import Page

_LONGEST = 10  # words of a heading
_MOST_UNKNOWN = 3  # words of a heading before its colon that are not known
_FEW = 3
_FLAT_LINE = 40  # words of a line that may have swallowed its headings
_SECTION_OF = {kind: kind.removeprefix("heading ") for kind in HEADINGS}
_WISHES = frozenset((WISH, WISH_AFTER, WISH_LABEL))


class Heading(NamedTuple):
    """Words ``first`` to before ``after`` name the section of what follows.

    ``alone``: nothing else stands on the line. ``brief``: a label such as "Bonus:" for its sentence.
    """

    section: str
    first: int
    after: int
    alone: bool
    brief: bool = False


def headings_of(page: Page, words: Sequence[str], layout: Layout, cues: Cues) -> list[Heading]:
    """In text order, not overlapping."""
    hits = list(cues.headings.hits(words))
    named = [hit for hit in hits if _section(hit)]
    if not named:
        return []
    reader = _Reader(page, words, layout, cues, {hit.first: hit for hit in hits})
    found: list[Heading] = []
    for hit in named:
        if not found or hit.first >= found[-1].after:
            heading = reader.heading_at(hit)
            if heading is not None and (not found or heading.first >= found[-1].after):
                found.append(heading)
    return found


def _section(hit: Hit) -> str:
    """The section a heading names; of a phrase that could name two, the first in order of SECTIONS."""
    return _section_of(hit.kinds)


@lru_cache(maxsize=1024)
def _section_of(kinds: frozenset[str]) -> str:
    return next((_SECTION_OF[kind] for kind in HEADINGS if kind in kinds), "")


class _Reader:
    def __init__(
        self, page: Page, words: Sequence[str], layout: Layout, cues: Cues, hits: dict[int, Hit]
    ) -> None:
        self.page, self.words, self.levels, self.cues, self.hits = page, words, layout.levels, cues, hits

    def heading_at(self, hit: Hit) -> Heading | None:
        start, end = self._line(hit)
        if start >= 0 and end >= 0 and end - start <= _LONGEST:
            whole = self._whole_line(start, end)
            if whole is not None:
                return whole
        label = self._label_end(hit)
        if label:
            brief = not _WISHES.isdisjoint(self.cues.running.kinds.get(self._text(hit), ()))
            return Heading(_section(hit), self._from(hit.first), label, label == end, brief)
        if self._stands_out(hit):
            return Heading(_section(hit), hit.first, hit.after, False)
        return None

    def _line(self, hit: Hit) -> tuple[int, int]:
        """First word of the line and word after it; -1 for what is too far to be a heading."""
        levels, start, end = self.levels, hit.first, hit.after
        while start > hit.first - _LONGEST and start > 0 and levels[start] < LINE:
            start -= 1
        while end < hit.after + _LONGEST and end < len(levels) - 1 and levels[end] < LINE:
            end += 1
        return (start if levels[start] == LINE else -1), (end if levels[end] == LINE else -1)

    def _whole_line(self, start: int, end: int) -> Heading | None:
        """Every word of the line belongs to a heading or is a filler; or a bracket calls it a wish."""
        if self.page.gaps[end].startswith((",", ".", ";")):
            return None
        named: list[Hit] = []
        place = start
        while place < end:
            if place == start and self.words[place].isdecimal():
                place += 1
                continue
            hit = self.hits.get(place)
            if hit is None:
                return self._wished_line(named, start, place, end)
            if _section(hit):
                named.append(hit)
            place = min(hit.after, end)
        if not named or (len(named) == 1 and FILLER in named[0].kinds and end - start > _FEW):
            return None
        return Heading(_strongest(named), start, end, True)

    def _wished_line(self, named: Sequence[Hit], start: int, place: int, end: int) -> Heading | None:
        """ "Market experience (highly desirable)", "Kenntnisse (von Vorteil)"."""
        closes = ")" in self.page.gaps[end] or ":" in self.page.gaps[end]
        if not named or not closes or "(" not in self.page.gaps[place] or named[-1].after != place:
            return None
        said = list(self.cues.running.hits(self.words[place:end]))
        if said and all(not _WISHES.isdisjoint(hit.kinds) for hit in said):
            return Heading("wishes", start, end, True)
        return None

    def _text(self, hit: Hit) -> str:
        return " ".join(self.words[hit.first : hit.after])

    def _from(self, first: int) -> int:
        """Back over the fillers before: "Unsere", "Ihr"."""
        while first > 0 and self.levels[first] < SENTENCE:
            first -= 1
        return first

    def _label_end(self, hit: Hit) -> int:
        """The word after the colon when the phrase opens the sentence and a colon follows soon; else 0."""
        opening = hit.first
        while opening > 0 and self.levels[opening] < SENTENCE and hit.first - opening < _FEW:
            opening -= 1
            before = self.hits.get(opening)
            if before is None and self.levels[opening] < SENTENCE:
                return 0
        if self.levels[opening] < SENTENCE:
            return 0
        for place in range(hit.after, min(len(self.words), hit.after + _MOST_UNKNOWN) + 1):
            gap = self.page.gaps[place]
            if ":" in gap and gap != ":":
                return place
            if gap != " " and gap not in "-'&/":
                return 0
        return 0

    def _stands_out(self, hit: Hit) -> bool:
        """A heading whose line break was lost: a capital where none belongs, and a capital after it."""
        first, after = hit.first, hit.after
        if after >= len(self.words) or first == 0 or not self._is_flat(first):
            return False
        if not initial(self.page, first).isupper() or not initial(self.page, after).isupper():
            return False
        if self.page.gaps[after] != " " or (after - first == 1 and not self._is_plural(first)):
            return False
        if self.levels[first] >= SENTENCE:
            return True
        return after - first == 1 and self.page.gaps[first] == " " and initial(self.page, first - 1).islower()

    def _is_plural(self, word: int) -> bool:
        return self.words[word].endswith("s") and len(self.words[word]) > 6

    def _is_flat(self, word: int) -> bool:
        near = self.levels[max(1, word - _FLAT_LINE // 2) : word + _FLAT_LINE // 2]
        return LINE not in near[:-1]


def _strongest(named: Sequence[Hit]) -> str:
    """ "Preferred skills" and "Benefits and requirements": a wish shows, else what is named first."""
    sections = [_section(hit) for hit in named]
    return "wishes" if "wishes" in sections else sections[0]
