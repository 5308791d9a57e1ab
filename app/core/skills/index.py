"""All written forms of all skills, ready to be looked up word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.core.skills.arabic import LETTER, without_article
from app.core.skills.inflection import inflected, respelled
from app.core.skills.lexicon import Lexicon, Skill
from app.core.skills.tokens import key_of, words_of

_TOO_SHORT_FOR_ANY_CASE = 2
_SHORTEST_HEAD = 7


@dataclass(frozen=True, slots=True)
class Term:
    """What one written form stands for.

    ``written``: spellings that count, empty for any. ``context``: keys of words of which one must
    be near, empty when the form is not ambiguous.
    """

    skill: str
    kind: str
    domain: str
    written: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class TermIndex:
    """``terms`` by key; ``longest`` tells for a first word how many words its longest term has.

    ``heads`` are German nouns that keep their meaning at the end of a compound. ``arabic`` has
    every Arabic word of every term, without article.
    """

    terms: Mapping[str, Term]
    longest: Mapping[str, int]
    heads: frozenset[str]
    arabic: frozenset[str]


@lru_cache(maxsize=4)
def index_of(lexicon: Lexicon) -> TermIndex:
    """Exact names win over grammatical forms, those over other spellings."""
    terms: dict[str, Term] = {}
    for skill in lexicon.skills.values():
        _add(terms, skill, skill.label)
    for step in (_exact, _grammatical, _spellings):
        for skill in lexicon.skills.values():
            for name, key in step(skill):
                _add(terms, skill, name, key)
    terms.pop("", None)
    longest: dict[str, int] = {}
    for key in terms:
        words = key.split(" ")
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    arabic = frozenset(word for key in terms if LETTER.match(key) for word in key.split(" "))
    heads = frozenset(key for skill in lexicon.skills.values() for key in _german_heads(skill))
    return TermIndex(terms, longest, heads & terms.keys(), arabic)


def _add(terms: dict[str, Term], skill: Skill, name: str, key: str | None = None) -> None:
    key = key_of(name) if key is None else key
    if LETTER.match(key):
        key = " ".join(map(without_article, key.split(" ")))
    if key in terms:
        return
    context = _guard(skill, name)
    if context or (skill.case and len(words_of(name)) == 1) or _is_short_capital(name):
        terms[key] = Term(skill.id, skill.kind, skill.domain, _written(name), context)
    else:
        terms[key] = Term(skill.id, skill.kind, skill.domain)


def _guard(skill: Skill, name: str) -> frozenset[str]:
    """An ambiguous label guards itself; when the label has several words, its one-word names."""
    if not skill.context or len(words_of(name)) > 1:
        return frozenset()
    if len(words_of(skill.label)) == 1 and key_of(name) != key_of(skill.label):
        return frozenset()
    return frozenset(key_of(word) for word in skill.context) - {key_of(name)}


def _is_short_capital(name: str) -> bool:
    return len(name) <= _TOO_SHORT_FOR_ANY_CASE and name.isupper()


def _written(name: str) -> frozenset[str]:
    """As given, and in capitals when it is long enough not to become another abbreviation."""
    return frozenset((name, name.upper()) if len(name) > _TOO_SHORT_FOR_ANY_CASE + 1 else (name,))


def _exact(skill: Skill) -> Iterator[tuple[str, str]]:
    for name in skill.names:
        yield name, key_of(name)


def _free_names(skill: Skill) -> Iterator[tuple[str, str]]:
    """Names that may be bent, with their language; "" when it is not known."""
    translated = {name: language for language, name in skill.labels.items()}
    for name in skill.names:
        if not _guard(skill, name) and not skill.case and not _is_short_capital(name):
            yield name, translated.get(name, "")


def _is_proper_name(skill: Skill) -> bool:
    """A tool that is called the same everywhere, such as Flask, has no plural."""
    if skill.kind in ("language", "certificate"):
        return True
    own = set(words_of(skill.label))
    return skill.kind == "tool" and all(own.issuperset(words_of(name)) for name in skill.labels.values())


def _grammatical(skill: Skill) -> Iterator[tuple[str, str]]:
    if _is_proper_name(skill):
        return
    for name, language in _free_names(skill):
        for tried in ("en", "fr", "de") if language == "" else (language,):
            if tried != "de" or any(part[:1].isupper() for part in name.split()):
                for key in inflected(name, tried):
                    yield name, key


def _spellings(skill: Skill) -> Iterator[tuple[str, str]]:
    for name, _ in _free_names(skill):
        for key in respelled(name):
            yield name, key


def _german_heads(skill: Skill) -> Iterator[str]:
    if skill.kind not in ("knowledge", "method", "soft") or skill.context or skill.case:
        return
    for name in (skill.labels.get("de", skill.label), *(skill.aliases if "de" in skill.labels else ())):
        key = key_of(name)
        if key.isalpha() and len(key) >= _SHORTEST_HEAD and name[0].isupper():
            yield key
