"""What the words of a title mean, whichever of four languages they are in. Words that no line of the lexicon names
stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

from app.core.proofs.compare import title_lexicon
from app.core.proofs.compare.trade_lexicon import PLACES, TRADES


def _listed(text: str) -> dict[str, str]:
    """Name of the line by each of its words and phrases, spaces for underlines."""
    found: dict[str, str] = {}
    name = ""
    for row in text.strip().splitlines():
        before, _, after = row.rpartition("=")
        name = before.strip() or name
        for phrase in after.split():
            found[phrase.replace("_", " ")] = name
    return found


CONCEPT_OF = _listed(TRADES) | _listed(PLACES) | _listed(title_lexicon.CONCEPTS)
LEVEL_OF = _listed(title_lexicon.LEVELS)
KIND_OF = _listed(title_lexicon.KINDS)
FILLERS = frozenset(title_lexicon.FILLERS.split())

_ARABIC_WORDS = [word for word in CONCEPT_OF if "\u0621" <= word[:1] <= "\u06ff" and " " not in word]
_ALIKE = 90.0

# German puts words together: "Datenanalyse", "Projektmanagement".
_JOINTS = (
    *("daten", "projekt", "netzwerk", "software", "web", "cloud", "qualitats", "personal", "informations"),
    *("marketing", "finanz", "system", "cyber", "online", "programmier", "vertriebs", "energie", "solar"),
)
_JOINED = re.compile(rf"({'|'.join(_JOINTS)})([a-z]{{4,30}})")
_JOINT_MEANS = {
    "qualitats": "qualitat",
    "informations": "information",
    "vertriebs": "vertrieb",
    "personal": "personalwesen",
    "programmier": "programmierung",
    "finanz": "finanzen",
}
_LONGEST_PHRASE = 4
_ARABIC_PREFIXES = frozenset("بلوفك")  # in, for, and, so, like: written as one word with what follows


def meanings(words: Iterable[str]) -> list[tuple[str, str]]:
    """(kind of word, meaning) in order: kind is concept, level or kind; fillers are left out."""
    listed = [part for word in words for part in _parts(word.replace("ß", "ss"))]
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(listed):
        for length in range(min(_LONGEST_PHRASE, len(listed) - at), 0, -1):
            phrase = " ".join(listed[at : at + length])
            meaning = _meaning(phrase, length)
            if meaning is not None:
                found += [meaning] if meaning[1] else []
                at += length
                break
    return found


def _meaning(phrase: str, length: int) -> tuple[str, str] | None:
    """None for words that are no phrase together; an empty meaning for a filler."""
    for kind, table in (("kind", KIND_OF), ("concept", CONCEPT_OF)):
        if phrase in table:
            return kind, table[phrase]
    if length > 1:
        return ("level", LEVEL_OF[phrase]) if phrase in LEVEL_OF else None
    if phrase.isdigit():
        return "level", phrase.lstrip("0") or "0"
    if phrase in LEVEL_OF:
        return "level", LEVEL_OF[phrase]
    bare = stem(phrase)
    return "concept", "" if phrase in FILLERS else CONCEPT_OF.get(bare) or _nearly(bare) or bare


@lru_cache(maxsize=2_000)
def _nearly(word: str) -> str | None:
    """The meaning of an Arabic word in which one letter was misread: its letters differ by little more than dots."""
    if not "\u0621" <= word[:1] <= "\u06ff" or len(word) < 5:
        return None
    best = process.extractOne(word, _ARABIC_WORDS, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return CONCEPT_OF[best[0]] if best else None


def _parts(word: str) -> list[str]:
    """ "Projektmanagements" is a genitive, and two words."""
    joined = _JOINED.fullmatch(word)
    if joined and joined[2] not in CONCEPT_OF and word.endswith("s"):
        joined = _JOINED.fullmatch(word[:-1])
    if joined is None or word in CONCEPT_OF or joined[2] not in CONCEPT_OF:
        return [word]
    return [_JOINT_MEANS.get(joined[1], joined[1]), joined[2]]


def stem(word: str) -> str:
    """Without the endings of plurals, and without the Arabic article and the prepositions before it."""
    if "\u0621" <= word[:1] <= "\u06ff":
        for prefix in ("بال", "وال", "لل", "ال"):
            if word.startswith(prefix) and len(word) > len(prefix) + 2:
                return word[len(prefix) :]
        return word[1:] if word[0] in _ARABIC_PREFIXES and word[1:] in CONCEPT_OF else word
    if len(word) > 4 and word.endswith(("s", "x", "n")) and not word.endswith("ss"):
        return word[:-1]
    return word
