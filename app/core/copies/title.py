"""Titles as they are compared: what the work is, apart from rank, gender, contract, place and shouting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from app.core.matching.title_forms import base_form, words_in
from app.core.matching.title_words import DROPPED, title_words, without_marks

Closeness = Literal["equal", "within", "near", "far"]

# One word more that makes another vacancy: when the work is done, in which language or team, instead of whom.
_OTHER_VACANCY = """
nuit jour journée matin matinée soir soirée samedi dimanche weekend équipe team night day evening morning weekend shift
nacht früh spät tag wochenende schicht nachtschicht frühschicht spätschicht tagschicht nachtdienst nachtwache dauernacht
remplacement remplaçant maternité vertretung elternzeitvertretung cover ليلي نهاري ليلا نهارا مسائي صباحي
anglais allemand français arabe italien espagnol néerlandais anglophone germanophone francophone arabophone
english german french arabic italian spanish dutch englisch deutsch französisch arabisch italienisch spanisch
الألمانية الفرنسية الإنجليزية الإيطالية الإسبانية العربية
"""

_REFERENCE = re.compile(
    r"(?<!\w)(?:ref(?:erence)?|kennziffer|job ?id|req(?:uisition)? ?id|مرجع|المرجع)[ .:°#-]{0,4}[\w/-]{2,24}"
)
_NOISE = frozenset(
    words_in(
        """
        now hiring asap immediat immédiate immédiatement sofort neu neue nouveau nouvelle cherche cherchons recherchons
        rejoignez basé basée based chez via postes poste profil profils client clients notre start starting ab
        verstärkung sucht stellenangebot stellenanzeige opportunité opportunity embauche télétravail télétravailler
        hybride hybrid h f m w d x mwd hf fh مطلوب مطلوبة وظيفة وظيفه شاغرة عاجل للعمل نبحث عن فرصة عمل في عقد
        غير محدد المدة دوام كامل جزئي بعد
        """
    )
)
_RANKS = {
    "junior": "junior jr débutant débutante einsteiger berufseinsteiger absolvent graduate trainee ناشئ مبتدئ",
    "senior": "senior sénior sr snr erfahren erfahrener berufserfahren expert experte خبير اول",
    "lead": "lead leader principal staff head chief leiter teamleiter chef cheffe responsable رئيس مسؤول",
    "intern": "stage stagiaire internship intern praktikum praktikant praktikantin werkstudent pfe تربص متربص متدرب",
    "apprentice": "alternance alternant apprenti apprentissage apprentice apprenticeship ausbildung azubi "
    "auszubildende",
    "2": "ii",
    "3": "iii",
    "4": "iv",
}
_RANK_OF = {base_form(word): rank for rank, listed in _RANKS.items() for word in words_in(listed)}
# These also name the work itself: a "chef de projet" is not the lead of anything called "projet".
_ALSO_WORK = frozenset(
    words_in("chef cheffe responsable leiter teamleiter head chief staff leader رئيس مسؤول")
)
_ARABIC_ARTICLE = "ال"
_SHORTEST_SLIP = 7  # letters of a word in which one may be wrong


@dataclass(frozen=True, slots=True)
class Title:
    """``words`` are base forms; ``concepts`` the same by meaning, in any language; ``ranks`` junior, 2, lead ..."""

    words: frozenset[str]
    concepts: frozenset[str]
    ranks: frozenset[str]

    @property
    def key(self) -> str:
        return " ".join(sorted(self.words))


def title_of(title: str, elsewhere: Iterable[str] = ()) -> Title:
    """``elsewhere`` are words of company and town, which some boards repeat in the title."""
    words, concepts, ranks = _read(title)
    said = frozenset(form for word in elsewhere for form in words_in(word))
    return Title(words - said or words, concepts, ranks)


@lru_cache(8192)
def _read(title: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    listed = [_bare(word) for word in words_in(_REFERENCE.sub(" ", without_marks(title)))]
    ranks = frozenset(_RANK_OF[word] for word in listed if word in _RANK_OF)
    words = frozenset(word for word in listed if _is_work(word))
    return words or frozenset(listed), frozenset(title_words(title)), ranks


def _bare(word: str) -> str:
    """Arabic words without article and feminine ending."""
    if "\u0600" <= word[0] <= "\u06ff":
        word = word.removeprefix(_ARABIC_ARTICLE) if len(word) > 4 else word
        word = word.removesuffix("ه") if len(word) > 4 else word
    return word


def _is_work(word: str) -> bool:
    if word in _ALSO_WORK:
        return True
    if word in DROPPED or word in _NOISE or word in _RANK_OF or _bare(word) in _BARE_NOISE:
        return False
    return not (word.isdigit() and len(word) > 1) and (len(word) > 1 or word.isdigit() or word in {"c", "r"})


_BARE_NOISE = frozenset(map(_bare, _NOISE))
_TELLING = frozenset(map(_bare, words_in(_OTHER_VACANCY)))


def closeness(one: Title, other: Title) -> Closeness:
    """``within``: one says the same and something more. ``near``: each says something that the other does not, or
    one more word that makes another vacancy of it."""
    left, right = one.words - other.words, other.words - one.words
    left, right = _unmatched(left, right), _unmatched(right, left)
    if not left and not right:
        return "equal"
    shared = len(one.words & other.words)
    if not left or not right:
        more = left | right
        tells_apart = not _TELLING.isdisjoint(more) or any(map(str.isdigit, more))
        return "within" if shared and not tells_apart else "near"
    if one.concepts == other.concepts or shared >= 2 * max(len(left), len(right)):
        return "near"
    return "far"


def _unmatched(words: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Words without one that differs only by a typing error: ``elektriker`` is not ``elektroniker``."""
    return frozenset(
        word
        for word in words
        if len(word) < _SHORTEST_SLIP or not any(_is_slip(word, other) for other in others)
    )


def _is_slip(word: str, other: str) -> bool:
    return len(other) >= _SHORTEST_SLIP and OSA.distance(word, other, score_cutoff=1) <= 1
