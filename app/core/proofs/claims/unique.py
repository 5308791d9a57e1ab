"""One claim for one thing, however often the CV names it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.core.cv.fold import words
from app.core.proofs.claim import Claim
from app.core.proofs.claims.tables import products

Key = tuple[str, ...]


def unique(claims: Iterable[Claim], mentioned: Iterable[Claim] = ()) -> tuple[Claim, ...]:
    """In the order given; what a later claim of the same thing adds is taken over.

    ``mentioned`` ones name a certificate in passing, so that one of a family adds nothing to what is listed of it.
    """
    kept: dict[Key, Claim] = {}
    for claim in claims:
        _put(kept, claim)
    families = {family for claim in kept.values() if (family := _family(claim.title))}
    for claim in mentioned:
        if _key(claim) in kept or _family(claim.title) not in families:
            _put(kept, claim)
    return tuple(kept.values())


def _put(kept: dict[Key, Claim], claim: Claim) -> None:
    key = _key(claim)
    kept[key] = _merged(kept[key], claim) if key in kept else claim


def _key(claim: Claim) -> Key:
    """Equal for claims of the same thing."""
    title = " ".join(sorted(set(words(claim.title))))
    if claim.category == "languages":
        return claim.category, claim.language or "", title
    year = str(claim.date.year) if claim.date else ""
    if claim.category == "diplomas":
        return claim.category, title, year
    found = products().find(claim.title)
    if found and not found[0].entry.family:
        return "certified", found[0].entry.title
    return "certified", title, year


def _family(title: str) -> str:
    return next((found.entry.title for found in products().find(title) if found.entry.family), "")


def _merged(one: Claim, other: Claim) -> Claim:
    return replace(
        one,
        issuer=one.issuer or other.issuer,
        date=one.date or other.date,
        identifier=one.identifier or other.identifier,
        url=one.url or other.url,
    )
