"""The language a CV is written in, by its most frequent small words."""

from __future__ import annotations

import re
from collections import Counter

from app.core.cv.fold import words

_SMALL_WORDS = {
    "en": """the and of to in for with on at by from as is are was an my skills experience education work
        using""",
    "fr": """de la le et les des en du une dans pour au aux avec sur par un d l experience formation
        competences depuis lycee langues diplomes permis""",
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
_READ = 8_000
_ARABIC = re.compile("[\u0600-\u06ff]")
_LETTER = re.compile(r"[^\W\d_]")


def language_of(text: str) -> str | None:
    """ISO code of the language of the first _READ characters, None when too little is written."""
    text = text[:_READ]
    arabic = len(_ARABIC.findall(text))
    if arabic > 50 and arabic * 2 > len(_LETTER.findall(text)):
        return "ar"
    counts: Counter[str] = Counter()
    for word, times in Counter(words(text)).items():
        for code in _CODES.get(word, ()):
            counts[code] += times
    if not counts or max(counts.values()) < _LEAST:
        return None
    return max(_SMALL_WORDS, key=lambda code: counts[code])
