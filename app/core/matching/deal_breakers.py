"""What a person should know before applying, whatever the total says."""

from __future__ import annotations

from collections.abc import Iterator

from app.core.matching.geography import spot
from app.core.matching.inputs import CEFR, REMOTE, Candidate, Offer
from app.core.matching.outcome import Reason
from app.core.matching.parts.location import BORDER, wished_spots
from app.core.matching.parts.salary import wanted_salary

FAR_BELOW = 0.75  # share of the wished pay that the offer does not reach
COMMUTABLE = BORDER / 2  # location score of a town across a border, an hour or so away


def deal_breakers(candidate: Candidate, offer: Offer, location_score: float | None) -> tuple[Reason, ...]:
    return (
        *_languages(candidate, offer),
        *_pay(candidate, offer),
        *_country(candidate, offer, location_score),
        *_remote(candidate, offer),
    )


def _languages(candidate: Candidate, offer: Offer) -> Iterator[Reason]:
    """Only where the candidate lists languages at all; an unknown level on either side is no obstacle."""
    if not candidate.languages:
        return
    for language, level in sorted(offer.languages.items()):
        if language not in candidate.languages:
            yield Reason("language_missing", {"language": language, "level": level or ""})
            continue
        has = candidate.languages[language]
        if level is not None and has is not None and CEFR.index(has) < CEFR.index(level):
            yield Reason("language_below", {"language": language, "level": level, "has": has})


def _pay(candidate: Candidate, offer: Offer) -> Iterator[Reason]:
    wanted = wanted_salary(candidate.salary_year_eur)
    known = [bound for bound in offer.salary_year_eur or () if bound is not None]
    if wanted is not None and known and known[-1] < FAR_BELOW * wanted:
        yield Reason("salary_far_below", {"high": round(known[-1]), "wanted": round(wanted)})


def _country(candidate: Candidate, offer: Offer, location_score: float | None) -> Iterator[Reason]:
    """A home is no wish, and remote work needs no move."""
    wished = wished_spots(candidate)
    there = spot(offer.city, offer.country).country
    if not there or not wished or candidate.places_are_home or offer.remote == REMOTE[-1]:
        return
    if all(here.country and here.country != there for here in wished) and (location_score or 0) < COMMUTABLE:
        yield Reason("country_not_wished", {"country": there})


def _remote(candidate: Candidate, offer: Offer) -> Iterator[Reason]:
    if candidate.remote_ok is False and offer.remote == REMOTE[-1]:
        yield Reason("remote_refused")
