"""What is wrong with the data files, in words that name file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from app.core.skills.lexicon import DATA, skill_id
from app.core.skills.table import KINDS, Row, read_folder
from app.core.skills.tokens import key_of

_FLAG = re.compile(r"case|context:[^|]+(?:\|[^|]+)*")


def problems(folder: Path = DATA) -> list[str]:
    """One sentence per fault, in file order; empty when the data is sound. Raises LexiconError."""
    return problems_in(list(read_folder(folder)))


def problems_in(rows: Sequence[Row]) -> list[str]:
    found = [*_kinds_and_flags(rows), *_double_labels(rows), *_clashes(rows), *_unknown(rows), *_cycles(rows)]
    return list(dict.fromkeys(found))


def _kinds_and_flags(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        if row.kind not in KINDS:
            yield f"{row.place}: unknown kind {row.kind!r} of {row.label}"
        for flag in row.flags:
            if not _FLAG.fullmatch(flag):
                yield f"{row.place}: unknown flag {flag!r} of {row.label}"


def _double_labels(rows: Iterable[Row]) -> Iterator[str]:
    seen: dict[str, Row] = {}
    for row in rows:
        for key in {key_of(row.label), skill_id(row.label)}:
            first = seen.setdefault(key, row)
            if first is not row:
                yield f"{row.place}: label {row.label!r} is already in {first.place}"


def _clashes(rows: Sequence[Row]) -> Iterator[str]:
    owners: dict[str, Row] = {}
    for row in rows:
        owners.setdefault(key_of(row.label), row)
    for row in rows:
        for name in _other_names(row):
            key = key_of(name)
            if not key:
                yield f"{row.place}: the name {name!r} has no letter or digit"
                continue
            owner = owners.setdefault(key, row)
            if owner.label != row.label:
                yield f"{row.place}: {name!r} of {row.label} also names {owner.label} ({owner.place})"


def _other_names(row: Row) -> tuple[str, ...]:
    return tuple(name for names in row.translations.values() for name in names) + row.aliases


def _unknown(rows: Sequence[Row]) -> Iterator[str]:
    labels = {row.label for row in rows}
    for row in rows:
        for column, names in (("broader", (row.broader,) if row.broader else ()), ("related", row.related)):
            for name in names:
                if name not in labels:
                    yield f"{row.place}: {column} of {row.label} is {name!r}, which is no label"
                elif name == row.label:
                    yield f"{row.place}: {column} of {row.label} is the skill itself"


def _cycles(rows: Sequence[Row]) -> Iterator[str]:
    broader = {row.label: row.broader for row in rows if row.broader}
    for row in rows:
        path = [row.label]
        while (above := broader.get(path[-1])) is not None and above not in path:
            path.append(above)
        if above == row.label and len(path) > 1 and row.label == min(path):
            yield f"{row.place}: broader goes round: {' > '.join([*path, above])}"
