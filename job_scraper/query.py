"""What a run asks a source for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Query:
    """``options`` holds a checked value for every option that the source declares, secrets included.
    ``limit`` is the largest number of offers to bring; a source may bring fewer and stops there."""

    options: Mapping[str, Any] = field(default_factory=dict)
    limit: int = 1000

    def text(self, name: str) -> str:
        return str(self.options.get(name) or "").strip()

    def words(self, name: str) -> tuple[str, ...]:
        """An option of kind ``list``: its entries, without blanks."""
        return tuple(str(value).strip() for value in self.options.get(name) or () if str(value).strip())

    def number(self, name: str) -> int:
        return int(self.options.get(name) or 0)

    def flag(self, name: str) -> bool:
        return bool(self.options.get(name))
