"""The language a CV is written in, by its most frequent small words."""

from __future__ import annotations

from collections import Counter

from app.core.cv.fold import words

_SMALL_WORDS = {
    "en": """the and of to in for with on at by from as is are was an my skills experience education work
        using""",
    "fr": """de la le et les des en du une dans pour au aux avec sur par un d l experience formation
        competences""",
    "de": """und der die das in mit von fur im zu den bei als auf ein eine des bis seit heute kenntnisse
        sprachen deutsch englisch berufserfahrung ausbildung bildungsweg werdegang""",
    "ar": """في من علي الي و عن مع الخبره التعليم المهارات اللغات العربيه منذ شهاده جامعه""",
    "nl": """de het een en van in met voor op bij ervaring opleiding talen""",
}
_CODES: dict[str, list[str]] = {}
for _code, _listed in _SMALL_WORDS.items():
    for _word in set(_listed.split()):
        _CODES.setdefault(_word, []).append(_code)
_LEAST = 3
_ARABIC = range(0x0600, 0x0700)


def language_of(text: str) -> str | None:
    """ISO code of the language, None when too little is written."""
    text = text[:20_000]
    arabic = sum(ord(char) in _ARABIC for char in text)
    if arabic > 50 and arabic * 2 > sum(map(str.isalpha, text)):
        return "ar"
    counts: Counter[str] = Counter()
    for word in words(text):
        counts.update(_CODES.get(word, ()))
    if not counts or max(counts.values()) < _LEAST:
        return None
    return max(_SMALL_WORDS, key=lambda code: counts[code])
