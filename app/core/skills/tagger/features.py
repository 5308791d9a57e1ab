"""Hashed features of the words of a sentence: what stands where, in one of SIZE buckets."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from app.core.skills.tagger import atoms
from app.core.skills.tagger.atoms import atoms_of

_BUCKET_BITS = 17
SIZE = 1 << _BUCKET_BITS
REACH = 3
"""How far a template looks to either side."""
OUTSIDE = 1
_TRIGGER_REACH = 10
_TRIGGER_WORDS = (
    "ability able background certification certified degree experience experienced expert expertise familiar "
    "familiarity fluent hands-on knowledge languages master proficiency proficient qualification qualified "
    "responsible skill skilled skills stack technologies tools understanding use using with work working"
)
_TRIGGERS = frozenset(_TRIGGER_WORDS.split())
_MIX = np.uint64(0x9E3779B97F4A7C15)

# columns after the atoms of the word itself
LEXICON = atoms.COUNT
TRIGGER = atoms.COUNT + 1
PLACE = atoms.COUNT + 2
SENTENCE = atoms.COUNT + 3
LIST = atoms.COUNT + 4
COLUMNS = atoms.COUNT + 5

_W, _S, _L = atoms.WORD, atoms.SHAPE, LEXICON
TEMPLATES: tuple[tuple[tuple[int, int], ...], ...] = (
    *(((_W, at),) for at in (-3, -2, -1, 0, 1, 2, 3)),
    *(((_W, at), (_W, at + 1)) for at in (-2, -1, 0, 1)),
    ((_W, -1), (_W, 1)),
    *(((_S, at),) for at in (-1, 0, 1)),
    ((_S, -1), (_S, 0)),
    ((_S, 0), (_S, 1)),
    ((_S, -1), (_S, 0), (_S, 1)),
    ((atoms.PLAIN, 0),),
    ((atoms.LONG_SHAPE, 0),),
    *(((atoms.FORM, at),) for at in (-2, -1, 0, 1, 2)),
    ((atoms.FORM, -1), (atoms.FORM, 0), (atoms.FORM, 1)),
    ((atoms.LENGTH, 0), (atoms.FORM, 0)),
    ((atoms.EDGE, 0),),
    ((atoms.EDGE, -1), (_S, 0)),
    *(((column, 0),) for column in (*atoms.PREFIXES, *atoms.SUFFIXES)),
    *(((column, at),) for column in (atoms.SUFFIXES[1], atoms.PREFIXES[2]) for at in (-1, 1)),
    *(((_L, at),) for at in (-2, -1, 0, 1, 2)),
    ((_L, -1), (_L, 0), (_L, 1)),
    ((_L, 0), (atoms.FORM, 0)),
    ((_L, 0), (_W, 0)),
    ((_L, 0), (_W, -1)),
    ((_L, 0), (_W, 1)),
    ((TRIGGER, 0),),
    ((TRIGGER, 0), (atoms.FORM, 0)),
    ((TRIGGER, 0), (_W, -1)),
    ((TRIGGER, 0), (_L, 0)),
    ((PLACE, 0),),
    ((PLACE, 0), (atoms.FORM, 0)),
    ((SENTENCE, 0),),
    ((SENTENCE, 0), (_S, 0)),
    ((LIST, 0), (atoms.FORM, 0)),
    ((LIST, 0), (_W, -1)),
)
_SALTS = np.array([crc32(repr(template).encode()) for template in TEMPLATES], dtype=np.uint64)


def features(sentences: Sequence[Sequence[str]], lexicon: Sequence[Sequence[str]]) -> NDArray[np.int32]:
    """Buckets, one row per word of all sentences and one column per template.

    ``lexicon`` tells for every word what the lexicon says of it, such as "B-tool", or "".
    """
    total = sum(map(len, sentences))
    found = np.empty((total, len(TEMPLATES)), dtype=np.int32)
    if total == 0:
        return found
    table, kept = _table(sentences, lexicon)
    for number, template in enumerate(TEMPLATES):
        mixed = np.full(len(kept), _SALTS[number])
        for column, offset in template:
            mixed = (mixed ^ table[kept + offset, column]) * _MIX
            mixed ^= mixed >> np.uint64(29)
        found[:, number] = mixed >> np.uint64(64 - _BUCKET_BITS)
    return found


def _table(
    sentences: Sequence[Sequence[str]], lexicon: Sequence[Sequence[str]]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """What each word shows, with rows of OUTSIDE between sentences; and where the words stand."""
    total = sum(map(len, sentences))
    table = np.full((total + REACH * (len(sentences) + 1), COLUMNS), OUTSIDE, dtype=np.uint64)
    kept: list[int] = []
    at = REACH
    for words, tags in zip(sentences, lexicon, strict=True):
        if words:
            _fill(table[at : at + len(words)], words, tags)
            kept += range(at, at + len(words))
        at += len(words) + REACH
    return table, np.array(kept, dtype=np.int64)


def _fill(table: NDArray[np.uint64], words: Sequence[str], tags: Sequence[str]) -> None:
    table[:, : atoms.COUNT] = [atoms_of(word) for word in words]
    low = [word[: atoms.LONGEST_WORD].lower().strip(".,:;()") for word in words]
    table[:, LEXICON] = [_sum(tag) for tag in tags]
    table[:, TRIGGER] = _triggers(low)
    table[:, PLACE] = [min(at, 2) * 4 + min(len(words) - 1 - at, 2) for at in range(len(words))]
    table[:, SENTENCE] = _sum(_sentence(words, low))
    table[:, LIST] = min(sum(word in ("/", "&", "and", "or") for word in words), 5)


def _triggers(low: Sequence[str]) -> list[int]:
    """For every word the last trigger before it, when it is near."""
    found, last, where = [], 0, -_TRIGGER_REACH - 1
    for at, word in enumerate(low):
        found.append(last if at - where <= _TRIGGER_REACH else 0)
        if word in _TRIGGERS:
            last, where = _sum(word), at
    return found


def _sentence(words: Sequence[str], low: Sequence[str]) -> str:
    size = min(len(words).bit_length(), 6)
    capitals = sum(word[:1].isupper() for word in words) * 4 // len(words)
    end = words[-1][-1:] if not words[-1][-1:].isalnum() else ""
    return f"{size} {capitals} {end} {not _TRIGGERS.isdisjoint(low)}"


def _sum(text: str) -> int:
    return crc32(text.encode("utf-8", "replace"))
