"""Spellings of Arabic names in Latin letters: what Tunisians, French, English and Germans write for one sound.

An Arabic name has three root consonants or more and no letters for its short vowels, so everyone writes those as
they hear them: Chiheb and Chihab, Sawsen and Saoussen, Slim and Selim. Long vowels, genders and roots are written by
all: Salim is not Salem, Samir not Samira, Malak not Malek. Two spellings are one name when their sounds are the same.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.core.proofs.compare.name_spellings import SAME_LATIN

_ROOT = 3  # consonants from which short vowels may be written in two ways
_LETTERS = (
    # Digraphs are one sound; capitals stand for sounds that have no letter of their own.
    *(
        ("tch", "X"),
        ("sch", "X"),
        ("ch", "X"),
        ("sh", "X"),
        ("dj", "j"),
        ("kh", "K"),
        ("gh", "g"),
        ("dh", "d"),
    ),
    *(("th", "T"), ("ph", "f"), ("oo", "u"), ("ee", "i"), ("ou", "u"), ("o", "u"), ("w", "u"), ("y", "i")),
    *(("ce", "se"), ("ci", "si"), ("q", "k"), ("c", "k")),
)
_SUN = "tTdrzsXnl"  # letters before which the article sounds like them: Ennaceur, Ezzahra
_SUN_ARTICLE = re.compile(rf"^[ae]([{_SUN}])\1(?=[a-zA-Z]{{3}})")
_SERVANT = re.compile(rf"abd(?:[aeu]{{1,2}}l(?=.{{3}})|[aeu]([{_SUN}])(?=\1))?")
_DOUBLED = re.compile(r"(.)\1+")
_MUTE = re.compile(r"(?<=[aiu]n)e$")
_LAST = re.compile(r"^(.*[aiuWY].*)[ae]([^aeiu])$")
_FIRST = re.compile(r"^([^aeiu])[ae](?=[^aeiu])")
_CLOSED = re.compile(r"^[ae](?=[^aeiu]{2})")
_HALF_OPEN = re.compile(r"[^aeiu](?:[ae][^aeiu]|[^aeiuWY])[ae][^aeiu]")  # Malak, Malek, Slem

_TELLING = re.compile(
    r"kh|dh|dj|aou[aeis]|oui$|^(?:ou[aei]|abd[aeu]|m[hzbkdtr]|h[bdfjkmnrst]|j[bdlmr]|z[bdghmrkl]|k[hmst]|l[hkmt])"
)
_PARTICLE = re.compile(r"^(?:ben|bel|bou|abou|el|al)(?=[a-z]{4})")

# Given names of Europe, whose vowels are never short ones: Michel is not Michal, Martin not Martine, Jean not Jeanne.
_EUROPEAN_LISTED = """
    martin justin valentin christian lilian simon augustin clementin florentin corentin constantin marin robin
    tristan ivan yvan erwan sebastian bastian bastien florian florien jan celestin quentin paulin josephin maximilian
    roman adrian adrien fabian fabien julian julien kilian killian vivian vivien damian damien lucian lucien jean jeanne
    michel michal marcel daniel gabriel samuel emmanuel manuel raphael pascal chantal laurent florent vincent clement
    robert albert gilbert hubert herbert werner walter peter dieter karen karin helen helena melina malina marina
    sabrina selina serena nathan nathalie jonathan alexander alexandra andreas anders johannes hannes jonas jones
"""
_EUROPEAN = frozenset(_EUROPEAN_LISTED.split())


def is_arabic(parts: tuple[str, ...]) -> bool:
    """Whether a name, given by its folded parts in Latin letters, is one that is written in several ways."""
    return any(_TELLING.search(part) or _is_listed(part) for part in parts)


def sounds_alike(one: str, other: str) -> bool:
    """Both folded and in Latin letters, parts of names of which one ``is_arabic``."""
    return _sound(one) == _sound(other)


def _is_listed(part: str) -> bool:
    return part in SAME_LATIN or _PARTICLE.sub("", part) in SAME_LATIN


@lru_cache(maxsize=20_000)
def _sound(name: str) -> str:
    """The name with one letter for each sound, and one vowel where a short one may be written in two ways."""
    if not name.isascii() or not name.isalpha() or _EUROPEAN & {name, name.removesuffix("e")}:
        return name
    text = name
    for written, sound in _LETTERS:
        text = text.replace(written, sound)
    servant = _SERVANT.match(text)
    if servant and len(text) > servant.end() + 2:
        return f"abd {_root(_single(text[servant.end() :]))}"
    text = _SUN_ARTICLE.sub(r"\1", text)
    text = _single(text)
    return _root(text if name.endswith("nne") else _MUTE.sub("", text))


def _single(text: str) -> str:
    """One letter for doubled ones, one spelling for diphthongs, and the consonants W and Y apart from the vowels."""
    text = _DOUBLED.sub(r"\1", text).replace("ei", "ai")
    text = re.sub(r"(?<=a)h$", "", text)
    return re.sub(r"i(?=[aeu])", "Y", re.sub(r"u(?=[aei])", "W", text))


def _root(text: str) -> str:
    """Without what is written in two ways: short vowels of the first and last syllable, where enough consonants say
    which name it is. In "Malak" and "Malek" they are all there is to tell."""
    text = _CLOSED.sub("a", text)
    if len(re.sub(r"[aeiu]|Ya$", "", text)) < _ROOT:
        return text
    if not _HALF_OPEN.fullmatch(text):
        text = _LAST.sub(r"\1a\2", text)
    return _FIRST.sub(r"\1", text)
