"""Finding the phrases of a word list in a text, the longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from job_scraper.fold import words


class Phrases:
    """A map from phrases to codes. Texts are compared as ``words``, so spelling details do not count."""

    def __init__(self, by_code: Mapping[str, Iterable[str]]) -> None:
        self._codes = {words(phrase): code for code, phrases in by_code.items() for phrase in phrases}
        longest_first = sorted(self._codes, key=lambda phrase: (-len(phrase), phrase))
        self._pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")

    def exact(self, text: str) -> str | None:
        """The code of a text that is nothing but one phrase."""
        return self._codes.get(words(text))

    def first(self, text: str) -> str | None:
        """The code of the phrase that stands first in the text."""
        found = self._pattern.search(words(text))
        return self._codes[found.group()] if found else None

    def all(self, text: str) -> tuple[str, ...]:
        """The codes in order of appearance, each once."""
        found = (self._codes[match.group()] for match in self._pattern.finditer(words(text)))
        return tuple(dict.fromkeys(found))
