"""The terms of a search as words in a part of an offer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from app.core.alerts.words import Words
from app.core.search.query import Term, TextQuery, skill_code

KEPT = 20_000  # queries: the same ones are asked for again and again
TEXT, COMPANY, LOCATION, SKILL = "text", "company", "location", "skill"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side in one part; of a ``prefix`` the last may go on."""

    part: str
    words: tuple[str, ...]
    prefix: bool = False

    def stands_in(self, run: str) -> bool:
        """``run`` is the words of one part with a space around each."""
        return f" {' '.join(self.words)}{'' if self.prefix else ' '}" in run


@dataclass(frozen=True, slots=True)
class Phrases:
    """All of ``required``, one whole alternative of each of ``choices``, and none of ``excluded``."""

    required: tuple[Phrase, ...]
    choices: tuple[tuple[tuple[Phrase, ...], ...], ...]
    excluded: tuple[Phrase, ...]


@lru_cache(KEPT)
def phrases(query: TextQuery, words: Words) -> Phrases:
    terms = [(TEXT, query.anywhere), (LOCATION, query.location), (COMPANY, query.company)]
    required = tuple(one for part, given in terms for one in _of(part, given, words, excluded=False))
    excluded = tuple(one for part, given in terms for one in _of(part, given, words, excluded=True))
    choices = []
    if query.places:
        choices.append(tuple(tuple(_of(LOCATION, place, words, excluded=False)) for place in query.places))
    if query.skills:
        choices.append(tuple((Phrase(SKILL, (skill_code(skill).lower(),)),) for skill in query.skills))
    return Phrases(required, tuple(choices), excluded)


def _of(part: str, terms: Iterable[Term], words: Words, *, excluded: bool) -> list[Phrase]:
    return [Phrase(part, tuple(words(term.text)), term.prefix) for term in terms if term.excluded == excluded]
