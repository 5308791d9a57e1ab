"""Why an alert found an offer, as (code, value) pairs."""

from __future__ import annotations

from app.core.alerts.wanted import NewOffer
from app.core.search.filters import Filters
from app.core.search.query import parse_terms, skill_code

MOST = 6


def reasons(filters: Filters | None, offer: NewOffer, score: float | None) -> list[list[str]]:
    """``word``, ``skill``, ``place``, ``company`` and ``score``, as far as the alert asked for them."""
    found: list[list[str]] = []
    if filters is not None:
        found += [["word", term.text] for term in parse_terms(filters.keyword) if not term.excluded]
        codes = set(offer.skill_codes.split())
        found += [["skill", skill] for skill in filters.skill if skill_code(skill) in codes]
        if (filters.location or filters.country) and offer.location:
            found.append(["place", offer.location])
        if filters.company and offer.company:
            found.append(["company", offer.company])
    if score is not None:
        found.append(["score", str(round(score))])
    return found[:MOST]
