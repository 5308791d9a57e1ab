"""The words somebody typed: all must occur, "phrases" as they stand, -words must not, word* is a prefix."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_TERMS = 16
MAX_PLACES = 10
PLACE_SIGN = "|"
_TOKEN = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_HAS_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Term:
    """``text`` is one word or a phrase, without quotes."""

    text: str
    excluded: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class TextQuery:
    """What has to be found in words: anywhere, in the place, in the company, and as skill codes.

    ``places`` are alternatives: one of them has to be found in the place with all its words.
    """

    anywhere: tuple[Term, ...] = ()
    location: tuple[Term, ...] = ()
    company: tuple[Term, ...] = ()
    skills: tuple[str, ...] = ()
    places: tuple[tuple[Term, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.anywhere or self.location or self.company or self.skills or self.places)

    @property
    def only_excludes(self) -> bool:
        terms = (*self.anywhere, *self.location, *self.company)
        return bool(terms) and not (self.skills or self.places) and all(term.excluded for term in terms)


def parse_terms(text: str) -> tuple[Term, ...]:
    """Terms in order of writing, at most 16; pieces without a letter or digit are skipped."""
    terms: list[Term] = []
    if not text:
        return ()
    for minus, phrase, word in _TOKEN.findall(text):
        term = _word(word) if word else Term(" ".join(phrase.split()), excluded=bool(minus))
        if _HAS_WORD.search(term.text) and term not in terms:
            terms.append(term)
    return tuple(terms[:MAX_TERMS])


def parse_places(text: str) -> tuple[tuple[Term, ...], tuple[tuple[Term, ...], ...]]:
    """What must be in the place, and its alternatives: "Tunis | Sfax" is one or the other, "Tunis Sfax" both.
    What is excluded is so in each."""
    if PLACE_SIGN not in text:
        return parse_terms(text), ()
    parts = [terms for part in text.split(PLACE_SIGN) if (terms := parse_terms(part))]
    if len(parts) < 2:
        return parse_terms(text.replace(PLACE_SIGN, " ")), ()
    wanted = [tuple(term for term in terms if not term.excluded) for terms in parts]
    unwanted = dict.fromkeys(term for terms in parts for term in terms if term.excluded)
    return tuple(unwanted), tuple(dict.fromkeys(terms for terms in wanted if terms))[:MAX_PLACES]


def _word(word: str) -> Term:
    excluded = word.startswith("-") and len(word) > 1
    bare = (word.lstrip('-"') if excluded else word).strip('"')
    stem = bare.rstrip("*")
    prefix = stem != bare and len(stem) > 1
    return Term(stem if prefix else bare, excluded, prefix)


def skill_code(skill_id: str) -> str:
    """A skill id as one unbreakable word of the index: letters and digits only."""
    return "skl" + "".join(char for char in skill_id if char.isalnum())
