"""Names of tools with a slip of the pen: Kuberntes, Postgressql, JavaScrpt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.core.once import once
from app.core.skills.ambiguity import Candidate, is_list_gap
from app.core.skills.clauses import initial
from app.core.skills.cues import default_cues
from app.core.skills.folding import fold
from app.core.skills.index import Term, TermIndex
from app.core.skills.lexicon import DATA
from app.core.skills.table import read_phrases
from app.core.skills.tokens import Page

NOT_SLIPS = DATA / "not_slips.txt"
_SHORTEST = 6
_SHORTEST_PART = 4
_LONG = 10  # letters from which two slips are allowed
_LONGEST = 30
_MOST_TRIED = 300  # words of one text
_CACHE = 65_536
_SOUGHT = ("tool", "certificate")
_VOUCHING = ("tool", "method", "knowledge")


def near_misses(page: Page, found: Sequence[Candidate], index: TermIndex) -> Iterator[Candidate]:
    """Words in lists of skills that are one slip away from the name of a tool, or two when they are long.

    ``found``: the candidates that count, in order. No more than _MOST_TRIED words are looked at.
    """
    speller = _speller_of(index)
    starts = [candidate.first for candidate in found]
    beside = {place for candidate in found for place in _beside(page, candidate)}
    tried = 0
    for place in sorted(beside):
        if tried == _MOST_TRIED or place == len(page.words):
            return
        if place < 0 or len(page.words[place]) < _SHORTEST or page.words[place] in index.terms:
            continue
        if _in_list(page, place, found, starts):
            tried += 1
            term = speller(page.words[place])
            if term is not None:
                yield Candidate(term, page.start(place), page.end(place), place, place + 1)


def _beside(page: Page, candidate: Candidate) -> Iterator[int]:
    """The words next to a skill, past an "and"."""
    yield candidate.first - 1
    yield candidate.after
    if candidate.first > 1 and len(page.words[candidate.first - 1]) < _SHORTEST:
        yield candidate.first - 2
    if candidate.after + 1 < len(page.words) and len(page.words[candidate.after]) < _SHORTEST:
        yield candidate.after + 1


@once(4)
def _speller_of(index: TermIndex) -> Callable[[str], Term | None]:
    sought: dict[str, list[str]] = {}
    known: set[str] = set()
    for key, term in index.terms.items():
        known.update(key.split(" "))
        if term.kind in _SOUGHT and not term.written and len(key) >= _SHORTEST and key.isalpha():
            sought.setdefault(key[0], []).append(key)
    known.update(map(fold, read_phrases(NOT_SLIPS)))
    known.update(word for phrase in default_cues().running.kinds for word in phrase.split(" "))

    @lru_cache(maxsize=_CACHE)
    def read(word: str) -> Term | None:
        if word in known or len(word) > _LONGEST or not word.isalpha():
            return None
        allowed = 2 if len(word) >= _LONG else 1
        best = process.extract(
            word, sought.get(word[0], ()), scorer=OSA.distance, score_cutoff=allowed, limit=2
        )
        if not best or (
            len(best) > 1 and best[0][1] == best[1][1] and _differ(best[0][0], best[1][0], index)
        ):
            return None
        name, slips = best[0][:2]
        glued = slips > 1 and any(word[:end] in index.terms for end in range(_SHORTEST_PART, len(word)))
        return index.terms[name] if _is_slip(word, name) and not glued else None

    return read


def _differ(one: str, two: str, index: TermIndex) -> bool:
    return index.terms[one].skill != index.terms[two].skill


def _is_slip(word: str, name: str) -> bool:
    """Not another form of the name or another name: the end is the same, or the start of another word."""
    same = next((at for at, (one, two) in enumerate(zip(word, name, strict=False)) if one != two), len(name))
    return same < min(len(word), len(name)) - 1


def _in_list(page: Page, place: int, found: Sequence[Candidate], starts: Sequence[int]) -> bool:
    """Listed with a skill on one side by a sign or "and", or on both sides by line breaks.

    Written small, the word needs one on both sides.
    """
    after = bisect_left(starts, place)
    gaps = []
    if after > 0 and found[after - 1].term.kind in _VOUCHING:
        gaps.append(page.folded.text[found[after - 1].end : page.start(place)])
    if after < len(found) and found[after].term.kind in _VOUCHING:
        gaps.append(page.folded.text[page.end(place) : found[after].start])
    listed = [gap for gap in gaps if is_list_gap(gap)]
    if len(listed) == 2:
        return True
    return any("\n" not in gap for gap in listed) and not initial(page, place).islower()
