"""The claims of a CV: those read from its lines, then those its owner added. Each has a place in its category."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import select

from app.core.cv.document import Line
from app.core.proofs.claim import CATEGORIES, Claim, InvalidClaim, claim_from, key_of
from app.core.proofs.claims import read_claims
from app.extensions import db
from app.models import CV, CvClaim
from app.services import cvs

READ: Final = "read"
# The names that programs know beside ours; courses come before diplomas in "formations".
ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "formations": ("courses", "diplomas"),
    "langues": ("languages",),
}


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """``index`` is its place in its category, hidden ones counted. ``origin`` is read, person or model;
    ``row_id`` that of the row for the last two. ``line`` is what the CV says there, "" for none."""

    category: str
    index: int
    key: str
    claim: Claim
    origin: str = READ
    row_id: int | None = None
    is_hidden: bool = False
    line: str = ""


def claims_of(cv: CV) -> tuple[ClaimRow, ...]:
    """By category in the order of CATEGORIES, within it as the CV says them, then those added, the oldest first.
    Each claim once."""
    rows = db.session.scalars(select(CvClaim).where(CvClaim.cv_id == cv.id).order_by(CvClaim.id)).all()
    hidden = {key for row in rows if row.is_hidden and (key := _key_of_row(row))}
    found: defaultdict[str, dict[str, ClaimRow]] = defaultdict(dict)
    for claim, origin, row_id in (*_read(cv), *_added(cv, rows)):
        listed, key = found[claim.category], key_of(claim)
        if key not in listed:
            place = len(listed)
            listed[key] = ClaimRow(
                claim.category, place, key, claim, origin, row_id, key in hidden, _line(cv, claim.line)
            )
    return tuple(row for category in CATEGORIES for row in found[category].values())


def at(rows: Sequence[ClaimRow], category: str, index: int) -> ClaimRow | None:
    """The claim that an address such as certifications/0 names."""
    wanted = ALIASES.get(category, (category,))
    listed = [row for name in wanted for row in rows if row.category == name]
    return listed[index] if 0 <= index < len(listed) else None


def is_category(name: str) -> bool:
    return name in CATEGORIES or name in ALIASES


def find(rows: Sequence[ClaimRow], category: str, key: str) -> ClaimRow | None:
    return next((row for row in rows if (row.category, row.key) == (category, key)), None)


def _read(cv: CV) -> Iterator[tuple[Claim, str, None]]:
    lines = [Line(number, text) for number, text in enumerate(cv.lines)]  # hidden ones were stored empty
    for claim in read_claims(lines, cvs.profile_of(cv)):
        yield claim, READ, None


def _added(cv: CV, rows: Sequence[CvClaim]) -> Iterator[tuple[Claim, str, int]]:
    """The name is always that of the CV as it stands."""
    person = (cvs.profile_of(cv).contact.name or "")[:300]
    for row in rows:
        if not row.is_hidden:
            yield replace(claim_from(row.claim), person=person, line=row.line), row.origin, row.id


def _key_of_row(row: CvClaim) -> str | None:
    try:
        return key_of(claim_from(row.claim))
    except InvalidClaim:
        return None


def _line(cv: CV, number: int) -> str:
    return cv.lines[number] if 0 <= number < len(cv.lines) else ""
