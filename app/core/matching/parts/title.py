"""The job that the person wants or does against the title of the offer.

Words of three languages that mean the same are the same; a word of the candidate that is not in the
table of such words may differ by a few letters.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from app.core.matching.arrays import Reals
from app.core.matching.columns import OfferColumns
from app.core.matching.inputs import Candidate, Offer
from app.core.matching.outcome import Reason, unknown
from app.core.matching.part import PartColumns
from app.core.matching.title_column import TitleColumn, WordTable, signature
from app.core.matching.title_words import CONCEPT, title_words, word_weight

NAME = "title"
EQUAL = 64  # likeness is counted in 64ths, so that sums are exact
LEAST_LIKENESS = 38  # six tenths of the letter triples
SHORTEST_LIKE = 4  # letters
WISH_SHARE = 0.7  # the wanted title found in the offer's counts more than the offer's found in it
MOST_TITLES = 12
FITS, CLOSE = 0.75, 0.35


def score(candidate: Candidate, columns: OfferColumns) -> PartColumns:
    titles = columns.titles
    wanted = wanted_titles(candidate)
    if not wanted:
        return PartColumns.unknown(len(columns))
    best = np.zeros(len(titles.weights))
    for words in wanted:
        np.maximum(best, _likeness(words, titles), out=best)
    return PartColumns.of(best, titles.weights > 0).spread(titles.distinct.index)


def wanted_titles(candidate: Candidate) -> list[tuple[str, ...]]:
    """Distinct titles as words, in the order of the candidate; those without words left out."""
    return [title_words(title) for title in _written(candidate)]


def _written(candidate: Candidate) -> list[str]:
    """The first title of each kind, as the candidate writes it."""
    kinds: dict[tuple[str, ...], str] = {}
    for title in candidate.titles:
        kinds.setdefault(title_words(title), title)
    return [title for words, title in kinds.items() if words][:MOST_TITLES]


def _likeness(words: tuple[str, ...], titles: TitleColumn) -> Reals:
    """Of each distinct title, 0 to 1. Half a title in common is less than half a fit."""
    credit = _credit(words, titles.table)
    codes = np.array(list(credit), np.int64)
    worth = np.array(list(credit.values()), np.float64) * titles.table.weights[codes]
    common = titles.postings.sums(codes, worth)
    asked = EQUAL * sum(map(word_weight, words))
    some = np.flatnonzero(common)
    found = common[some]
    overlap = WISH_SHARE / asked * np.minimum(found, asked)
    overlap += (1.0 - WISH_SHARE) / EQUAL * found / titles.weights[some]
    common[some] = overlap * (0.5 + 0.5 * overlap)
    return common


def _credit(words: tuple[str, ...], table: WordTable) -> dict[int, int]:
    """Code of each word of the table that is like one of ``words``, and how much it is."""
    credit: dict[int, int] = {}
    for word in words:
        if len(word) >= SHORTEST_LIKE and not word.startswith(CONCEPT):
            for code, likeness in _alike(word, table):
                credit[code] = max(likeness, credit.get(code, 0))
    same = (table.words.find(word) for word in words)
    return credit | {code: EQUAL for code in same if code is not None}


def _alike(word: str, table: WordTable) -> Iterator[tuple[int, int]]:
    """Dice coefficient of the letter triples."""
    own = signature(word)
    common = np.zeros(len(table.sizes), np.uint8)
    for theirs, bits in zip(table.signatures, own, strict=True):
        common += np.bitwise_count(theirs & np.uint64(bits))
    together = table.sizes + sum(map(int.bit_count, own))
    alike = 2 * EQUAL * common.astype(np.int32) >= LEAST_LIKENESS * together
    for code in np.flatnonzero(alike).tolist():
        yield code, 2 * EQUAL * int(common[code]) // int(together[code])


def explain(
    candidate: Candidate, offer: Offer, columns: OfferColumns, part_score: float | None
) -> tuple[Reason, ...]:
    if part_score is None:
        return (unknown(NAME, cv=bool(wanted_titles(candidate)), offer=bool(title_words(offer.title))),)
    if part_score < CLOSE:
        return (Reason("title_other", {"title": offer.title}),)
    likeness = {
        title: float(_likeness(title_words(title), columns.titles)[0]) for title in _written(candidate)
    }
    wanted = max(likeness, key=likeness.__getitem__)
    code = "title_fits" if part_score >= FITS else "title_close"
    return (Reason(code, {"title": offer.title, "wanted": wanted}),)
