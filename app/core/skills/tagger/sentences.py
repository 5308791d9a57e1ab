"""Raw text as sentences of words with their places, split the way the learned-from text was.

Full stops at the end, brackets and bullets are words; colons and question marks stay with theirs;
commas and quotation marks are no words, but the next word knows that one was there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CHUNK = re.compile(r"(?:[^\s,]|(?<=[0-9]),(?=[0-9]))+|,")
_BRACKETS = frozenset("()[]{}")
_QUOTES = frozenset('"“”«»')
_BULLETS = frozenset("•·▪●◦‣")
_PEELED = _BRACKETS | _QUOTES | _BULLETS
_SHORTENED = "e.g i.e etc vs approx incl no mr ms mrs dr st inc ltd resp min max"
_ABBREVIATIONS = frozenset(_SHORTENED.split())


@dataclass(frozen=True, slots=True)
class Word:
    """``apart``: a comma, a quotation mark or a bullet stands between it and the word before."""

    text: str
    start: int
    apart: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def split_sentences(text: str) -> Iterator[list[Word]]:
    """A sentence never goes on behind the end of its line."""
    offset = 0
    for line in text.splitlines(keepends=True):
        yield from _of_line(line, offset)
        offset += len(line)


def _of_line(line: str, offset: int) -> Iterator[list[Word]]:
    words: list[Word] = []
    apart = False
    for chunk in _chunks(line):
        if words and _ends(words) and not chunk.text[0].islower():
            yield words
            words = []
        for piece in _peeled(chunk):
            if piece.text == "," or piece.text in _QUOTES:
                apart = True
            else:
                words.append(Word(piece.text, offset + piece.start, apart and bool(words)))
                apart = piece.text in _BULLETS
    if words:
        yield words


def _chunks(line: str) -> Iterator[Word]:
    return (Word(match.group(), match.start()) for match in _CHUNK.finditer(line))


def _peeled(chunk: Word) -> Iterator[Word]:
    """Signs at both ends as words of their own."""
    text, start = chunk.text, chunk.start
    first, after = 0, len(text)
    while first < after and text[first] in _PEELED:
        yield Word(text[first], start + first)
        first += 1
    while after > first and (text[after - 1] in _PEELED or _is_stop(text, first, after)):
        after -= 1
    if after > first:
        yield Word(text[first:after], start + first)
    for at in range(after, len(text)):
        yield Word(text[at], start + at)


def _is_stop(text: str, first: int, after: int) -> bool:
    return text[after - 1] == "." and after - first > 1


def _ends(words: list[Word]) -> bool:
    last = words[-1].text
    if last == ".":
        return len(words) < 2 or words[-2].text.lower() not in _ABBREVIATIONS
    return last[-1] in "!?"
