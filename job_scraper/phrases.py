"""Finding the phrases of a word list in a text, the longest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from job_scraper.fold import word_places, words


class Phrases:
    """A map from phrases to codes. Texts are compared as ``words``, so spelling details do not count.

    Phrases under the code ``""`` mean nothing: they keep a shorter phrase inside them from being found.
    """

    def __init__(self, by_code: Mapping[str, Iterable[str]]) -> None:
        self._codes = {words(phrase): code for code, phrases in by_code.items() for phrase in phrases}
        self._by_first_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase in sorted(self._codes, key=lambda phrase: (-len(phrase), phrase)):
            parts = tuple(phrase.split())
            self._by_first_word.setdefault(parts[0], []).append((parts, self._codes[phrase]))
        self._first_words = frozenset(self._by_first_word)

    def exact(self, text: str) -> str | None:
        """The code of a text that is nothing but one phrase."""
        return self._codes.get(words(text)) or None

    def first(self, text: str) -> str | None:
        """The code of the phrase that stands first in the text."""
        return next(self._found(text), None)

    def all(self, text: str) -> tuple[str, ...]:
        """The codes in order of appearance, each once."""
        return tuple(dict.fromkeys(self._found(text)))

    def _found(self, text: str) -> Iterator[str]:
        """Codes by the place of their phrases; a phrase inside a longer one does not count."""
        said, where = word_places(text)
        starts = sorted(position for word in self._first_words & where.keys() for position in where[word])
        end = 0
        for position in starts:
            if position < end:
                continue
            for parts, code in self._by_first_word[said[position]]:
                if said[position : position + len(parts)] == parts:
                    if code:
                        yield code
                    end = position + len(parts)
                    break
