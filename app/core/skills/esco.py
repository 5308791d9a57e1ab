"""Skills of the lexicon and the same ones in ESCO, found by equal names."""

from __future__ import annotations

import csv
import gzip
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from app.core.skills.index import index_of
from app.core.skills.lexicon import LANGUAGES, Lexicon
from app.core.skills.links import Link
from app.core.skills.table import LexiconError
from app.core.skills.tokens import key_of

ACKNOWLEDGEMENT = "This service uses the ESCO classification of the European Commission."
MOST_CHARACTERS = 200_000_000
_MOST_NAMES = 40  # of one concept in one language
_LONGEST_NAME = 120
_SHORTEST_NAME = 4
_OFFICIAL = ("conceptUri", "preferredLabel", "altLabels")
_FILE_LANGUAGE = re.compile(r"(?:^|[_.-])([a-z]{2})(?=[_.-])")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Concept:
    """``names`` by language, the preferred label first."""

    uri: str
    names: Mapping[str, tuple[str, ...]]


def read_concepts(file: Path, language: str | None = None) -> list[Concept]:
    """From the official CSV of one language, or a CSV with ``uri`` and a column a language; also .gz.

    ``language`` tells that of an official file whose name does not. Raises LexiconError.
    """
    try:
        with _opened(file) as text:
            return list(_concepts(file, csv.reader(_limited(text, file)), language))
    except (OSError, EOFError, UnicodeDecodeError, csv.Error, zlib.error) as error:
        raise LexiconError(f"{file.name}: cannot be read: {_one_line(str(error))}") from error


def _opened(file: Path) -> TextIO:
    if file.suffix == ".gz":
        return gzip.open(file, "rt", encoding="utf-8-sig", newline="")
    return file.open(encoding="utf-8-sig", newline="")


def _limited(text: TextIO, file: Path) -> Iterator[str]:
    """Lines, in pieces where they are too long for a line; an end to files that have none."""
    left = MOST_CHARACTERS
    while line := text.readline(left + 1):
        left -= len(line)
        if left < 0:
            raise LexiconError(f"{file.name}: more than {MOST_CHARACTERS} characters")
        yield line


def _concepts(file: Path, rows: Iterator[list[str]], language: str | None) -> Iterator[Concept]:
    columns = {name.strip(): place for place, name in enumerate(next(rows, []))}
    if all(name in columns for name in _OFFICIAL):
        code = language or _language_in(file)
        if code is None:
            raise LexiconError(f"{file.name}: say with --language in which language the labels are")
        wanted = [(code, columns["preferredLabel"]), (code, columns["altLabels"])]
        uri = columns["conceptUri"]
    elif "uri" in columns and any(code in columns for code in LANGUAGES):
        wanted = [(code, columns[code]) for code in LANGUAGES if code in columns]
        uri = columns["uri"]
    else:
        raise LexiconError(
            f"{file.name}:1: expected the columns {', '.join(_OFFICIAL)}, or uri and a language"
        )
    for number, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) <= max(uri, *(place for _, place in wanted)):
            raise LexiconError(f"{file.name}: record {number} has {len(row)} cells, not {len(columns)}")
        if not row[uri].startswith(("http://", "https://")) or _BLANKS.search(row[uri]):
            raise LexiconError(f"{file.name}: record {number} has no address as its concept")
        yield Concept(row[uri], _named(row, wanted))


def _language_in(file: Path) -> str | None:
    """ "skills_fr.csv" is French; of several codes in a name the last counts."""
    found = [code for code in _FILE_LANGUAGE.findall(file.name.lower()) if code in LANGUAGES]
    return found[-1] if found else None


def _named(row: list[str], wanted: Iterable[tuple[str, int]]) -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    for code, place in wanted:
        said = [_plain(name) for name in re.split(r"[\n|]", row[place])]
        names.setdefault(code, []).extend(name for name in said if 0 < len(name) <= _LONGEST_NAME)
    return {code: tuple(dict.fromkeys(said))[:_MOST_NAMES] for code, said in names.items() if said}


def _plain(name: str) -> str:
    """Without the bracket that tells what is meant: "Java (computer programming)"."""
    return _one_line(name.partition(" (")[0])


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def linked(lexicon: Lexicon, concepts: Iterable[Concept], before: Mapping[str, Link]) -> dict[str, Link]:
    """``before`` and what the concepts add: links by equal names, and names of what has the same label.

    A preferred label that is the label of a skill counts most, then one that is another of its
    names, then another name of the concept. A concept belongs to one skill and a skill to one
    concept; what was linked before stays.
    """
    concepts = list(concepts)
    found = {skill: link for skill, link in before.items() if skill in lexicon.skills}
    skills = {link.uri: skill for skill, link in found.items()}
    for rank, uri, skill in sorted({offer for concept in concepts for offer in _offers(lexicon, concept)}):
        if uri not in skills and skill not in found:
            skills[uri] = skill
            found[skill] = Link(uri, "alias" if rank % 2 else "label")
    same = {uri: skill for uri, skill in skills.items() if found[skill].equal == "label"}
    for skill, code, names in _free_names(lexicon, concepts, same):
        link = found[skill]
        kept = tuple(dict.fromkeys((*link.names.get(code, ()), *names)))[:_MOST_NAMES]
        found[skill] = replace(link, names={**link.names, code: kept})
    return found


def _offers(lexicon: Lexicon, concept: Concept) -> Iterator[tuple[int, str, str]]:
    for code, names in concept.names.items():
        for place, name in enumerate(names):
            skill = lexicon.find(name)
            if skill is not None:
                same = key_of(name) == key_of(skill.labels.get(code, skill.label))
                yield (0 if same else 1) + 2 * (place > 0), concept.uri, skill.id


def _free_names(
    lexicon: Lexicon, concepts: Sequence[Concept], skills: Mapping[str, str]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Names that no other skill and no phrase has in any form, and that one concept alone has."""
    terms = index_of(lexicon).terms
    mine = [concept for concept in concepts if concept.uri in skills]
    owners: dict[str, set[str]] = {}
    for concept in concepts:
        for names in concept.names.values():
            for name in names:
                owners.setdefault(key_of(name), set()).add(concept.uri)
    for concept in mine:
        for code, names in concept.names.items():
            free = [
                name
                for name in names
                if len(key := key_of(name)) >= _SHORTEST_NAME and len(owners[key]) == 1 and key not in terms
            ]
            if free:
                yield skills[concept.uri], code, tuple(free)
