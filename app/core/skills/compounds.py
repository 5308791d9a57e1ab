"""Skills inside German compounds: Datenbankkenntnisse, Finanzbuchhaltung, Softwareentwicklungsprozess."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from app.core.skills.index import TermIndex

_HEADS = """
administration administrator administratorin analyse analyst anwender anwendung anwendungen architekt
architektin architektur aufgaben beauftragte beauftragter bereich berater beraterin beratung betreuung
entwickler entwicklerin entwicklern entwicklung erfahrung erfahrungen experte expertin experten fachkraft
fachwissen fahigkeit fahigkeiten framework frameworks grundkenntnisse grundlagen ingenieur ingenieurin
integration kenntnis kenntnisse kenntnissen know konzepte leiter leiterin losung losungen management
manager managerin methoden migration modul module plattform plattformen praktikum praxis profi
programmierer programmiererin programmierung projekt projekte projekten prozesse schnittstelle
schnittstellen schulung schulungen software spezialist spezialistin support system systeme systemen
systems team techniken technologie technologien tools umfeld umgebung umgebungen verstandnis werkzeuge
wissen zertifikat zertifizierung
"""
HEADS = frozenset(_HEADS.split())
_GERMAN = "und der die das mit fur wir von im zur zum sie bei eine einen oder ist sind auf als dich dein ihre"
GERMAN_WORDS = frozenset(_GERMAN.split())
SHORTEST = 9
_LONGEST = 60
_SHORTEST_MODIFIER = 4
_SHORTEST_FREE_MODIFIER = 9  # before a head that is not in HEADS
_VERB_PREFIXES = (
    "ent",
    "ver",
    "zer",
    "auf",
    "aus",
    "ein",
    "vor",
    "nach",
    "mit",
)  # "entwickeln" is no "Wickeln"
_LINKS = ("", "s", "n", "en", "es", "-")
_CACHE = 65_536

Part = tuple[str, int, int]  # key of the term, its start and end within the word


def compound_reader(index: TermIndex) -> Callable[[str, bool], Part | None]:
    """A function of a folded word and of whether the text is German. Words recur, so it remembers."""

    @lru_cache(maxsize=_CACHE)
    def read(word: str, german: bool) -> Part | None:
        if len(word) > _LONGEST or not word.isalpha():
            return None
        part = _modifier(word, index, german)
        return part or (_head(word, index) if german else None)

    return read


def _is_free(key: str, index: TermIndex) -> bool:
    term = index.terms.get(key)
    return term is not None and term.skill != "" and not term.written


def _modifier(word: str, index: TermIndex, german: bool) -> Part | None:
    """The longest skill at the start, when a head that tells of skills follows."""
    for end in range(len(word) - _SHORTEST_MODIFIER, _SHORTEST_MODIFIER - 1, -1):
        if not _is_free(word[:end], index):
            continue
        rest = word[end:]
        if german and end >= _SHORTEST_FREE_MODIFIER:
            return word[:end], 0, end
        if any(rest.startswith(link) and rest[len(link) :] in HEADS for link in _LINKS):
            return word[:end], 0, end
    return None


def _head(word: str, index: TermIndex) -> Part | None:
    for start in range(3, len(word)):
        if word[start:] in index.heads and not word[:start].endswith(_VERB_PREFIXES):
            return word[start:], start, len(word)
    return None
