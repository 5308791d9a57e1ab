"""Other forms in which a name is written: plurals, German endings, words run together or apart.

Forms are made when the lexicon is indexed, not when a text is read. Most of them are no real
words, which costs memory only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.core.skills.folding import fold
from app.core.skills.tokens import words_of

_LINKS = "a au aux avec d de des du en et l la le les ou par pour s sans sous sur un une"
_FRENCH_LINKS = frozenset(_LINKS.split())
_GERMAN_ADJECTIVE = re.compile(r"(?=.{4,}$)([^\W\d_]*?)(?:e|er|es|en|em)")
_GERMAN_ENDINGS = ("e", "er", "es", "en", "em")
_CAMEL = re.compile(r"([A-Z]+[a-z]+|[A-Z]+)([A-Z][A-Za-z]+)")
_NOT_SPLIT = frozenset(("in", "on", "up", "to", "the", "my", "a", "i", "e", "mc", "mac", "open"))
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_AND = {"en": "and", "fr": "et", "de": "und"}
_SHORTEST = 4  # words below this length keep their form
_SHORTEST_JOINED = 5


def inflected(name: str, language: str) -> Iterator[str]:
    """Keys of grammatical forms of ``name``; ``language`` is en, fr, de or "" when not known."""
    words = list(words_of(name))
    if language == "de":
        yield from _german(name.split())
        return
    if not words or language == "ar":
        return
    for form in _english(words[-1]):
        yield " ".join([*words[:-1], form])
    if language != "en":
        yield from _french(words)


def respelled(name: str) -> Iterator[str]:
    """Keys of ``name`` with other signs: joined, split at inner capitals, "&" as a word, ae for ä."""
    words = words_of(name)
    joined = "".join(words)
    if 2 <= len(words) <= 3 and len(joined) >= _SHORTEST_JOINED and joined.isalnum():
        yield joined
    if "&" in words:
        for word in _AND.values():
            yield " ".join(word if part == "&" else part for part in words)
    spelled_out = name.translate(_UMLAUTS)
    if spelled_out != name:
        yield " ".join(words_of(spelled_out))
    split = _CAMEL.fullmatch(name)
    if split and fold(split[1]) not in _NOT_SPLIT:
        yield f"{fold(split[1])} {fold(split[2])}"


def _english(word: str) -> Iterator[str]:
    if len(word) < _SHORTEST - 1 or not word.isalpha():
        return
    if word.endswith("y") and word[-2] not in "aeou":
        yield word[:-1] + "ies"
    elif word.endswith("ies") and len(word) > _SHORTEST:
        yield word[:-3] + "y"
    elif word.endswith(("ch", "sh", "x")):
        yield word + "es"
    elif not word.endswith("s"):
        yield word + "s"
    elif not word.endswith(("ss", "us", "is")) and len(word) > _SHORTEST:
        yield word[:-1]


def _french(words: list[str]) -> Iterator[str]:
    plural = [_french_plural(word) for word in words]
    singular = [_french_singular(word) for word in words]
    yield " ".join(plural)
    yield " ".join(singular)
    yield " ".join([plural[0], *words[1:]])
    yield " ".join([singular[0], *words[1:]])
    yield " ".join([*words[:-1], plural[-1]])


def _french_plural(word: str) -> str:
    if len(word) < _SHORTEST - 1 or word in _FRENCH_LINKS or not word.isalpha() or word[-1] in "sxz":
        return word
    if word.endswith("al"):
        return word[:-2] + "aux"
    return word + ("x" if word.endswith(("eau", "eu")) else "s")


def _french_singular(word: str) -> str:
    if len(word) < _SHORTEST or word in _FRENCH_LINKS or not word.isalpha() or word.endswith("ss"):
        return word
    if word.endswith("eaux"):
        return word[:-1]
    return word[:-1] if word.endswith("s") else word


def _german(parts: list[str]) -> Iterator[str]:
    """German writes adjectives small and nouns with a capital: both take endings, in step."""
    if not parts:
        return
    *before, last = parts
    for ending in ("", *_GERMAN_ENDINGS):
        changed = [_german_adjective(part, ending) for part in before]
        if ending and changed == before:
            break
        for form in ("", *_german_noun(last)):
            yield " ".join(words_of(" ".join([*changed, form or last])))


def _german_adjective(part: str, ending: str) -> str:
    match = _GERMAN_ADJECTIVE.fullmatch(part) if ending and part[0].islower() else None
    return part if match is None else match[1] + ending


def _german_noun(word: str) -> Iterator[str]:
    folded = fold(word)
    if len(folded) < _SHORTEST or not word[0].isupper() or not folded[-1].isalpha():
        return
    if folded.endswith("e"):
        endings: tuple[str, ...] = ("n",)
    elif folded.endswith(("ung", "heit", "keit", "schaft", "ion", "tat", "ik")):
        endings = ("en",)
    elif folded.endswith(("er", "el", "en")):
        endings = ("n", "s")
    elif folded.endswith("s"):
        endings = ("se", "sen")
    else:
        endings = ("e", "en", "er", "ern", "s", "es", "n")
    for ending in endings:
        yield word + ending
    if folded.endswith("en") and len(folded) > _SHORTEST + 1:
        yield word[:-2]
        yield word[:-1]
    elif folded.endswith(("s", "n")) and not folded.endswith(("ss", "is", "us")):
        yield word[:-1]
