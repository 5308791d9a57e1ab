"""What the texts beside this package say, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class MakerError(Exception):
    """A text file of the maker is missing something or contradicts another one."""


@dataclass(frozen=True, slots=True)
class City:
    """``forms`` and ``names`` are by language: as an advert writes the place, and the town alone."""

    name: str
    country: str
    forms: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str] = field(default_factory=dict)

    def called(self, language: str) -> str:
        return self.names.get(language, self.name)


@dataclass(frozen=True, slots=True)
class Company:
    """``about`` and ``perks`` are by language; ``kind`` is company, public or agency."""

    name: str
    country: str
    cities: tuple[str, ...]
    fields: frozenset[str]
    voice: str
    kind: str
    about: Mapping[str, str]
    perks: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of job in one language, with more phrases than one advert needs.

    ``places`` counts the offers per country. ``pay`` is the usual band of a mid-level post: gross
    per year in FR, DE and GB, gross per month in BE, net per month in TN, whole units of money.
    ``contract_word`` replaces the usual word for the contract when it is not empty.
    """

    key: str
    domain: str
    language: str
    fields: frozenset[str]
    places: Mapping[str, int]
    pay: Mapping[str, tuple[int, int]]
    levels: tuple[str, ...]
    contracts: tuple[str, ...]
    contract_word: str
    remotes: tuple[str, ...]
    works: tuple[str, ...]
    practice: str
    stack: str
    titles: Mapping[str, tuple[str, ...]]
    hooks: tuple[str, ...]
    hours: tuple[str, ...]
    duties: tuple[str, ...]
    must: tuple[str, ...]
    plus: tuple[str, ...]
    arabic: str


@dataclass(frozen=True, slots=True)
class Vacancy:
    """One offer before it has words.

    ``detail`` is vague, short, normal or full; ``turn`` counts the offers for the same role from 0.
    """

    external_id: str
    role: Role
    company: Company
    city: City
    level: str
    contract: str
    work: str
    remote: str
    detail: str
    turn: int

    @property
    def country(self) -> str:
        return self.company.country

    @property
    def language(self) -> str:
        return self.role.language


Record = dict[str, Any]
