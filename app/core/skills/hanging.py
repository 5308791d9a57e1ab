"""Names that share a part: "Projekt- und Zeitmanagement", "preventive and corrective maintenance"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.core.skills.ambiguity import Candidate
from app.core.skills.index import Term, TermIndex
from app.core.skills.tokens import Page

_LINKS = ("und", "oder", "sowie", "bzw", "&")
_AND = frozenset(("and", "or", "et", "ou", "und", "oder", "&"))
_SHORTEST = 3  # letters of a part
_MOST_PARTS = 4
_LONGEST = 60


def hanging(page: Page, index: TermIndex) -> Iterator[Candidate]:
    """Parts that end in a hyphen, completed with the end of the word after "und"."""
    gaps, words = page.gaps, page.words
    for place in [place for place, gap in enumerate(gaps) if gap in ("- ", "-, ", "-,", "- / ", "-/")]:
        if not 0 < place < len(words) or len(words[place - 1]) < _SHORTEST:
            continue
        whole = _whole(page, place)
        term = _completed(words[place - 1], whole, index) if whole else None
        if term is not None:
            yield Candidate(term, page.start(place - 1), page.end(place - 1), place - 1, place)


def _whole(page: Page, place: int) -> str:
    """The word that has the end, itself and with what a hyphen binds to it."""
    words, gaps = page.words, page.gaps
    linked = "," not in gaps[place]
    for after in range(place, min(len(words), place + 2 * _MOST_PARTS)):
        if words[after] in _LINKS:
            linked = True
        elif after + 1 < len(gaps) and gaps[after + 1].startswith("-") and gaps[after + 1] != "-":
            continue  # one more part
        elif linked and len(words[after]) <= _LONGEST:
            bound = after + 1 < len(words) and gaps[after + 1] == "-"
            return f"{words[after]}-{words[after + 1]}" if bound else words[after]
        else:
            return ""
    return ""


def _completed(part: str, whole: str, index: TermIndex) -> Term | None:
    _, bound, tail = whole.partition("-")
    if bound:
        return _known(f"{part} {tail}", index) or _known(part + tail, index)
    for cut in range(_SHORTEST, len(whole) - _SHORTEST):
        term = _known(part + whole[cut:], index)
        if term is not None:
            return term
    return None


def _known(key: str, index: TermIndex) -> Term | None:
    term = index.terms.get(key)
    return term if term is not None and term.skill and not term.written else None


def shared_nouns(page: Page, words: Sequence[str], index: TermIndex) -> Iterator[Candidate]:
    """Names that share a noun: "preventive and corrective maintenance", "maintenance préventive et corrective".

    ``words``: of the page, Arabic ones as they stand in the index.
    """
    for place in [place for place, word in enumerate(page.words) if word in _AND]:
        if 0 < place < len(words) - 1 and page.gaps[place] == page.gaps[place + 1] == " ":
            yield from _noun_after(page, words, place, index)
            yield from _noun_before(page, words, place, place + 1, index)
    if words is page.words:
        return
    for place in [place for place, word in enumerate(page.words) if word[0] == "و" and words[place] != word]:
        yield from _noun_before(page, words, place, place, index)


def _noun_after(page: Page, words: Sequence[str], link: int, index: TermIndex) -> Iterator[Candidate]:
    own, second = words[link - 1], link + 1
    for after in range(second + 2, min(len(words), second + _MOST_PARTS) + 1):
        if page.gaps[after - 1] != " ":
            return
        noun = " ".join(words[second + 1 : after])
        if _known(f"{words[second]} {noun}", index):
            term = _known(f"{own} {noun}", index)
            if term is not None:
                yield Candidate(term, page.start(link - 1), page.end(link - 1), link - 1, link)
            return


def _noun_before(
    page: Page, words: Sequence[str], link: int, other: int, index: TermIndex
) -> Iterator[Candidate]:
    """``link`` is the word after the first name, ``other`` the first word of what is said instead."""
    for first in range(link - 2, max(-1, link - 1 - _MOST_PARTS), -1):
        if page.gaps[first + 1] not in (" ", "'"):
            return
        if _known(" ".join(words[first:link]), index) is None:
            continue
        kept = link - 1
        repeated = link - first > 2 and other + 1 < len(words) and words[other] == words[link - 2]
        at = other + 1 if repeated else other
        term = _known(" ".join([*words[first:kept], words[at]]), index)
        if term is not None:
            begin = page.end(at) - len(words[at]) if words[at] != page.words[at] else page.start(at)
            yield Candidate(term, begin, page.end(at), at, at + 1)
        return
