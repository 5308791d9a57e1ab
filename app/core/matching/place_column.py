"""Where offers are, and whether they can be done from elsewhere. Each distinct answer is kept once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from app.core.matching.arrays import NO_INTS, Flags, Ints, Places, Reals
from app.core.matching.codebook import Codebook
from app.core.matching.distinct import Distinct
from app.core.matching.geography import NOWHERE, Spot, spot
from app.core.matching.inputs import REMOTE, Offer

UNKNOWN = 0  # code of a city, country or remote policy that is not given

_Key = tuple[str, str, bool, str]  # city, country, whether the gazetteer has the town, remote policy


@dataclass(frozen=True, slots=True, eq=False)
class PlaceColumn:
    """One row for each distinct answer. ``remotes`` is 1 for onsite, 2 for hybrid, 3 for remote;
    ``vectors`` has three rows (see Spot).
    """

    distinct: Distinct[_Key]
    city_names: Codebook[str]
    country_names: Codebook[str]
    cities: Ints
    countries: Ints
    remotes: Ints
    vectors: Reals

    @classmethod
    def empty(cls) -> PlaceColumn:
        named: Codebook[str] = Codebook([""])
        return cls(Distinct.empty(), named, named, NO_INTS, NO_INTS, NO_INTS, np.empty((3, 0)))

    def extended(self, offers: Sequence[Offer]) -> PlaceColumn:
        spots = [spot(offer.city, offer.country) for offer in offers]
        keys = [_key(at, offer.remote or "") for at, offer in zip(spots, offers, strict=True)]
        distinct, fresh = self.distinct.extended(keys)
        city_names, cities, _ = self.city_names.extended(city for city, *_ in fresh)
        country_names, countries, _ = self.country_names.extended(country for _, country, *_ in fresh)
        at = dict(zip(keys, spots, strict=True))
        vectors = np.array([at[key].vector for key in fresh], np.float64).reshape(-1, 3).T
        return PlaceColumn(
            distinct,
            city_names,
            country_names,
            _joined(self.cities, cities),
            _joined(self.countries, countries),
            _joined(self.remotes, [_remote_code(remote) for *_, remote in fresh]),
            np.concatenate((self.vectors, vectors), axis=1),
        )

    def take(self, rows: Places) -> PlaceColumn:
        distinct, stay = self.distinct.take(rows)
        if stay is None:
            return replace(self, distinct=distinct)
        return PlaceColumn(
            distinct,
            self.city_names,
            self.country_names,
            self.cities[stay],
            self.countries[stay],
            self.remotes[stay],
            self.vectors[:, stay],
        )

    def kilometres(self, here: Spot) -> Reals:
        """To each answer; infinite where either town is not in the gazetteer."""
        east, north, up = self.vectors - np.array(here.vector).reshape(3, 1)
        squared = east * east + north * north + up * up
        return np.where(np.isnan(squared), np.inf, np.sqrt(squared))

    def relation(self, here: Spot) -> Relation:
        none = np.zeros(len(self.cities), bool)
        country, city = self.country_names.find(here.country), self.city_names.find(here.city)
        same: Flags = self.countries == country if here.country and country is not None else none
        abroad: Flags = (self.countries != UNKNOWN) & ~same if here.country else none
        town: Flags = (self.cities == city) & ~abroad if here.city and city is not None else none
        return Relation(town, same, abroad)


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """Of each answer to one spot. Where a country is not given, neither of the last two holds; a town
    of the same name is the same one unless it is known to lie abroad.
    """

    same_town: Flags
    same_country: Flags
    abroad: Flags


def _key(at: Spot, remote: str) -> _Key:
    return at.city, at.country, at.vector is not NOWHERE, remote


def _joined(column: Ints, more: ArrayLike) -> Ints:
    return np.concatenate((column, np.asarray(more, np.int32)))


def _remote_code(remote: str) -> int:
    return REMOTE.index(remote) + 1 if remote else UNKNOWN
