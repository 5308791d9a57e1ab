"""Where the person wants to work against where the offer is, by codes and distances, never by text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.core.cv.profile import Place
from app.core.matching.arrays import Flags, Reals
from app.core.matching.columns import OfferColumns
from app.core.matching.geography import Spot, spot
from app.core.matching.inputs import REMOTE, Candidate, Offer
from app.core.matching.outcome import Reason, unknown
from app.core.matching.part import PartColumns
from app.core.matching.place_column import UNKNOWN, PlaceColumn

NAME = "location"
ONSITE, HYBRID, ANYWHERE = (REMOTE.index(policy) + 1 for policy in REMOTE)

NEXT_DOOR_KM = 10.0  # no way to work worth counting
HALF_KM = 40.0  # beyond that, the score halves over this distance
SAME_COUNTRY = 0.3  # too far to commute, but no border to cross
COUNTRY_ONLY = 0.6  # the offer names the right country and no town
COUNTRY_ONLY_CERTAINTY = 0.5
BORDER = 0.85  # commuting to another country
OTHER_COUNTRY = 0.05
HOME_CERTAINTY = 0.5  # where someone lives is no wish
REMOTE_ABROAD = 0.8  # remote work, wished for, from another country
REMOTE_UNASKED = 0.7  # remote work where the CV does not speak of it
REMOTE_UNASKED_ABROAD = 0.4
REMOTE_WISHED = {HYBRID: 0.5, ONSITE: 0.2}  # nothing but remote work is wished for
MOST_PLACES = 12
ROUNDING = 1e-6  # scores come back with 32 bits


@dataclass(frozen=True, slots=True)
class _Fit:
    """``score`` is -1 where nothing can be said."""

    score: Reals
    certainty: Reals

    def or_better(self, other: _Fit) -> _Fit:
        """Of equal scores the more certain one."""
        better = (other.score > self.score) | (
            (other.score == self.score) & (other.certainty > self.certainty)
        )
        return _Fit(
            np.where(better, other.score, self.score), np.where(better, other.certainty, self.certainty)
        )


def score(candidate: Candidate, columns: OfferColumns) -> PartColumns:
    places = columns.places
    fit = _fit(candidate, places)
    return PartColumns.of(fit.score, fit.score >= 0, fit.certainty).spread(places.distinct.index)


def _fit(candidate: Candidate, places: PlaceColumn) -> _Fit:
    wished = wished_spots(candidate)
    fit = _remote(candidate, wished, places)
    for here in wished:
        near = _near(here, places)
        certainty = near.certainty * HOME_CERTAINTY if candidate.places_are_home else near.certainty
        fit = fit.or_better(_Fit(near.score, certainty))
    return fit


def wished_spots(candidate: Candidate) -> list[Spot]:
    spots = (spot(place.city, place.country) for place in candidate.places[:MOST_PLACES])
    return [here for here in spots if here.city or here.country]


def _near(here: Spot, places: PlaceColumn) -> _Fit:
    related = places.relation(here)
    sure = np.ones(len(places.cities))
    if not here.city:
        abroad = np.where(related.abroad, OTHER_COUNTRY, -1.0)
        return _Fit(np.where(related.same_country, 1.0, abroad), sure)
    kilometres = places.kilometres(here)
    commute = np.where(places.remotes == HYBRID, kilometres / 2, kilometres)
    beyond = np.maximum(commute - NEXT_DOOR_KM, 0.0) / HALF_KM
    near = 1.0 / (1.0 + beyond * beyond)
    score = np.where(np.isfinite(kilometres), near, -1.0)
    score = np.where(related.same_country, np.maximum(near, SAME_COUNTRY), score)
    score = np.where(related.abroad, np.maximum(near * BORDER, OTHER_COUNTRY), score)
    score = np.where(related.same_town, 1.0, score)
    no_town = (places.cities == UNKNOWN) & related.same_country
    return _Fit(np.where(no_town, COUNTRY_ONLY, score), np.where(no_town, COUNTRY_ONLY_CERTAINTY, sure))


def _remote(candidate: Candidate, wished: list[Spot], places: PlaceColumn) -> _Fit:
    """What the offer's remote policy is worth on its own."""
    remotes = places.remotes
    score = np.full(len(remotes), -1.0)
    sure = np.ones(len(remotes))
    if candidate.remote_ok is False or not (wished or candidate.remote_ok):
        return _Fit(score, sure)
    here, abroad = (1.0, REMOTE_ABROAD) if candidate.remote_ok else (REMOTE_UNASKED, REMOTE_UNASKED_ABROAD)
    score = np.where(remotes == ANYWHERE, np.where(_all_abroad(wished, places), abroad, here), score)
    if not wished:
        for policy, worth in REMOTE_WISHED.items():
            score = np.where(remotes == policy, worth, score)
    return _Fit(score, sure)


def _all_abroad(wished: list[Spot], places: PlaceColumn) -> Flags:
    abroad = np.full(len(places.remotes), bool(wished))
    for here in wished:
        abroad &= places.relation(here).abroad
    return abroad


def explain(
    candidate: Candidate, offer: Offer, columns: OfferColumns, part_score: float | None
) -> tuple[Reason, ...]:
    wished = wished_spots(candidate)
    there = spot(offer.city, offer.country)
    if part_score is None:
        says = bool(there.city or there.country or offer.remote)
        return (unknown(NAME, cv=bool(wished or candidate.remote_ok), offer=says),)
    reason = _reason(candidate, wished, offer, columns.places, part_score)
    if candidate.places_are_home and wished and reason.code != "location_remote":
        home = _written(candidate, wished[0])
        return reason, Reason("location_from_home", {"home": home.city or home.country or home.text})
    return (reason,)


def _reason(
    candidate: Candidate, wished: list[Spot], offer: Offer, places: PlaceColumn, part_score: float
) -> Reason:
    remote = offer.remote == REMOTE[-1]
    if not wished:
        return Reason("location_remote" if remote else "location_not_remote")
    best, at = part_score, 0
    if remote or len(wished) > 1:
        best, at = max((float(_near(here, places).score[0]), -at) for at, here in enumerate(wished))
    if remote and (part_score > best + ROUNDING or candidate.remote_ok):
        return Reason("location_remote")
    here, city, country = wished[-at], (offer.city or "").strip(), (offer.country or "").strip().upper()
    related = places.relation(here)
    if related.same_town[0]:
        return Reason("location_same_city", {"city": city})
    kilometres = float(places.kilometres(here)[0])
    if np.isfinite(kilometres) and (best > SAME_COUNTRY + ROUNDING or not related.abroad[0]):
        code = "location_near" if best > SAME_COUNTRY + ROUNDING else "location_far"
        return Reason(
            code, {"city": city, "wanted": _written(candidate, here).city or "", "km": round(kilometres)}
        )
    if related.abroad[0]:
        return Reason("location_other_country", {"country": country or spot(city, None).country})
    return Reason("location_same_country", {"country": country or here.country})


def _written(candidate: Candidate, here: Spot) -> Place:
    """The candidate's own words for one of the wished spots."""
    return next(place for place in candidate.places if spot(place.city, place.country) == here)
