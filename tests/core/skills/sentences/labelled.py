"""The labelled sentences: one line of JSON each, the same item under the same id in four languages.

Labels name skills by their canonical English label. "A|B": either answer is right. "outside": the
lexicon does not know the skill. Ids that end in an even digit are for development, odd for checking.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "fr", "de", "ar")
PARTS = ("development", "check")
KINDS = ("offer", "cv")
STATUSES = ("required", "wished", "not_asked", "has")
NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Label:
    """``skills`` are labels of which any is right. ``not_asked``: denied, or named where the employer
    speaks of itself, of what it gives or of formalities."""

    skills: tuple[str, ...]
    status: str
    years: float | None
    outside: bool

    @property
    def counts(self) -> bool:
        return self.status != NOT_ASKED


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    kind: str
    text: str
    labels: tuple[Label, ...]

    @property
    def part(self) -> str:
        return PARTS[int(self.id[-1]) % 2]


def items_of(language: str) -> tuple[Item, ...]:
    lines = (DATA / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_item(json.loads(line)) for line in lines)


def _item(row: Mapping[str, object]) -> Item:
    labels = row["skills"]
    if not isinstance(labels, list):
        raise TypeError(f"{row['id']}: skills is not a list")
    return Item(str(row["id"]), str(row["kind"]), str(row["text"]), tuple(_label(label) for label in labels))


def _label(row: Mapping[str, object]) -> Label:
    years = row["years"]
    if years is not None and not isinstance(years, int | float):
        raise TypeError(f"years is not a number: {years!r}")
    return Label(
        skills=tuple(str(row["skill"]).split("|")),
        status=str(row["status"]),
        years=None if years is None else float(years),
        outside=bool(row.get("outside", False)),
    )
