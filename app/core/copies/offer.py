"""What of an offer is compared with others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.core.copies.company import Company, company_of
from app.core.copies.place import Place, place_of
from app.core.copies.text import LONGEST, Shingles, sentences, shingles, words_of
from app.core.copies.title import Title, title_of
from app.core.skills.folding import fold

# A number the employer gave the vacancy. It has a digit, and it is not the year.
_REFERENCE = re.compile(
    r"(?<!\w)(?:ref(?:erence)?s?|referenznummer|referenz|kennziffer|stellennummer|stellen-id|job ?id|job number"
    r"|req(?:uisition)?(?: id| number)|annonce n|offre n|vacancy (?:id|number)|مرجع|المرجع|رقم العرض)"
    r"(?: (?:de l'(?:annonce|offre)|du poste|interne|der stelle|of the job|no|nr|number))?[ .:°º#-]{0,5}"
    r"(?=[a-z/_-]{0,12}\d)(?P<number>[a-z0-9][a-z0-9/_-]{2,24})"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Facts:
    """What an offer says apart from its text. ``pay`` is euros a year, lowest and highest."""

    title: Title
    company: Company
    place: Place
    language: str | None = None
    contract: str | None = None
    work_time: str | None = None
    level: str | None = None
    remote: str | None = None
    years: float | None = None
    pay: tuple[int | None, int | None] = (None, None)
    references: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Offer:
    """``words`` are those of the text, ``sentences`` hashes of its longer sentences; ``source`` is its board."""

    facts: Facts
    source: str
    words: str
    shingles: Shingles
    sentences: frozenset[int]


@dataclass(frozen=True, slots=True)
class Said:
    """An offer as it is stored, in the words of its board."""

    source: str
    title: str
    company: str | None
    city: str | None
    country: str | None
    text: str = ""
    language: str | None = None
    contract: str | None = None
    work_time: str | None = None
    level: str | None = None
    remote: str | None = None
    years: float | None = None
    pay: tuple[int | None, int | None] = (None, None)


def facts_of(said: Said) -> Facts:
    """References are read from the text; without one only from the title."""
    company, place = company_of(said.company), place_of(said.city, said.country)
    return Facts(
        title=title_of(said.title, (*company.words, *place.town.split(), said.city or "")),
        company=company,
        place=place,
        language=said.language,
        contract=said.contract,
        work_time=said.work_time,
        level=said.level,
        remote=said.remote,
        years=said.years,
        pay=said.pay,
        references=references(f"{said.title}\n{said.text[:LONGEST]}"),
    )


def offer_of(said: Said) -> Offer:
    words = words_of(said.text)
    return Offer(facts_of(said), said.source, words, shingles(words), sentences(said.text))


def references(text: str) -> frozenset[str]:
    found = (one["number"].strip("-/_") for one in _REFERENCE.finditer(fold(text)))
    return frozenset(number for number in found if len(number) > 2 and not _YEAR.fullmatch(number))
