"""Diplomas: what the profile has of education and the CV does not call unfinished."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from app.core.cv.fold import fold
from app.core.cv.profile import Education, Profile
from app.core.proofs.claim import LONGEST, NO_LINE, Claim, InvalidClaim, StatedDate
from app.core.proofs.claims.fields import read_fields
from app.core.proofs.claims.pieces import name_of, names_platform
from app.core.proofs.claims.status import is_open, is_unfinished
from app.core.proofs.claims.tables import products

_NOWHERE = -2
_UNSAID = frozenset(
    {"ausbildung", "master", "bachelor", "licence", "diplom", "diplome", "diploma", "bts", "but", "studium"}
)
_NOT_HAD = re.compile(
    r"(?<![^\W_])(?:doctorante?|phd (?:candidate|student)|doctoral (?:candidate|student)|doktorand\w{0,3}|mooc|"
    r"niveau (?:bac|bts|licence|master|bachelor|deug|dut)|ohne abschluss|sans diplome)(?![^\W_])"
)


def diplomas(profile: Profile, texts: Mapping[int, str]) -> Iterator[Claim]:
    """``texts`` are the lines by their numbers."""
    wrapped = _NOWHERE
    for entry in profile.education:
        if entry.level == "none" or entry.line == wrapped or not _is_had(entry, texts):
            continue
        title, school = _named(entry)
        if entry.line in texts and fold(title) in _UNSAID and texts.get(entry.line + 1, "").strip():
            wrapped = entry.line + 1
            below = name_of(read_fields(texts[wrapped]).rest)
            title, school = f"{title} {below.title}".strip(), school or below.issuer
        yield Claim(
            category="diplomas",
            title=title[:LONGEST],
            issuer=school[:LONGEST],
            date=_year(entry.year),
            line=entry.line if entry.line in texts else NO_LINE,
        )


def _named(entry: Education) -> tuple[str, str]:
    """Title and school; the title of the profile may still hold the school."""
    if entry.institution:
        return entry.title, entry.institution
    named = name_of(entry.title)
    return (named.title, named.issuer) if named.title and named.issuer else (entry.title, "")


def diploma_lines(profile: Profile) -> frozenset[int]:
    return frozenset(entry.line for entry in profile.education if entry.line != NO_LINE)


def _is_had(entry: Education, texts: Mapping[int, str]) -> bool:
    own = texts.get(entry.line, "")
    text = f"{entry.title} | {own}"
    if not entry.title.strip() or _NOT_HAD.search(fold(text)) or is_unfinished(text) or is_open(text):
        return False
    if entry.year is None and (read_fields(own).date or is_open(texts.get(entry.line - 1, ""))):
        return False  # the profile has no year of what was under way when it was read
    return not products().find(text) and not names_platform(own)


def _year(year: int | None) -> StatedDate | None:
    try:
        return StatedDate(year) if year is not None else None
    except InvalidClaim:
        return None
