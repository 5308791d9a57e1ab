"""The job that the person wants or does against the title of the offer.

Words of three languages that mean the same are the same; words that are not in the table may
differ by a few letters.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.core.matching.columns import OfferColumns
from app.core.matching.inputs import Candidate, Offer
from app.core.matching.outcome import Reason, unknown
from app.core.matching.part import PartColumns
from app.core.matching.ragged import Int32
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
        best = np.maximum(best, _likeness(words, titles))
    fit = PartColumns.of(best, titles.weights > 0)
    return PartColumns(fit.score[titles.index], fit.known[titles.index], fit.certainty[titles.index])


def wanted_titles(candidate: Candidate) -> list[tuple[str, ...]]:
    """Distinct titles as words, in the order of the candidate; those without words left out."""
    return [words for words in dict.fromkeys(map(title_words, candidate.titles)) if words][:MOST_TITLES]


def _likeness(words: tuple[str, ...], titles: TitleColumn) -> NDArray[np.float64]:
    """Of each distinct title, 0 to 1. Half a title in common is less than half a fit."""
    common = titles.rows.sums(_credit(words, titles.table) * titles.table.weights)
    asked = EQUAL * sum(map(word_weight, words))
    of_wish = np.minimum(common, asked) / asked
    of_offer = common / (EQUAL * np.maximum(titles.weights, 1))
    overlap = WISH_SHARE * of_wish + (1.0 - WISH_SHARE) * of_offer
    fit: NDArray[np.float64] = overlap * (0.5 + 0.5 * overlap)
    return fit


def _credit(words: tuple[str, ...], table: WordTable) -> Int32:
    """Of each known word, how much it is like the nearest of ``words``."""
    credit = np.zeros(len(table.weights), np.int32)
    for word in words:
        if len(word.removeprefix(CONCEPT)) >= SHORTEST_LIKE:
            credit = np.maximum(credit, _spelling(word, table))
    for word in words:
        code = table.words.find(word)
        if code is not None:
            credit[code] = EQUAL
    return credit


def _spelling(word: str, table: WordTable) -> Int32:
    """Dice coefficient of the letter triples; two concepts of the table are never alike."""
    own = signature(word)
    common = np.bitwise_count(table.signatures & own).sum(axis=1, dtype=np.int32)
    alike: Int32 = (2 * EQUAL * common // (table.sizes + int(np.bitwise_count(own).sum()))).astype(np.int32)
    strange = alike < LEAST_LIKENESS
    if word.startswith(CONCEPT):
        strange |= table.concepts
    alike[strange] = 0
    return alike


def explain(candidate: Candidate, offer: Offer, part_score: float | None) -> tuple[Reason, ...]:
    if part_score is None:
        return (unknown(NAME, cv=bool(wanted_titles(candidate)), offer=bool(title_words(offer.title))),)
    if part_score < CLOSE:
        return (Reason("title_other", {"title": offer.title}),)
    column = TitleColumn.empty().extended([offer.title])
    fits = [
        (float(_likeness(words, column)[0]), title)
        for title in candidate.titles
        if (words := title_words(title))
    ]
    wanted = max(fits, key=lambda fit: fit[0])[1]
    code = "title_fits" if part_score >= FITS else "title_close"
    return (Reason(code, {"title": offer.title, "wanted": wanted}),)
