"""Other forms in which a name is written: plurals, German endings, words run together or apart.

Forms are made when the lexicon is indexed, not when a text is read. Many of them are no real
words, which costs memory only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.core.skills.folding import fold
from app.core.skills.tokens import words_of

_LINKS = "a au aux avec d de des du en et l la le les ou par pour s sans sous sur un une"
_FRENCH_LINKS = frozenset(_LINKS.split())
_FRENCH_ONLY = re.compile(r"[éèêàçùîôœ]|\b(?:de|des|du|d'|l'|en|la|le|les|et|aux)\b", re.IGNORECASE)
_GERMAN_TAILS = """
ung keit heit schaft ieren technik mittel system systeme verfahren analyse analysen kenntnis kenntnisse
daten datenbank sprache sprachen netz netze dienst dienste wesen recht bau leiter entwickler informatik
sicherheit technologie technologien methode methoden werkzeug werkzeuge konzept konzepte modell modelle
"""
_GERMAN_ONLY = re.compile(rf"[äöüß]|(?:{'|'.join(_GERMAN_TAILS.split())})\b")
_GERMAN_ENDINGS = ("e", "er", "es", "en", "em")
_CAMEL = re.compile(r"([A-Z]+[a-z]+|[A-Z]+)([A-Z][A-Za-z]+)")
_NOT_SPLIT = frozenset(("in", "on", "up", "to", "it", "go", "now", "out", "the", "my", "mac", "open"))
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_AND = ("and", "et", "und")
_SHORTEST = 4  # words below this length keep their form
_SHORTEST_JOINED = 5


def languages_of(name: str) -> tuple[str, ...]:
    """Languages a name of unknown language may belong to, judged by its letters and small words.

    German only on clear signs: its endings turn names of products into words of other languages.
    """
    if _GERMAN_ONLY.search(name):
        return ("de",)
    return ("fr",) if _FRENCH_ONLY.search(name) else ("en", "fr")


def inflected(name: str, words: Sequence[str], language: str) -> Iterator[str]:
    """Keys of grammatical forms of ``name`` in en, fr or de; none in another language.

    ``words`` are the folded words of ``name``.
    """
    if words and name.isupper():
        yield " ".join([*words[:-1], words[-1] + "s"])
    elif words and language == "en":
        yield from (" ".join([*words[:-1], form]) for form in _english(words[-1]))
    elif words and language == "fr":
        yield from _french(words)
    elif words and language == "de":
        yield from _german(words, name.replace("-", " ").split())


def respelled(name: str, words: Sequence[str]) -> Iterator[str]:
    """Keys of ``name`` with other signs: joined, split at inner capitals, "&" as a word, ae for ä."""
    joined = "".join(words)
    if 2 <= len(words) <= 3 and len(joined) >= _SHORTEST_JOINED and joined.isalnum():
        yield joined
    if "&" in words:
        for word in _AND:
            yield " ".join(word if part == "&" else part for part in words)
    spelled_out = name.translate(_UMLAUTS)
    if spelled_out != name:
        yield " ".join(words_of(spelled_out))
    split = None if name.isupper() else _CAMEL.fullmatch(name)
    if split and _NOT_SPLIT.isdisjoint((fold(split[1]), fold(split[2]))):
        yield f"{fold(split[1])} {fold(split[2])}"


def _english(word: str) -> Iterator[str]:
    if len(word) < _SHORTEST - 1 or not word.isalpha():
        return
    if word.endswith(("ics", "ss", "us", "is")):
        return
    if word.endswith("y") and word[-2] not in "aeou":
        yield word[:-1] + "ies"
    elif word.endswith("ies") and len(word) > _SHORTEST:
        yield word[:-3] + "y"
    elif word.endswith(("ch", "sh", "x")):
        yield word + "es"
    elif not word.endswith("s"):
        yield word + "s"
    elif len(word) > _SHORTEST:
        yield word[:-1]


def _french(words: Sequence[str]) -> Iterator[str]:
    plural = [_french_plural(word) for word in words]
    singular = [_french_singular(word) for word in words]
    yield " ".join(plural)
    yield " ".join(singular)
    if len(words) > 1:
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


def _german(words: Sequence[str], parts: Sequence[str]) -> Iterator[str]:
    """German writes adjectives small, except at the start, and nouns with a capital.

    Both take endings, all adjectives the same one.
    """
    if len(words) != len(parts):
        return
    before = words[:-1]
    small = [part[:1].islower() or place == 0 for place, part in enumerate(parts[:-1])]
    forms = [words[-1], *_german_noun(words[-1])] if parts[-1][:1].isupper() else [words[-1]]
    for ending in ("", *_GERMAN_ENDINGS):
        changed = [
            _german_adjective(word, ending) if is_adjective else word
            for word, is_adjective in zip(before, small, strict=True)
        ]
        if ending and changed == before:
            continue
        for form in forms:
            yield " ".join([*changed, form])


def _german_adjective(word: str, ending: str) -> str:
    if not ending or len(word) < _SHORTEST:
        return word
    if word.endswith(("er", "es", "en", "em")):
        return word[:-2] + ending
    return word[:-1] + ending if word.endswith("e") else word


def _german_noun(word: str) -> Iterator[str]:
    if len(word) < _SHORTEST or not word.isalpha():
        return
    if word.endswith("e"):
        endings: tuple[str, ...] = ("n",)
    elif word.endswith(("ung", "heit", "keit", "schaft", "ion", "tat", "ik")):
        endings = ("en",)
    elif word.endswith(("er", "el", "en")):
        endings = ("n", "s")
    elif word.endswith("s"):
        endings = ("se", "sen")
    else:
        endings = ("e", "en", "er", "ern", "s", "es", "n")
    yield from (word + ending for ending in endings)
    if word.endswith("en") and len(word) > _SHORTEST + 1:
        yield word[:-2]
        yield word[:-1]
    elif word.endswith(("s", "n")) and not word.endswith(("ss", "is", "us")):
        yield word[:-1]
