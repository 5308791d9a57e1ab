"""Numbers by which offers that may be copies find each other, however many offers are stored.

Two offers that share one of them are worth comparing. A few say company, title and place; the others are the
smallest hashes of the text (MinHash): of two texts that share half of their groups of words, nine in ten share
a band, and shortened texts still share whole sentences. The town is part of each, for the same text in another
town is another offer.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from app.core.copies.offer import Offer
from app.core.copies.text import Shingles, hashed

TEXT_BANDS: Final = 8
ROWS: Final = 2
TITLE_WORDS: Final = 4
SENTENCES: Final = 6
MOST_BANDS: Final = 1 + TITLE_WORDS + TEXT_BANDS + SENTENCES
_random = np.random.default_rng(20_261)
_FACTORS = _random.integers(1, 2**63, (1, TEXT_BANDS * ROWS), np.uint64) * np.uint64(2) + np.uint64(1)
_OFFSETS = _random.integers(0, 2**63, (1, TEXT_BANDS * ROWS), np.uint64)
_SHIFT = np.uint64(31)


def bands(offer: Offer) -> tuple[int, ...]:
    """Distinct signed 64-bit numbers, at most MOST_BANDS; the same for the same offer in every process."""
    facts = offer.facts
    town, firm = facts.place.town, " ".join(facts.company.words[:1])
    found: list[int] = []
    if firm:
        found.append(hashed("title", firm, facts.title.key))
        longest = sorted(facts.title.words, key=lambda word: (-len(word), word))[:TITLE_WORDS]
        found += [hashed("word", firm, town, word) for word in longest]
    found += [
        hashed("text", town, str(index), *map(str, rows)) for index, rows in enumerate(_rows(offer.shingles))
    ]
    found += [hashed("sentence", town, str(number)) for number in sorted(offer.sentences)[:SENTENCES]]
    return tuple(dict.fromkeys(found))


def _rows(shingles: Shingles) -> list[list[int]]:
    if not len(shingles):
        return []
    mixed = shingles[:, None] * _FACTORS + _OFFSETS
    smallest = (mixed ^ (mixed >> _SHIFT)).min(axis=0)
    return [[int(value) for value in rows] for rows in smallest.reshape(TEXT_BANDS, ROWS)]
