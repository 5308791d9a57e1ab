"""Counts that would speak of single people are kept back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LEAST: Final = 5


@dataclass(frozen=True, slots=True)
class Group:
    """``count`` things of ``people`` different persons."""

    count: int
    people: int


def shown(groups: Mapping[str, Group], least: int = LEAST) -> dict[str, int | None]:
    """The count of each group, None where fewer than ``least`` people stand behind it. One group alone could be
    worked out from the total of all: then the smallest of the others is kept back as well."""
    hidden = {name for name, group in groups.items() if 0 < group.people < least}
    others = [name for name, group in groups.items() if group.people >= least]
    if len(hidden) == 1 and others:
        hidden.add(min(others, key=lambda name: (groups[name].count, name)))
    return {name: None if name in hidden else group.count for name, group in groups.items()}
