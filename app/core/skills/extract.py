"""The skills a text mentions, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.core.skills.ambiguity import Candidate, as_written, settle
from app.core.skills.arabic import LETTER, known_form
from app.core.skills.compounds import GERMAN_WORDS, SHORTEST, compound_reader
from app.core.skills.hanging import hanging, shared_nouns
from app.core.skills.index import TermIndex, index_of
from app.core.skills.lexicon import Lexicon, default_lexicon
from app.core.skills.spoken import is_spoken
from app.core.skills.tokens import Page, read_page

MAX_CHARACTERS = 500_000
_compounds_of = lru_cache(maxsize=4)(compound_reader)


@dataclass(frozen=True, slots=True)
class Mention:
    """``surface`` is ``text[start:end]`` of the text that was given."""

    skill: str
    start: int
    end: int
    surface: str


def extract(text: str, lexicon: Lexicon | None = None) -> list[Mention]:
    """Mentions in text order; they never overlap and the longest name wins.

    Text after the first MAX_CHARACTERS characters is not read.
    """
    page, found = read_candidates(text, index_of(lexicon or default_lexicon()))
    return [mention_of(candidate, page) for candidate in found]


def read_candidates(text: str, index: TermIndex, *, german: bool = False) -> tuple[Page, list[Candidate]]:
    """The page with the candidates that count. ``german``: compounds are opened whatever the words around."""
    page = read_page(text[:MAX_CHARACTERS])
    german = german or not GERMAN_WORDS.isdisjoint(page.words)
    words = _words(page, index)
    named = list(_named(page, words, index))
    parted = [*_compounded(page, index, german), *hanging(page, index), *shared_nouns(page, words, index)]
    found = sorted([*named, *parted], key=lambda candidate: candidate.start) if parted else named
    skills = [
        candidate
        for candidate in _apart(found)
        if candidate.term.skill and is_spoken(candidate.term, page, candidate.first, candidate.after)
    ]
    return page, settle(skills, page)


def skill_ids(text: str, lexicon: Lexicon | None = None) -> tuple[str, ...]:
    """Ids of the skills mentioned, each once, in the order of first mention."""
    return tuple(dict.fromkeys(mention.skill for mention in extract(text, lexicon)))


def _words(page: Page, index: TermIndex) -> list[str]:
    if page.folded.text.isascii() or not LETTER.search(page.folded.text):
        return page.words
    return [known_form(word, index.arabic) for word in page.words]


def _named(page: Page, words: list[str], index: TermIndex) -> Iterator[Candidate]:
    free = 0
    for place in _openings(words, index):
        if place >= free:
            found = _longest_at(place, page, words, index)
            if found is not None:
                free = found.after
                prefix = len(page.words[place]) - len(words[place])  # of an Arabic word
                yield found._replace(start=found.start + prefix) if prefix else found


def _openings(words: list[str], index: TermIndex) -> list[int]:
    """Places where a term may begin."""
    terms, openings, longest = index.terms, index.openings, index.longest
    known = [place for place, word in enumerate(words) if word in longest]
    words = [*words, ""]
    return [
        place for place in known if words[place] in terms or f"{words[place]} {words[place + 1]}" in openings
    ]


def _longest_at(place: int, page: Page, words: list[str], index: TermIndex) -> Candidate | None:
    after = place + 1
    last = min(len(words), place + index.longest[words[place]])
    while after < last and page.joined(after - 1):
        after += 1
    bound = page.gaps[place] == "-" and place > 0
    while after > place:
        term = index.terms.get(" ".join(words[place:after]))
        if term is not None and not (bound and after > place + 1 and page.gaps[place + 1] != "-"):
            found = Candidate(term, page.start(place), page.end(after - 1), place, after)
            if not term.written or as_written(found, page):
                return found
        after -= 1
    return None


def _compounded(page: Page, index: TermIndex, german: bool) -> Iterator[Candidate]:
    terms, read = index.terms, _compounds_of(index)
    long = [place for place, word in enumerate(page.words) if len(word) >= SHORTEST and word not in terms]
    for place in long:
        part = read(page.words[place], german)
        if part is not None:
            key, start, end = part
            at = page.start(place)
            yield Candidate(terms[key], at + start, at + end, place, place + 1)


def _apart(found: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in found:
        if not kept or candidate.first >= kept[-1].after:
            kept.append(candidate)
    return kept


def mention_of(candidate: Candidate, page: Page) -> Mention:
    start = page.folded.start_in_source(candidate.start)
    end = page.folded.end_in_source(candidate.end)
    return Mention(candidate.term.skill, start, end, page.folded.source[start:end])
