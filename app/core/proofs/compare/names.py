"""Whether a name stands in a document: any order, accents, initials, two scripts, several spellings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from app.core.proofs.compare.name_parts import Part, parts_of
from app.core.proofs.compare.name_sounds import is_arabic
from app.core.proofs.compare.same_name import same_name
from app.core.proofs.compare.shown import Token

_CONFUSED = str.maketrans({"0": "o", "1": "l", "5": "s", "8": "b", "6": "b", "4": "a", "|": "l"})
_VOWELS = frozenset("aeiouy")
EXACT, MISREAD, INITIAL = "exact", "misread", "initial"


def how_alike(claimed: Part, read: Part, by_sound: bool = False) -> str | None:
    """EXACT also for another spelling or script of the same name; None when it is another name."""
    if same_name(claimed.text, read.text, by_sound):
        return EXACT
    if read.confidence < 90 and same_name(claimed.text.translate(_CONFUSED), read.text.translate(_CONFUSED)):
        return EXACT
    if min(len(claimed.text), len(read.text)) == 1 and claimed.text[:1] == read.text[:1]:
        return INITIAL
    return MISREAD if _misread(claimed.text, read) else None


def _misread(claimed: str, read: Part) -> bool:
    """One letter in six differs, where OCR was not sure, and not in a way in which names differ."""
    if read.confidence >= 88 or min(len(claimed), len(read.text)) < 5:
        return False
    steps = Levenshtein.editops(claimed, read.text)
    if len(steps) > max(1, len(claimed) // 6):
        return False
    return not any(
        step.src_pos >= len(claimed) - 1
        or step.src_pos == 0
        or (
            step.tag == "replace" and claimed[step.src_pos] in _VOWELS and read.text[step.dest_pos] in _VOWELS
        )
        for step in steps
    )


@dataclass(frozen=True, slots=True)
class NameMatch:
    """``alike``: how each part of the claimed name was found, None for a part that was not.

    ``extra`` counts further parts of the name in the document; ``outside``: one of them takes the place
    where the claimed family name would stand.
    """

    alike: tuple[str | None, ...]
    extra: int
    outside: bool
    text: str
    sure: float
    other_script: bool

    @property
    def full(self) -> bool:
        return all(alike is not None for alike in self.alike)

    @property
    def merit(self) -> float:
        worth = {EXACT: 1.0, MISREAD: 0.8, INITIAL: 0.5, None: 0.0}
        return sum(worth[alike] for alike in self.alike) / len(self.alike) - 0.05 * self.extra


def best_name_match(claimed: Sequence[Part], tokens: Sequence[Token]) -> NameMatch | None:
    """The best place for the name in one line; None when no part of it is there."""
    read = parts_of(tokens)
    by_sound = is_arabic(tuple(part.text for part in claimed))
    alike = [
        [how_alike(part, other, by_sound or is_arabic((part.text, other.text))) for other in read]
        for part in claimed
    ]
    best: NameMatch | None = None
    for start in range(len(read)):
        if not any(row[start] for row in alike):
            continue
        found = _match_from(start, claimed, read, alike, tokens)
        if best is None or found.merit > best.merit:
            best = found
    return best


def _match_from(
    start: int,
    claimed: Sequence[Part],
    read: Sequence[Part],
    alike: Sequence[Sequence[str | None]],
    tokens: Sequence[Token],
) -> NameMatch:
    """Each claimed part takes the best part left of the few that follow ``start``."""
    window = range(start, min(len(read), start + len(claimed) + 2))
    taken: dict[int, int] = {}
    for wanted in (EXACT, MISREAD, INITIAL):
        for number in range(len(claimed)):
            if number in taken:
                continue
            at = next((at for at in window if alike[number][at] == wanted and at not in taken.values()), None)
            if at is not None:
                taken[number] = at
    first, last = _whole_name(min(taken.values()), max(taken.values()), read)
    places = set(taken.values())
    edges = {at for at in (first, last) if at in places}
    surname = taken.get(len(claimed) - 1)
    given = taken.get(0)
    extra = last - first + 1 - len(places)
    text = " ".join(token.raw for token in tokens[read[first].first : read[last].last + 1])
    return NameMatch(
        alike=tuple(
            alike[number][taken[number]] if number in taken else None for number in range(len(claimed))
        ),
        extra=extra,
        outside=bool(extra) and surname not in edges and not _turned(given, edges, claimed),
        text=text,
        sure=min((read[at].confidence for at in places), default=0.0),
        other_script=any(read[at].arabic != claimed[number].arabic for number, at in taken.items()),
    )


def _turned(given: int | None, edges: set[int], claimed: Sequence[Part]) -> bool:
    """A name that the CV writes with the family name first, of more than two parts."""
    return given in edges and len(claimed) > 2


def _whole_name(first: int, last: int, read: Sequence[Part]) -> tuple[int, int]:
    """Stretched over neighbours that look like further parts of the name."""
    while first > 0 and _belongs(read[first - 1]) and _adjacent(read[first - 1], read[first]):
        first -= 1
    while last + 1 < len(read) and _belongs(read[last + 1]) and _adjacent(read[last], read[last + 1]):
        last += 1
    return first, last


def _belongs(part: Part) -> bool:
    return part.capital and part.text.isalpha() and len(part.text) > 2 and part.text not in NOT_NAMES


def _adjacent(one: Part, other: Part) -> bool:
    return other.first - one.last <= 2


_NOT_NAMES = """
    has have was is that this certify certifies certified successfully completed name nom prenom prenoms candidate
    candidat candidate participant participante student etudiant etudiante to for born geboren date the le la les
    atteste certifie que dass hiermit wird bescheinigt vorname nachname teilnehmer teilnehmerin first last surname
    given family awarded presented decerne delivre hereby conferred upon holder titulaire beneficiaire stagiaire
    apprenant apprenante learner recipient full complet concerne concernee une diplome certificat certificate
    اسم الاسم اللقب المترشح المشارك ان بان تشهد يشهد نشهد قد اتم اجتاز بنجاح المتدرب المتدربه دوره الي منحت تمنح هذه
    شهاده المولود المولوده شارك شاركت تابع تابعت اتمت حصل حصلت نجح نجحت السيدات
"""
NOT_NAMES = frozenset(_NOT_NAMES.split())
