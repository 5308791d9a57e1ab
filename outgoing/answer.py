"""What an outside service answered, read to its end and within its limits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from outgoing.charsets import decoded
from outgoing.faults import NotJson

HEAD_LENGTH = 600
MAX_DEPTH = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """``url`` is where redirects ended. Header names are in small letters. ``body`` is decompressed.
    ``is_cached`` when the service said that nothing changed since last time."""

    url: str
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    is_cached: bool = False

    @property
    def is_ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def text(self) -> str:
        """By the charset of the header, of the document, else by its letters; never an error."""
        return decoded(self.body, self.headers.get("content-type", ""))

    @property
    def head(self) -> str:
        """The beginning, for a person who wants to see what came back."""
        return " ".join(self.text[: HEAD_LENGTH * 4].split())[:HEAD_LENGTH]

    def json(self) -> Any:
        """Raises NotJson."""
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError) as error:
            raise NotJson(self.url, str(error)[:200]) from error
