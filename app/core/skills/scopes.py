"""Which skills of a sentence a cue speaks of: wished, required, negated."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from app.core.skills.ambiguity import Candidate, is_list_gap
from app.core.skills.clauses import HARD, JOINED, SOFT, Layout, brackets
from app.core.skills.cues import (
    CLAUSE,
    NEED,
    NEED_AFTER,
    NEUTRAL,
    NOT,
    NOT_AFTER,
    WISH,
    WISH_AFTER,
    WISH_LABEL,
    Hit,
)
from app.core.skills.sections import Sentence
from app.core.skills.tokens import Page

_SCOPED = frozenset((WISH, WISH_AFTER, WISH_LABEL, NEED, NEED_AFTER, NOT, NOT_AFTER))
_BEFORE = frozenset((WISH, NEED, NOT))
_REACH = 8  # words from "no" to the first skill it denies
_OR = frozenset(("or", "nor", "ni", "ou", "oder", "noch", "bzw", "او", "ولا"))
_COLON = re.compile(r":(?:\s|$)|\s:")

WISHED, NEEDED, DENIED = "wished", "needed", "denied"


def without_cues(mentions: Sequence[Candidate], hits: Sequence[Hit]) -> list[Candidate]:
    """Words that are a skill elsewhere are none inside a longer cue: نقطة إيجابية, "a positive point"."""
    scoped = [hit for hit in hits if not hit.kinds.isdisjoint(_SCOPED) and hit.after - hit.first > 1]
    starts = [hit.first for hit in scoped]

    def is_free(mention: Candidate) -> bool:
        at = bisect_right(starts, mention.first) - 1
        if at < 0 or scoped[at].after < mention.after:
            return True
        return scoped[at].after - scoped[at].first <= mention.after - mention.first

    return [mention for mention in mentions if is_free(mention)]


class Scopes:
    """What the cues of one page say of its mentions, which are numbered in text order."""

    def __init__(self, page: Page, layout: Layout, mentions: Sequence[Candidate]) -> None:
        self.page, self.levels, self.mentions = page, layout.levels, mentions
        self.said: dict[int, str] = {}
        self._firm: set[int] = set()  # denied in so many words, which "required" does not undo

    def read(self, sentence: Sentence, numbers: Sequence[int]) -> None:
        """``numbers``: the mentions of the sentence."""
        cues = self._cues(sentence, numbers)
        if not any(not hit.kinds.isdisjoint(_SCOPED) for hit in cues):
            return
        around = brackets(self.page, sentence.first, sentence.after)
        previous: Sequence[int] = ()
        for first, after, own in self._clauses(sentence, cues):
            inside = [number for number in numbers if first <= self.mentions[number].first < after]
            _Clause(self, first, after, inside, around).read(own, previous)
            previous = inside or previous

    def _cues(self, sentence: Sentence, numbers: Sequence[int]) -> list[Hit]:
        """Words of a skill's name are no cue."""
        taken = [(self.mentions[number].first, self.mentions[number].after) for number in numbers]
        kept = [hit for hit in sentence.cues if not hit.kinds.isdisjoint(_SCOPED | {CLAUSE, NEUTRAL})]
        return [hit for hit in kept if not any(hit.first < end and start < hit.after for start, end in taken)]

    def _clauses(self, sentence: Sentence, cues: Sequence[Hit]) -> list[tuple[int, int, list[Hit]]]:
        levels = self.levels
        edges = {sentence.first, sentence.after}
        edges |= {p for p in range(sentence.first + 1, sentence.after) if levels[p] == HARD}
        edges |= {hit.first for hit in cues if CLAUSE in hit.kinds}
        ordered = sorted(edges)
        return [
            (first, after, [hit for hit in cues if first <= hit.first < after])
            for first, after in pairwise(ordered)
        ]

    def mark(self, number: int, what: str, *, firmly: bool = False) -> None:
        if what == NEEDED and number in self._firm:
            return
        if what == DENIED and not firmly and self.said.get(number) == WISHED:
            return  # "welcome but not a must"
        if firmly:
            self._firm.add(number)
        self.said[number] = what


