"""Words and BM25."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_scraper.lexical import K1, PAIR_WEIGHT, B, build_lexical_index
from course_scraper.words import stem, terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++, C# and .NET", ["c++", "c#", ".net"]),
        ("Node.js v18.2", ["node.js", "v18.2"]),
        ("Skills & Policies", ["skill", "policy"]),
        ("business analysis", ["business", "analysis"]),
        ("L'été d'Élodie", ["ete", "elodie"]),
        ("Women's health", ["women", "health"]),
        ("the of and", []),
        ("C", ["c"]),
        ("إدارة المشاريع", ["إدارة", "المشاريع"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert terms(text) == [fold_arabic(word) for word in expected]


def fold_arabic(word: str) -> str:
    """The hamza below goes with the accents."""
    return word.replace("إ", "ا")


@given(st.text(max_size=300))
def test_words_are_never_blank(text: str) -> None:
    assert all(word and not word.isspace() for word in terms(text))


@given(st.text(alphabet="abcSÉé'+#. -", max_size=40))
def test_case_and_accents_do_not_matter(text: str) -> None:
    assert terms(text.upper()) == terms(text) == terms(text.replace("É", "e").replace("é", "e"))


@pytest.mark.parametrize(
    "word", ["classes", "policies", "analysis", "statistics", "data", "bus", "ies", "as"]
)
def test_a_stem_is_no_longer_and_keeps_the_beginning(word: str) -> None:
    assert len(stem(word)) <= len(word)
    assert word.startswith(stem(word)[:-1])


def by_hand(documents: list[list[tuple[str, float]]], query: str) -> list[float]:
    """The textbook formula, term by term."""
    counts: list[Counter[tuple[str, ...]]] = []
    lengths = []
    for document in documents:
        found: Counter[tuple[str, ...]] = Counter()
        for text, weight in document:
            words = terms(text)
            for at, word in enumerate(words):
                found[(word,)] += weight  # type: ignore[assignment]
                if at + 1 < len(words):
                    found[(word, words[at + 1])] += weight  # type: ignore[assignment]
        counts.append(found)
        lengths.append(sum(weight * len(terms(text)) for text, weight in document))
    words = terms(query)
    seen = {key for found in counts for key in found}
    keys = dict.fromkeys([(word,) for word in words])
    keys |= dict.fromkeys(pair for pair in pairwise(words) if {(pair[0],), (pair[1],)} <= seen)
    mean = sum(lengths) / len(lengths)
    scores, highest = [0.0] * len(documents), 0.0
    for key in keys:
        having = sum(key in found for found in counts)
        idf = math.log1p((len(documents) - having + 0.5) / (having + 0.5))
        weight = 1.0 if len(key) == 1 else PAIR_WEIGHT
        highest += weight * idf * (K1 + 1)
        for row, found in enumerate(counts):
            tf = found[key]
            norm = 1 - B + B * lengths[row] / mean
            scores[row] += weight * idf * tf * (K1 + 1) / (tf + K1 * norm) if tf else 0
    return [score / highest if highest else 0.0 for score in scores]


words = st.lists(st.sampled_from(["knots", "sails", "oars", "rope", "deck", "hull"]), max_size=6).map(
    " ".join
)
documents = st.lists(
    st.lists(st.tuples(words, st.sampled_from([1.0, 3.0])), max_size=3), min_size=1, max_size=6
)


@given(documents, words)
def test_scores_are_those_of_the_formula(found: list[list[tuple[str, float]]], query: str) -> None:
    if not any(terms(text) for document in found for text, _ in document):
        found = [*found, [("mast", 1.0)]]
    scores = build_lexical_index(found).scores(query)
    np.testing.assert_allclose(scores, by_hand(found, query), atol=1e-5)
    assert (scores >= 0).all()
    assert (scores <= 1).all()


def test_neighbours_count() -> None:
    index = build_lexical_index(
        [[("knots for the deck and rope of boats", 1.0)], [("rope for the deck and knots boats of", 1.0)]]
    )
    scores = index.scores("rope boats")
    assert scores[0] > scores[1] > 0


def test_a_title_counts_more_than_a_description() -> None:
    index = build_lexical_index(
        [[("Knots", 3.0), ("about oars today", 1.0)], [("Oars", 3.0), ("about knots today", 1.0)]]
    )
    assert index.scores("knots")[0] > index.scores("knots")[1] > 0


def test_words_that_nobody_has_lower_the_score() -> None:
    index = build_lexical_index([[("knots", 1.0)], [("oars", 1.0)]])
    assert index.scores("knots zeppelin")[0] < index.scores("knots")[0]
    assert not index.scores("zeppelin").any()
    assert not index.scores("").any()


@pytest.mark.parametrize("texts", [[], [""], ["", "the"]])
def test_nothing_to_search_in(texts: list[str]) -> None:
    index = build_lexical_index([[(text, 1.0)] for text in texts])
    assert index.scores("knots").tolist() == [0.0] * len(texts)


@pytest.mark.parametrize("piece", ["a", "a'", "a.", "c++", "\u0301", "-"])
def test_long_monotonous_texts(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert build_lexical_index([[(text, 1.0)]]).scores(text).shape == (1,)
