"""German words that share their end: "Projekt- und Zeitmanagement", "Daten-, Prozess- und Risikoanalyse"."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.skills.ambiguity import Candidate
from app.core.skills.index import Term, TermIndex
from app.core.skills.tokens import Page

_LINKS = ("und", "oder", "sowie", "bzw", "&")
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
