"""Where offers are, and whether they can be done from elsewhere. Each distinct answer is kept once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.core.matching.codebook import Codebook
from app.core.matching.geography import Spot, spot
from app.core.matching.inputs import REMOTE, Offer
from app.core.matching.ragged import Int32, Int64

UNKNOWN = 0  # code of a city, country or remote policy that is not given

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
_Key = tuple[str, str, str]  # folded city, country code, remote policy


@dataclass(frozen=True, slots=True, eq=False)
class PlaceColumn:
    """``index[offer]`` is the place of its answer in the other arrays; ``vectors`` has one row each
    (see Spot). ``remotes`` is 1 for onsite, 2 for hybrid, 3 for remote.
    """

    answers: Codebook[_Key]
    city_names: Codebook[str]
    country_names: Codebook[str]
    cities: Int32
    countries: Int32
    remotes: Int32
    vectors: Floats
    index: Int32

    @classmethod
    def empty(cls) -> PlaceColumn:
        none = np.empty(0, np.int32)
        vectors = np.empty((0, 3))
        return cls(Codebook(), Codebook([""]), Codebook([""]), none, none, none, vectors, none)

    def extended(self, offers: Sequence[Offer]) -> PlaceColumn:
        spots = [spot(offer.city, offer.country) for offer in offers]
        keys = [(at.city, at.country, offer.remote or "") for at, offer in zip(spots, offers, strict=True)]
        return self._extended(keys, dict(zip(keys, (at.vector for at in spots), strict=True)))

    def _extended(self, keys: Sequence[_Key], vectors: dict[_Key, tuple[float, float, float]]) -> PlaceColumn:
        answers, index = self.answers.extended(keys)
        fresh = answers.keys[len(self.answers) :] if answers is not self.answers else ()
        city_names, cities = self.city_names.extended(city for city, _, _ in fresh)
        country_names, countries = self.country_names.extended(country for _, country, _ in fresh)
        remotes = np.fromiter((_remote_code(remote) for _, _, remote in fresh), np.int32, len(fresh))
        points = np.array([vectors[key] for key in fresh], np.float64).reshape(-1, 3)
        return PlaceColumn(
            answers,
            city_names,
            country_names,
            np.concatenate((self.cities, cities)),
            np.concatenate((self.countries, countries)),
            np.concatenate((self.remotes, remotes)),
            np.concatenate((self.vectors, points)),
            np.concatenate((self.index, index)),
        )

    def take(self, rows: Int64) -> PlaceColumn:
        """Answers that no offer gives any more are forgotten once they are the larger part."""
        index = self.index[rows]
        if 2 * len(rows) < len(self.answers):
            keys = self.answers.keys
            vectors = {keys[at]: tuple(self.vectors[at].tolist()) for at in index}
            return PlaceColumn.empty()._extended([keys[at] for at in index], vectors)
        return PlaceColumn(
            self.answers,
            self.city_names,
            self.country_names,
            self.cities,
            self.countries,
            self.remotes,
            self.vectors,
            index,
        )

    def kilometres(self, here: Spot) -> Floats:
        """To each answer; infinite where either town is not in the gazetteer."""
        apart = self.vectors - np.array(here.vector)
        squared = apart[:, 0] * apart[:, 0] + apart[:, 1] * apart[:, 1] + apart[:, 2] * apart[:, 2]
        return np.where(np.isnan(squared), np.inf, np.sqrt(squared))

    def same_city(self, here: Spot) -> Flags:
        """Same name, and not known to lie in different countries."""
        code = self.city_names.find(here.city)
        if not here.city or code is None:
            return np.zeros(len(self.cities), bool)
        named: Flags = self.cities == code
        return named & ~self.other_country(here)

    def same_country(self, here: Spot) -> Flags:
        code = self.country_names.find(here.country)
        if not here.country or code is None:
            return np.zeros(len(self.countries), bool)
        same: Flags = self.countries == code
        return same

    def other_country(self, here: Spot) -> Flags:
        """Both countries are known and differ."""
        if not here.country:
            return np.zeros(len(self.countries), bool)
        given: Flags = self.countries != UNKNOWN
        return given & ~self.same_country(here)


def _remote_code(remote: str) -> int:
    return REMOTE.index(remote) + 1 if remote else UNKNOWN
