"""From the lines of a CV to what it claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.core.cv.document import Line
from app.core.cv.parse import MAX_CHARACTERS, MAX_LINE, MAX_LINES
from app.core.cv.profile import Profile
from app.core.proofs.claim import LONGEST, NO_LINE, Claim
from app.core.proofs.claims.certificates import listed_claims, mentioned_claims
from app.core.proofs.claims.chapters import chapters
from app.core.proofs.claims.diplomas import diploma_lines, diplomas
from app.core.proofs.claims.languages import languages
from app.core.proofs.claims.unique import unique

MOST_CLAIMS = 100


def read_claims(lines: Sequence[Line], profile: Profile) -> tuple[Claim, ...]:
    """Certifications, courses, diplomas, languages, in this order, each in the order of the CV.

    What is under way, planned or wished for is left out, and so is what others have. ``line`` is the number
    of one of ``lines``. Hidden lines say nothing. Never raises on any text.
    """
    texts = {line.number: line.text for line in lines if not line.hidden}
    shown = _numbered(lines)
    places = {number: place for place, number in enumerate(line.number for line in lines if not line.hidden)}
    parts = chapters(shown)
    taken = frozenset(places[number] for number in diploma_lines(profile) if number in places)
    by_place = [line.number for line in lines if not line.hidden]
    listed = [_back(claim, by_place) for claim in listed_claims(parts, taken)]
    mentioned = [_back(claim, by_place) for claim in mentioned_claims(parts, taken)]
    spoken = [*languages(_placed(profile, places), parts, {line.number: line.text for line in shown})]
    others = [*diplomas(profile, texts), *(_back(claim, by_place) for claim in spoken)]
    person = (profile.contact.name or "")[:LONGEST]
    claims = sorted(unique([*listed, *others], mentioned), key=_order)[:MOST_CLAIMS]
    return tuple(replace(claim, person=person) for claim in claims)


def _numbered(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The visible lines numbered by their places, as long as a CV may be."""
    kept, left = [], MAX_CHARACTERS
    for place, line in enumerate([line for line in lines if not line.hidden][:MAX_LINES]):
        text = line.text[: min(MAX_LINE, left)]
        kept.append(replace(line, number=place, text=text))
        left -= len(text)
        if left <= 0:
            break
    return tuple(kept)


def _placed(profile: Profile, places: dict[int, int]) -> Profile:
    return replace(
        profile,
        languages=tuple(replace(skill, line=places.get(skill.line, NO_LINE)) for skill in profile.languages),
    )


def _back(claim: Claim, numbers: Sequence[int]) -> Claim:
    return replace(claim, line=numbers[claim.line]) if claim.line != NO_LINE else claim


_ORDER = ("certifications", "courses", "diplomas", "languages")


def _order(claim: Claim) -> tuple[int, int]:
    return _ORDER.index(claim.category), claim.line if claim.line != NO_LINE else 1 << 30
