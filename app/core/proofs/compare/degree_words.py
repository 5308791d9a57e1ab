"""Degrees as they are abbreviated: "M.Sc.", "B. Eng.", "Bachelor of Arts", "Master 2" are each one word for a title."""

from __future__ import annotations

import re

_TYPES = {
    "sc": "science",
    "sci": "science",
    "s": "science",
    "eng": "engineering",
    "ing": "engineering",
    "a": "arts",
    "ed": "education",
    "com": "commerce",
    "tech": "technology",
    "arch": "architecture",
    "mus": "music",
    "phil": "philosophy",
}
_ABBREVIATED = re.compile(r"(?<![^\W_])([BM])\.\s?(Sci?|Eng|Ing|Ed|Com|Tech|Arch|Mus|Phil)(?![^\W_])\.?")
_OF_ARTS = re.compile(r"(?<![^\W_])([BM])\.([AS])(?![^\W_])\.?")  # "M. A. Trabelsi" has a space
_ALONE = re.compile(r"\W*([BM])\.?\s([AS])\.?\W*")
_JOINED = re.compile(r"(?<![^\W_])([BM])(Sc|Eng|A|Ed|Com|Tech|Arch)(?![^\W_])")
_WRITTEN = re.compile(
    r"(?<![^\W_])(bachelor|master)s?(?:'s)?(?: degree)? of (science|engineering|arts|education|commerce|technology"
    r"|architecture|music|philosophy)s?(?![^\W_])",
    re.IGNORECASE,
)
# "Licence appliquée", "mastère professionnel" are sorts of a degree and say nothing of its subject.
_SORTS = re.compile(
    r"(?<![^\W_])(licence|mast(?:e|è)re?|الإجازة|الاجازة|الماجستير|ماجستير|إجازة|اجازة)\s(?:"
    r"nationale?|applique(?:e|é)e?|appliquée?|fondamentale?|professionnel(?:le)?|de recherche|spécialisée?"
    r"|الوطنية|التطبيقية|الأساسية|الاساسية|المهنية|المهني|البحثي|تطبيقية|أساسية|مهني)(?![^\W_])",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?<![^\W_])(master|mast[eè]re|licence)\s(2|II|3|III)(?![^\W_])|(?<!\S)(M2|L3)(?!\S)", re.IGNORECASE
)
_OF_LETTER = {"b": "bachelor", "m": "master"}
_LAST_YEAR = {"m2": "master", "l3": "licence"}


def spelled_out(text: str) -> str:
    """With "bachelor" or "master" for an abbreviation of one; the last year of a degree is the degree."""
    alone = _ALONE.fullmatch(text)
    if alone:
        return _OF_LETTER[alone[1].lower()]
    for pattern in (_ABBREVIATED, _OF_ARTS):
        text = pattern.sub(lambda match: f" {_OF_LETTER[match[1].lower()]} ", text)
    return _YEARS.sub(_year, text)


def without_type(text: str) -> str:
    """ "Bachelor Mechanics" for "Bachelor of Science in Mechanics", "licence" for "licence appliquée"."""
    return _SORTS.sub(r"\1 ", _WRITTEN.sub(r"\1 ", text))


def types_in(text: str) -> frozenset[str]:
    """What a degree is said to be of: "B.Eng." and "Bachelor of Engineering" of engineering."""
    alone = _ALONE.fullmatch(text)
    short = [match[2] for pattern in (_ABBREVIATED, _OF_ARTS, _JOINED) for match in pattern.finditer(text)]
    short += [alone[2]] if alone else []
    written = {match[2].lower().removesuffix("s") for match in _WRITTEN.finditer(text)}
    named = {_TYPES[one.lower()].removesuffix("s") for one in short}
    return frozenset(named | written)


def _year(match: re.Match[str]) -> str:
    if match[3]:
        return _LAST_YEAR[match[3].lower()]
    last = "3" if match[1].lower() == "licence" else "2"
    year = "3" if match[2].upper() in ("3", "III") else "2"
    return match[1] if year == last else match[0]
