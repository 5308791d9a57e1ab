"""When an ambiguous name such as Go, R, Excel or Spring counts as a skill."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from app.core.skills.compounds import HEADS
from app.core.skills.index import SEPARATORS, Term
from app.core.skills.introduced import is_introduced
from app.core.skills.tokens import Page

_NEAR = 8  # words on each side in which a context word counts
_CLOSE = 5  # words between an ambiguous name and a tool that vouches for it
_AGAIN = r"(?:(?:du|de|des|en|sur|in|of|with|mit|von|le|la|les|the)\s|[dl]')?"  # "du C et du C++"
_LIST_GAP = re.compile(
    rf"\s{{0,3}}(?:[,;/|•·●▪◦*+&]|\n\s{{0,3}}[-•·●▪◦*]?|\s-|\s(?:and|et|und|or|ou|oder|ni|nor|sowie|noch)\s{_AGAIN}"
    rf"|,\s(?:and|et|und|or|ou|oder|nor|sowie)\s|\s(?:و|او|ولا)(?:ال|بال|ب)?\s?)\s{{0,3}}"
)
_LONGEST_LIST_GAP = 12
_ELISIONS = ("d", "l", "qu")
_VERB_PARTNERS = ("to", "directly", "above", "beyond")  # go to, reporting directly, excel beyond
_BINDING = "-'&_@."


class Candidate(NamedTuple):
    """A term found at ``start``:``end`` of the folded text, words ``first`` to before ``after``."""

    term: Term
    start: int
    end: int
    first: int
    after: int


def as_written(candidate: Candidate, page: Page) -> bool:
    """Whether the original spelling is one of those that count."""
    if not candidate.term.written:
        return True
    folded = page.folded
    raw = folded.source[folded.start_in_source(candidate.start) : folded.end_in_source(candidate.end)]
    plain = "".join(c for c in unicodedata.normalize("NFKC", raw) if unicodedata.category(c) != "Cf")
    return SEPARATORS.sub(" ", plain) in candidate.term.written


def settle(candidates: Sequence[Candidate], page: Page) -> list[Candidate]:
    """The candidates that count, in order.

    Ambiguous names are judged from left to right and once more from right to left, so that one
    accepted name can vouch for its neighbours in a list.
    """
    sure = [not candidate.term.context for candidate in candidates]
    open_ = [
        place for place, known in enumerate(sure) if not known and not _is_bound(candidates[place], page)
    ]
    for place in (*open_, *reversed(open_)):
        sure[place] = sure[place] or _is_supported(place, candidates, sure, page)
    return [candidate for candidate, known in zip(candidates, sure, strict=True) if known]


def _is_bound(candidate: Candidate, page: Page) -> bool:
    """Whether the name is part of a longer expression: go-to-market, R&B, C'est, e-R."""
    text, start, end = page.folded.text, candidate.start, candidate.end
    following = page.words[candidate.after] if candidate.after < len(page.words) else ""
    if following in _VERB_PARTNERS and page.gaps[candidate.after] == " ":
        return True
    if text[end : end + 1] in _BINDING and text[end + 1 : end + 2].isalnum():
        return not _is_compounded(candidate, page)
    if text[start - 1 : start] == "'" and end - start > 1 and page.words[candidate.first - 1] in _ELISIONS:
        return False
    return start > 1 and text[start - 1] in _BINDING and text[start - 2].isalnum()


def _is_compounded(candidate: Candidate, page: Page) -> bool:
    """Whether a German head follows that tells of skills: Go-Entwickler, R-Programmierung."""
    after = candidate.after
    return after < len(page.words) and page.gaps[after] == "-" and page.words[after] in HEADS


def _is_supported(place: int, candidates: Sequence[Candidate], sure: Sequence[bool], page: Page) -> bool:
    candidate = candidates[place]
    if _is_compounded(candidate, page) or _has_context(candidate, page):
        return True
    neighbours = [near for near in (place - 1, place + 1) if 0 <= near < len(sure) and sure[near]]
    if any(_in_list(candidates, min(near, place), page) for near in neighbours):
        return True
    if _is_letter(candidate):
        return False
    if any(_vouches(candidates[near], candidate) for near in neighbours):
        return True
    alone = candidate.term.kind == "tool" and is_introduced(page, candidate.first, candidate.after)
    return alone or (candidate.term.kind == "tool" and _is_in_company(place, candidates, page))


def _is_letter(candidate: Candidate) -> bool:
    return candidate.end - candidate.start == 1


def _is_in_company(place: int, candidates: Sequence[Candidate], page: Page) -> bool:
    """Two tools of one file in a list, both ambiguous: "Rust, Go"."""
    own = candidates[place]
    for before in (place - 1, place):
        if 0 <= before < len(candidates) - 1 and _in_list(candidates, before, page):
            other = candidates[before + 1 if before == place else before]
            named = other.term.kind == "tool" and other.term.domain == own.term.domain
            if named and other.term.skill != own.term.skill and not _is_letter(other):
                return True
    return False


def _has_context(candidate: Candidate, page: Page) -> bool:
    low, high = max(0, candidate.first - _NEAR), candidate.after + _NEAR
    near = (*page.words[low : candidate.first], "", *page.words[candidate.after : high])
    if not candidate.term.context.isdisjoint(near):
        return True
    window = f" {' '.join(near)} "
    return any(f" {phrase} " in window for phrase in candidate.term.context if " " in phrase)


def _in_list(candidates: Sequence[Candidate], before: int, page: Page) -> bool:
    left, right = candidates[before], candidates[before + 1]
    listed = is_list_gap(page.folded.text[left.end : right.start])
    return listed and "soft" not in (left.term.kind, right.term.kind)


def is_list_gap(gap: str) -> bool:
    """Whether what stands between two names only lists them."""
    return len(gap) <= _LONGEST_LIST_GAP and _LIST_GAP.fullmatch(gap) is not None


def _vouches(other: Candidate, own: Candidate) -> bool:
    distance = max(other.first - own.after, own.first - other.after)
    return distance <= _CLOSE and other.term.kind == "tool" and other.term.domain == own.term.domain
