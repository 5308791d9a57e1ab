"""Words for jobs in English, French and German, and which of them mean the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.core.matching.title_forms import words_in
from app.core.once import once

DATA = Path(__file__).parent / "data" / "title_words.tsv"
HEADER = ("concepts", "kind", "en", "fr", "de")
COMPOUND = "compound"
# "manager" and "engineer" tell less than "accountant"; a word not in the table least of all.
KIND_WEIGHTS = {"role": 4, "field": 4, "generic": 3}
OTHER_WEIGHT = 2
LONGEST_PHRASE = 4  # words

Phrase = tuple[str, ...]


class TitleTableError(ValueError):
    """A data file that cannot be read; the message names the line."""


@dataclass(frozen=True, slots=True)
class TitleTable:
    """``phrases`` leads from base forms to concepts, ``weights`` from concepts to their weight."""

    phrases: Mapping[Phrase, tuple[str, ...]]
    weights: Mapping[str, int]


def load_title_table(file: Path = DATA) -> TitleTable:
    """Raises TitleTableError when the file is malformed or one phrase has two meanings."""
    phrases: dict[Phrase, tuple[str, ...]] = {}
    weights: dict[str, int] = {}
    for number, concepts, kind, names in _rows(file):
        if kind != COMPOUND:
            weights[concepts[0]] = KIND_WEIGHTS[kind]
        for name in names:
            phrase = tuple(words_in(name))
            if not 0 < len(phrase) <= LONGEST_PHRASE:
                raise TitleTableError(f"line {number}: {name!r} has no word, or more than {LONGEST_PHRASE}")
            if phrases.setdefault(phrase, concepts) != concepts:
                raise TitleTableError(f"line {number}: {name!r} already means {phrases[phrase]}")
    unknown = {concept for concepts in phrases.values() for concept in concepts} - weights.keys()
    if unknown:
        raise TitleTableError(f"never defined: {', '.join(sorted(unknown))}")
    return TitleTable(phrases, weights)


def _rows(file: Path) -> Iterator[tuple[int, tuple[str, ...], str, list[str]]]:
    """Line number, concepts, kind, names in any language. Of the concepts the first is the row's own."""
    lines = file.read_text(encoding="utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != HEADER:
        raise TitleTableError(f"line 1: must be {' '.join(HEADER)}, tab separated")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(HEADER) or cells[1] not in (*KIND_WEIGHTS, COMPOUND):
            raise TitleTableError(f"line {number}: expected {len(HEADER)} cells and a known kind")
        names = [name.strip() for cell in cells[2:] for name in cell.split(";") if name.strip()]
        yield number, tuple(cells[0].split(" + ")), cells[1], names


@once()
def default_title_table() -> TitleTable:
    """The shipped data, read once per process."""
    return load_title_table()