class _Clause:
    """Mentions ``inside`` the words ``first`` to before ``after``."""

    def __init__(
        self, scopes: Scopes, first: int, after: int, inside: Sequence[int], around: Sequence[tuple[int, int]]
    ) -> None:
        self.scopes, self.first, self.after = scopes, first, after
        self.inside, self.around = inside, around

    def read(self, cues: Sequence[Hit], previous: Sequence[int]) -> None:
        scoped = [hit for hit in cues if not hit.kinds.isdisjoint(_SCOPED)]
        barriers = [hit.after for hit in scoped]
        for place, hit in enumerate(scoped):
            low = barriers[place - 1] if place else self.first
            high = scoped[place + 1].first if place + 1 < len(scoped) else self.after
            what = _meaning(hit)
            targets = self._targets(hit, low, high, scoped[place + 1 :])
            if not targets and not self.inside and NOT not in hit.kinds:
                targets = self._subject(previous)
            if what is None or (WISH_LABEL in hit.kinds and not self._is_label(hit)):
                continue
            for number in targets:
                self.scopes.mark(number, what, firmly=NOT in hit.kinds and what == DENIED)

    def _subject(self, previous: Sequence[int]) -> list[int]:
        """ "Go is no must, but welcome": what the clause before spoke of last."""
        if not previous or self.scopes.mentions[previous[-1]].after < self.first - _REACH:
            return []
        return self._list_back(list(previous), previous[-1])

    def _targets(self, hit: Hit, low: int, high: int, later: Sequence[Hit]) -> list[int]:
        bracket = next((b for b in self.around if b[0] <= hit.first < b[1]), None)
        if bracket is not None:
            inner = self._between(bracket[0], bracket[1])
            if not inner:
                return self._between(self.first, bracket[0])[-1:]
            low, high = max(low, bracket[0]), min(high, bracket[1])
        left, right = self._between(low, hit.first), self._between(hit.after, high)
        if NOT in hit.kinds:
            return self._denied(hit, right)
        forward = bool(_BEFORE & hit.kinds) or self._has_colon(hit)
        if forward and right:
            return self._until_next(right, later)
        if left:
            return self._reached(left, hit.first)
        return self._until_next(right, later)

    def _between(self, first: int, after: int) -> list[int]:
        mentions = self.scopes.mentions
        return [number for number in self.inside if first <= mentions[number].first < after]

    def _until_next(self, right: list[int], later: Sequence[Hit]) -> list[int]:
        """What the next cue looks back to is not taken from it: "required Java, Go is a plus"."""
        if not later or _BEFORE & later[0].kinds or not right:
            return right
        kept = self._reached(right, later[0].first)
        return [number for number in right if number not in kept] or right

    def _reached(self, left: list[int], cue: int) -> list[int]:
        """Back to the last comma, and over commas as long as one skill follows another."""
        first = self._piece(cue)
        reached = [number for number in left if self.scopes.mentions[number].first >= first]
        if not reached:
            return self._list_back(left, left[-1])
        return self._list_back(left, reached[0]) + reached[1:]

    def _piece(self, cue: int) -> int:
        """First word of the piece between commas in which the cue stands."""
        levels, place = self.scopes.levels, cue
        while place > self.first and levels[place] == JOINED:
            place -= 1
        return place

    def _list_back(self, left: list[int], last: int) -> list[int]:
        at = left.index(last)
        begin = at
        while begin > 0 and self._adjacent(left[begin - 1], left[begin]):
            begin -= 1
        return left[begin : at + 1]

    def _adjacent(self, one: int, two: int) -> bool:
        mentions = self.scopes.mentions
        return is_list_gap(self.scopes.page.folded.text[mentions[one].end : mentions[two].start])

    def _denied(self, hit: Hit, right: list[int]) -> list[int]:
        """ "no Java or Python": the first skill soon after, and those listed with it by "or" and "and"."""
        mentions, levels = self.scopes.mentions, self.scopes.levels
        if not right or mentions[right[0]].first - hit.after > _REACH:
            return []
        crossed = [levels[place] >= SOFT for place in range(hit.after, mentions[right[0]].first + 1)]
        if any(crossed[1:]) or (crossed and crossed[0] and not self._has_colon(hit)):
            return []
        chain = [right[0]]
        for one, two in pairwise(right):
            if not self._adjacent(one, two):
                break
            chain.append(two)
        return chain if self._ends_in_or(chain) else self._before_comma(chain)

    def _ends_in_or(self, chain: Sequence[int]) -> bool:
        last = self.scopes.mentions[chain[-1]].first
        return len(chain) > 1 and self.scopes.page.words[last - 1] in _OR

    def _before_comma(self, chain: Sequence[int]) -> list[int]:
        levels = self.scopes.levels
        kept = [chain[0]]
        for number in chain[1:]:
            start = self.scopes.mentions[number].first
            if any(levels[place] >= SOFT for place in range(start - 1, start + 1)):
                break
            kept.append(number)
        return kept

    def _has_colon(self, hit: Hit) -> bool:
        return _COLON.search(self.scopes.page.gaps[hit.after]) is not None

    def _is_label(self, hit: Hit) -> bool:
        """A word such as "bonus" says something with a colon, or alone in brackets."""
        if WISH_AFTER in hit.kinds or WISH in hit.kinds or self._has_colon(hit):
            return True
        return any(bracket == (hit.first, hit.after) for bracket in self.around)


_MEANINGS: Sequence[tuple[frozenset[str], str]] = (
    (frozenset((NOT_AFTER,)), DENIED),
    (frozenset((WISH, WISH_AFTER, WISH_LABEL)), WISHED),
    (frozenset((NEED, NEED_AFTER)), NEEDED),
    (frozenset((NOT,)), DENIED),
)


def _meaning(hit: Hit) -> str | None:
    return next((what for kinds, what in _MEANINGS if kinds & hit.kinds), None)
