"""What an admin can set about a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["text", "list", "number", "flag", "choice", "secret"]


@dataclass(frozen=True, slots=True)
class Option:
    """``label`` and ``help`` are English sentences that the pages translate. ``default`` of a list is a
    tuple. ``minimum`` and ``maximum`` bound a number, or the count of entries of a list, or the
    length of a text. A secret is stored encrypted and never shown again."""

    name: str
    label: str
    kind: Kind = "text"
    default: Any = ""
    is_required: bool = False
    minimum: int = 0
    maximum: int = 200
    choices: tuple[str, ...] = ()
    help: str = ""
