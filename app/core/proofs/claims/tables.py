"""What is known of certificates: who issues them, which there are, which tests of languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.core.once import once
from app.core.proofs.claims.name_index import NameIndex

DATA = Path(__file__).parent / "data"
BODY, PLATFORM = "body", "platform"


@dataclass(frozen=True, slots=True)
class Issuer:
    """``kind`` is ``body`` for who certifies, ``platform`` for who sells or gives courses."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Product:
    """A certificate with a name of its own. One that is not ``anywhere`` counts only in a section about
    certificates, for the name means other things as well. A ``family`` is several certificates that share
    a name. ``skills`` are labels of the lexicon."""

    title: str
    anywhere: bool
    family: bool
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LanguageTest:
    """``language`` (ISO 639-1) and ``level`` are None where the name alone does not say so."""

    name: str
    language: str | None
    level: str | None


@once()
def issuers() -> NameIndex[Issuer]:
    return NameIndex(
        (name, Issuer(row[0], row[1])) for row in rows("issuers") for name in _names(row[0], row[2])
    )


@once()
def products() -> NameIndex[Product]:
    return NameIndex(
        (name, Product(row[0], row[1] == "any", row[2] == "several", _listed(row[4])))
        for row in rows("products")
        for name in _names(row[0], row[3])
    )


@once()
def language_tests() -> NameIndex[LanguageTest]:
    return NameIndex(
        (name, LanguageTest(row[0], row[1] or None, row[2] or None))
        for row in rows("language_tests")
        for name in _names(row[0], row[3])
    )


def rows(table: str) -> Iterator[list[str]]:
    """Cells of a table in order, without its first line."""
    lines = (DATA / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    yield from (line.split("\t") for line in lines[1:])


def _names(name: str, others: str) -> tuple[str, ...]:
    return (name, *_listed(others))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
