"""What the product reads in a sentence, in the words of the labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Protocol

from app.core.skills.extract import skill_ids
from app.core.skills.lexicon import default_lexicon
from tests.core.skills.sentences.labelled import NOT_ASKED, Item

USES = "app.core.skills.reading"


@dataclass(frozen=True, slots=True)
class Read:
    status: str
    years: float | None = None


class Use(Protocol):
    @property
    def skill(self) -> str: ...
    @property
    def negated(self) -> bool: ...
    @property
    def years(self) -> float | None: ...


# canonical English label -> how it was read
Reader = Callable[[Item, str], Mapping[str, Read]]


def read_mentions(item: Item, language: str) -> Mapping[str, Read]:
    """The plain method: whatever is named counts."""
    status = "has" if item.kind == "cv" else "required"
    return {_label(skill): Read(status) for skill in skill_ids(item.text)}


def read_uses(item: Item, language: str) -> Mapping[str, Read]:
    reading = import_module(USES)
    uses: list[Use] = reading.read_skills(item.text, language=language)
    meant = _held(uses) if item.kind == "cv" else _asked(reading, uses)
    return {_label(use.skill): Read(NOT_ASKED) for use in uses} | meant


def default_reader() -> Reader:
    return read_uses if find_spec(USES) else read_mentions


def _held(uses: list[Use]) -> dict[str, Read]:
    held: dict[str, Read] = {}
    for use in uses:
        if not use.negated:
            before = held.get(_label(use.skill), Read("has"))
            held[_label(use.skill)] = Read("has", use.years if before.years is None else before.years)
    return held


def _asked(reading: ModuleType, uses: list[Use]) -> dict[str, Read]:
    return {
        _label(skill): Read("required" if asked.required else "wished", asked.years)
        for skill, asked in reading.asked(uses).items()
    }


def _label(skill: str) -> str:
    return default_lexicon().skills[skill].label
