"""All written forms of all skills, ready to be looked up word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.core.once import once
from app.core.skills.arabic import LETTER, inflected_arabic, without_article
from app.core.skills.inflection import inflected, languages_of, respelled
from app.core.skills.lexicon import Lexicon, Skill
from app.core.skills.tokens import key_of, words_of

_TOO_SHORT_FOR_ANY_CASE = 2
_SHORTEST_HEAD = 7
SEPARATORS = re.compile(r"[-\s/_.]+")  # one space in ``Term.written``
_ABBREVIATION = 4
_SMALL = "a am an as at au be ce de do du en es et go il in is it la le me no on or se si so to un us we"
_SMALL_WORDS = frozenset(_SMALL.split())


@dataclass(frozen=True, slots=True)
class Term:
    """What one written form stands for.

    ``skill`` is empty for a phrase that only looks like one. ``written``: spellings that count,
    empty for any. ``context``: keys of words of which one must be near, empty when the form is
    not ambiguous.
    """

    skill: str
    kind: str
    domain: str
    written: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()


NOTHING = Term("", "", "")


@dataclass(frozen=True, slots=True, eq=False)
class TermIndex:
    """``terms`` by key; ``openings`` has the first two words of every longer term.

    ``longest`` tells for a first word how many words its longest term has. ``heads`` are German
    nouns that keep their meaning at the end of a compound. ``arabic`` has every Arabic word of
    every term, without article.
    """

    terms: Mapping[str, Term]
    openings: frozenset[str]
    longest: Mapping[str, int]
    heads: frozenset[str]
    arabic: frozenset[str]


@once(4)
def index_of(lexicon: Lexicon) -> TermIndex:
    """Exact names win over grammatical forms, those over other spellings."""
    terms: dict[str, Term] = {}
    for phrase in lexicon.not_skills:
        terms.setdefault(key_of(phrase), NOTHING)
    names = [
        _Name(skill, name)
        for skill in lexicon.skills.values()
        for name in skill.names
        if "/" not in name or not _is_listing(name, lexicon)
    ]
    for name in sorted(names, key=lambda name: name.text != name.skill.label):
        _add_exact(terms, name)
    free = [name for name in names if not name.term.written]
    proper = {skill.id for skill in lexicon.skills.values() if _is_proper_name(skill)}
    for name in free:
        if name.skill.id not in proper:
            for key in _grammatical(name):
                terms.setdefault(key, name.term)
    for name in free:
        for key in respelled(name.text, name.words):
            terms.setdefault(key, name.term)
    terms.pop("", None)
    heads = frozenset(key for skill in lexicon.skills.values() for key in _german_heads(skill))
    return _index(terms, heads)


def _index(terms: dict[str, Term], heads: frozenset[str]) -> TermIndex:
    openings: set[str] = set()
    longest: dict[str, int] = {}
    arabic: set[str] = set()
    for key in terms:
        words = key.split(" ")
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
        if len(words) > 1:
            openings.add(f"{words[0]} {words[1]}")
        if not key.isascii() and LETTER.match(key):
            arabic.update(words)
    return TermIndex(terms, frozenset(openings), longest, heads & terms.keys(), frozenset(arabic))


def _is_listing(name: str, lexicon: Lexicon) -> bool:
    """Two skills in one name, such as "Python/R", would hide the second."""
    found = [lexicon.find(part) for part in name.split("/")]
    return None not in found and len(set(found)) > 1


class _Name:
    """One name of a skill with its key and the term all its forms share."""

    def __init__(self, skill: Skill, text: str) -> None:
        self.skill = skill
        self.text = text
        self.words = words_of(text)
        self.term = _term(skill, text, self.words)

    @property
    def key(self) -> str:
        if LETTER.match(self.text):
            return " ".join(map(without_article, self.words))
        return " ".join(self.words)


def _add_exact(terms: dict[str, Term], name: _Name) -> None:
    """A guarded name may be listed in several spellings: each of them counts."""
    first = terms.setdefault(name.key, name.term)
    if first is not name.term and first.skill == name.skill.id and first.written and name.term.written:
        written = first.written | name.term.written
        terms[name.key] = Term(first.skill, first.kind, first.domain, written, first.context)


def _term(skill: Skill, name: str, words: list[str]) -> Term:
    context = _guard(skill, name, words)
    bound = context or (skill.case and len(words) == 1) or _has_capital_link(name)
    return Term(skill.id, skill.kind, skill.domain, _written(name) if bound else frozenset(), context)


def _guard(skill: Skill, name: str, words: list[str]) -> frozenset[str]:
    """Which names an ambiguous skill guards.

    A label of one word guards itself. A label of several words guards the names that are one of
    its words (Excel of Microsoft Excel) and abbreviations (BI of Business intelligence).
    """
    if not skill.context or len(words) != 1:
        return frozenset()
    label = words_of(skill.label)
    if len(label) == 1:
        guarded = words == label
    else:
        guarded = words[0] in label or (name.isupper() and len(name) <= _ABBREVIATION)
    return frozenset(map(key_of, skill.context)) - set(words) if guarded else frozenset()


def _has_capital_link(name: str) -> bool:
    """Names that are small words when not in capitals: AI, IT support, Permis DE."""
    if len(name) <= _TOO_SHORT_FOR_ANY_CASE:
        return name.isupper()
    return any(part.isupper() and part.lower() in _SMALL_WORDS for part in name.replace("-", " ").split())


def _written(name: str) -> frozenset[str]:
    """As given, with a small first letter, and in capitals when that is not another abbreviation."""
    if len(name) <= _TOO_SHORT_FOR_ANY_CASE + 1:
        return frozenset((name,))
    name = SEPARATORS.sub(" ", name)
    spellings = {name, name.upper()}
    first, *others = name.split()
    if others and not first.isupper():
        spellings |= {name[0].lower() + name[1:], name.capitalize()}
    return frozenset(spellings)


def _is_proper_name(skill: Skill) -> bool:
    """A tool that is called the same everywhere, such as Flask, has no plural."""
    if skill.kind in ("language", "certificate"):
        return True
    own = set(words_of(skill.label))
    labels = (label for language, label in skill.labels.items() if language != "ar")
    return skill.kind == "tool" and all(own.issuperset(words_of(label)) for label in labels)


def _grammatical(name: _Name) -> Iterator[str]:
    if LETTER.match(name.text):
        yield from inflected_arabic([without_article(word) for word in name.words])
        return
    for language in _languages(name):
        yield from inflected(name.text, name.words, language)


def _languages(name: _Name) -> Iterable[str]:
    own = [language for language, label in name.skill.labels.items() if label == name.text]
    return own or languages_of(name.text)


def _german_heads(skill: Skill) -> Iterator[str]:
    if skill.kind not in ("knowledge", "method", "soft") or skill.context or skill.case:
        return
    for name in (skill.labels.get("de", skill.label), *(skill.aliases if "de" in skill.labels else ())):
        if name.isalpha() and len(name) >= _SHORTEST_HEAD and name[0].isupper():
            yield key_of(name)
