"""Arabic writes the article, "and", "in", "for" onto the word: they are taken off when the rest is known."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

LETTER = re.compile(r"[\u0621-\u064a]")
_PREFIXED = re.compile(r"(?P<link>[وف]?)(?P<relation>[بكل]?)(?P<article>ال|(?<=ل)ل)?(?P<rest>.+)")
_ARTICLE = "ال"
_SHORTEST_REST = 2
_LONGEST_WORD = 40
_SINGULAR, _PLURAL = "ه", "ات"
_SHORTEST_STEM = 3


def without_article(word: str) -> str:
    return word[2:] if word.startswith(_ARTICLE) and len(word) >= len(_ARTICLE) + _SHORTEST_REST else word


def known_form(word: str, known: Container[str]) -> str:
    """``word`` as it stands in ``known``, after as few prefixes are removed as needed; else ``word``."""
    if word in known or len(word) > _LONGEST_WORD or not LETTER.match(word):
        return word
    return next((form for form in _forms(word) if form in known), word)


def _forms(word: str) -> Iterator[str]:
    yield without_article(word)
    links = [""] + [word[0]] * (word[0] in "وف")
    for link in links:
        after = word[len(link) :]
        yield after
        yield without_article(after)
        if after[:1] in ("ب", "ك", "ل"):
            yield after[1:]
            yield without_article(after[1:])
            if after.startswith("لل"):
                yield after[2:]


def inflected_arabic(words: Sequence[str]) -> Iterator[str]:
    """Keys with the sound plural of the first noun, or its singular, and of all words."""
    changed = [_other_number(word) for word in words]
    yield " ".join([changed[0], *words[1:]])
    yield " ".join(changed)


def _other_number(word: str) -> str:
    for ending, other in ((_SINGULAR, _PLURAL), (_PLURAL, _SINGULAR)):
        if word.endswith(ending) and len(word) >= _SHORTEST_STEM + len(ending):
            return word.removesuffix(ending) + other
    return word
